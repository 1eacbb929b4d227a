# What is wrong with a line of a glossary.

glossary-no-form = This line has no right form
glossary-form-long = This is no name but { $n } characters of text; the most are { $most }
glossary-form-no-text = A character in this line is no text; save the glossary as UTF-8
glossary-form-no-letter = There is no letter or digit in “{ $form }”
glossary-heard-as-itself = “{ $form }” is said to be heard as itself; that was left out
glossary-heard-is-right = “{ $heard }” is given as heard for “{ $form }”, but is a right form in line { NUMBER($line, useGrouping: "false") }; it is not taken for wrong
glossary-quote-unclosed = A quotation mark is opened and never closed in this line
glossary-no-comma = Between the closing quotation mark and “{ $rest }” a comma is missing

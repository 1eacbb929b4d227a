# The Glossary panel.

panel-glossary = Glossary
command-panel-glossary = Glossary

glossary-about = Right forms of names, with the forms in which they were heard: Lefebvre = Lefèbre, le fèvre
glossary-add = new entry of the glossary
glossary-add-hint = Add an entry, press Enter
glossary-description = description whose names are added
glossary-description-hint = Paste a description or a list of names
glossary-add-names = Add its names
glossary-entry = entry { $form }
glossary-remove = remove { $form }

glossary-not-added = Not added: { $why }
glossary-no-entry = “{ $text }” is no entry
glossary-stays = The entry { $form } stays as it was: { $why }. The × removes it
glossary-is-there = there is an entry { $form } already
glossary-nothing-left = nothing is left of it

# What was added from a description; all of { $forms } and { $known } are names.
glossary-none-found = No name was found in it: put each on a line of its own
glossary-none-new = Nothing new was found in it · in the glossary already: { $known }
glossary-forms-added = { $n ->
    [one] Added: { $forms }
   *[other] { $n } added: { $forms }
}
glossary-added = { glossary-forms-added } · nothing else in it is taken for a name
glossary-added-and-known = { glossary-forms-added } · in the glossary already: { $known } · nothing else in it is taken for a name

# Files.
glossary-import = Import…
glossary-import-title = Read a glossary
glossary-read = Import
glossary-export = Export…
glossary-export-title = Write the glossary
glossary-write = Export
glossary-kind = Glossary
glossary-exported = The glossary is in { $path }
glossary-imported = { entries } read into the glossary
glossary-imported-but = { entries } read into the glossary · { $why }
glossary-imported-but-more = { entries } read into the glossary · { $why }, and { $more } more
glossary-details = Details

# What was marked as correct: { $kind } says what was the matter with it.
glossary-marked = Marked as correct
glossary-marked-about = What you have marked as correct is not asked about again
glossary-marked-here = { $kind } · only in “{ $line }”
glossary-ask-again = Ask again
glossary-ask-again-about = ask again about { $form }

# In the menu of a word in the table.
glossary-add-word = Add “{ $word }” to the glossary

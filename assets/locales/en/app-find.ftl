# The Find panel.

panel-find = Find
command-panel-find = Find and replace
find-count-about = Places that were found, ticked or not
command-find = Find…
command-replace = Replace…
command-find-sounds = Find what sounds like…
command-find-next = Find next
command-find-previous = Find previous
command-clear = Clear the selection, then the search

find-query = Find
find-query-name = find
find-with = Replace with
find-with-name = replace with

# What the query means.
find-plain = Plain
find-plain-name = plain text
find-regex = Regular expression
find-regex-name = regular expression
find-by-ear = Sounds like
find-by-ear-name = sounds like
find-word = Word
find-word-about = whole words only
find-case = Aa
find-case-about = case counts
find-accents = é
find-accents-about = accents count

# Where it looks: what is chosen, and what can be chosen.
find-within = where to look
find-in-all = in all lines
find-in-selection = in the selection
find-in-unchecked = in unchecked lines
find-in-speaker = by { $speaker }
find-in-nobodys = by nobody
find-within-all = All lines
find-within-selection = The selected lines
find-within-unchecked = Unchecked lines
find-within-speaker = Lines by { $speaker }

find-previous-place = previous place
find-next-place = next place
find-replace-one = Replace and next
find-replace-ticked = Replace { $n }
# When nothing is to be put in the place of what is found.
find-delete-one = Delete and next
find-delete-ticked = Delete { places }

find-speaker-would-be = The speaker { $speaker } would be { $name }
find-rename-speaker = Rename too

find-hint-plain = Words are found with any apostrophe, hyphen and space, and over the end of a line
find-hint-regex = In the new text $1 is the first group
find-hint-by-ear = Finds one to four words that sound like it, however they are written

find-none = no matches
find-places-ticked = { places }, { $ticked } ticked
find-searching = searching… { $percent } %
# What was found so far: places, or places and how many of them are ticked.
find-places-so-far = { $found }, { find-searching }

# Before "All" and "None".
find-tick = tick
find-tick-all = All
find-tick-all-name = tick all
find-tick-none = None
find-tick-none-name = tick none
find-tick-line = tick line { NUMBER($line, useGrouping: "false") }
find-place-in-line = place in line { NUMBER($line, useGrouping: "false") }: { $text }

find-still-searching = Nothing was found yet: still searching
find-no-matches = “{ $text }” has no matches
find-stands-there = All of it stands there already
find-replaced = Replaced { places }: { $keys } takes it back
find-deleted = Deleted { places }: { $keys } takes it back
find-broke-down = The search broke off: there may be more than the places that are listed

# In the menu of a word in the table.
find-replace-everywhere = Replace “{ $word }” everywhere…

# The Names panel, the names that are sure, and what a correction by hand offers.

panel-names = Names
command-panel-names = Names

command-take-offer = Replace the same everywhere
command-accept-sure = Accept all names that are sure…
command-review-offer = Look at what the correction offers
command-never-offer = Never offer it for this word
command-forget-offer = Put the offer away
command-name-take = Take the name everywhere it is ticked, and go on
command-name-right = Mark the name as correct
command-name-other = Type another form
command-name-tick = Only at the first ticked place
command-name-up = Name above
command-name-down = Name below
command-name-first = First name
command-name-last = Last name
command-name-page-up = Names a page up
command-name-page-down = Names a page down
command-name-leave = Back to the table

# In the toolbar.
names-left = names left { $n }
names-left-about = Names that look wrong and wait for an answer
names-none-left = no names left ✓
names-none-left-about = No name is left that looks wrong, and no unknown word is written as a name is
names-unknown-left = unknown names left { $n }
names-unknown-left-about = Words with a capital that no dictionary, no note, no speaker and no glossary knows: they stand among the unknown words
names-not-looked = names not looked for
names-not-looked-about = Names are not looked for: only the dictionary of a language tells what is no word of it

names-list = names
names-none-but-unknown = { $n ->
    [one] { $n } unknown word is written as a name is, and stands
   *[other] { $n } unknown words are written as names are, and stand
} among the findings
names-show-unknown = Show the findings
names-none = No name looks wrong. Names are compared with the notes, the speakers and your glossary
names-looking = Looking for names… { $percent } %
names-sure = { $names } are sure, in { places }
names-preview = Preview and accept

# A card, for a screen reader, and its second row.
names-card = { $wrong } to { $right }, { $because }, { places }
names-why = { $because } · { places }
names-correction = { $wrong } → { $right }
names-tick = tick { $wrong } in line { NUMBER($line, useGrouping: "false") }
names-more = and { $n } more
names-other-form = another form

names-take = take
names-mark-as-correct = mark as correct
names-other = other form
names-only-at = only at { $time }
names-only-in-line = only in line { NUMBER($line, useGrouping: "false") }
names-only-at-tick = only at the next tick

names-taken = { $right } in { places }: { $keys } takes it back

# The names that are sure. In the next message and in the last, { $names } and { $places } are numbers with their nouns.
names-put-right = { $names } put right in { $places }: { $keys } takes it all back
names-sure-dialog = names that are sure
names-sure-heading = Accept all names that are sure
names-sure-about = This is all that will change. It is one step to undo, and the forms are remembered in the glossary
names-sure-tick = tick { $wrong } to { $right }
names-stays = stays
names-accept = Accept { $names }, { $places }

# What a correction by hand offers.
names-same = { $n } more the same
names-sound-alike = { $n ->
    [one] { $n } that sounds alike
   *[other] { $n } that sound alike
}
names-same-and-alike = { $same }, { $alike }
names-offer-review = Review
names-offer-replace = Replace { $n }
names-offer-never = Never for this word
names-replaced = Replaced { $n } more: { $keys } takes it back

# In the menu of a name in the table.
names-take-everywhere = { $right }, in all { $n } places

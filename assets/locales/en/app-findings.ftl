# The Findings panel, its dialogs and its commands.

panel-findings = Findings
command-panel-findings = Findings

command-next-finding = Next finding
command-previous-finding = Previous finding
command-fix-1 = Apply the fix
command-fix-2 = Apply fix 2
command-fix-3 = Apply fix 3
command-fix-4 = Apply fix 4
command-fix-5 = Apply fix 5
command-fix-same = Apply the fix wherever the same stands
command-mark-correct = Mark as correct
command-list-fixes = List the fixes…
command-fix-sure = Apply all fixes that are sure…
command-language-found = Detect the language
command-language-french = Language: French
command-language-english = Language: English
command-language-other = Language: another…

findings-words-left = unknown words left { $n }
findings-words-left-about = Places with a word that no dictionary knows and that nobody has marked as correct
findings-others-left = other findings left { $n }
findings-others-left-about = Places that deserve a look for something else than names and unknown words
findings-count-about = All places that deserve a look, of the kinds that are shown
findings-kind-about = So many places deserve a look for this; press to show or hide them

# The line at the bottom: why the finding deserves a look, and the keys for what can be done.
findings-status = { $why }  ·  { findings-status-keys }
findings-status-fix = { $why }  ·  { $take } { $fix }  ·  { findings-status-keys }
findings-status-keys = { $list } more  ·  { $correct } mark as correct

# How a fix is called that leaves nothing in the place of what was found.
findings-remove = remove
findings-mark-correct = mark as correct
findings-same = all { $n } the same
findings-asking = Looking for what was meant…

findings-kind = { $kind } { $n }
findings-apply-sure = Apply all that are sure…
findings-package = Many systems have one in a package: { $packages }
findings-set-language = Set the language…
findings-looking = Looking…
findings-in-view = What is in view; looking at the rest…
findings-none = Nothing deserves a look
# The same as long as something cannot be looked for, which is said above it.
findings-none-else = Nothing else deserves a look
# What a screen reader says of an entry of the list.
findings-entry = { $kind } in line { NUMBER($line, useGrouping: "false") }: { $found }, { $why }

findings-still-looking = Still looking for what deserves a look
findings-nothing-left = Nothing is left that deserves a look
findings-nothing-else-left = Nothing is left that deserves a look, but not all is looked for: the panel says why
findings-put-right = Put right in { places }: { $keys } takes it back
findings-suggestions-broke-down = Looking for what unknown words may be broke down, which is a fault of Stet

findings-fixes = fixes
findings-write = Write “{ $typed }”
findings-another-form = another form
findings-choose = choose with the arrow keys

findings-sure = fixes that are sure
findings-none-sure = No fix is sure
findings-sure-heading = Apply all fixes that are sure
findings-sure-about = This is all that will change. It is one step to undo
findings-tick = tick { $text } to { $fix }
findings-removed = removed
findings-kind-places = { $kind } · { places }
findings-put-right-in = Put right in { places }

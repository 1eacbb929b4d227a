# The Notes panel.

panel-notes = Notes
command-panel-notes = Notes

notes-title = Title
notes-no-title = no title
notes-none = No notes: nothing stood before the first line
notes-before = What stood before the first line
notes-problems = Problems while reading
notes-problem = line { NUMBER($line, useGrouping: "false") } of the file: { $what }
notes-more = and { $n } more

# What a screen reader calls the fields.
notes-title-field = title
notes-note-field = note { $number }

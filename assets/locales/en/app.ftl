# The window: its bars, dialogs and commands. The panels have files of their own.

# What is said when something breaks down, which is a fault of Stet.
task-broke-down = Something that was to be worked out broke down, which is a fault of Stet. It is tried again when the transcript has changed
write-broke-down = { $path } could not be written: the writer broke down, which is a fault of Stet
review-broke-down = Looking for what deserves a look broke down, which is a fault of Stet. It is tried again when the transcript has changed

# At the start and at the end, on the terminal.
settings-not-saved = the settings could not be saved in { $folder }: { $why }
window-not-opened = the window could not be opened: { $why }

# A line by its number.
line-number = line { NUMBER($line, useGrouping: "false") }

# Menus.
menu-file = File
menu-edit = Edit
menu-line = Line
menu-speaker = Speaker
menu-review = Review
menu-view = View
menu-help = Help
menu-recent = Open recent

# Commands that belong to no panel.
command-open = Open…
command-open-clipboard = Open from the clipboard
command-open-sample-french = Open the French sample
command-open-sample-english = Open the English sample
command-save = Save
command-save-as = Save as…
command-teach-series = Remember the names in the show
command-export = Export…
command-set-columns = Columns of the table…
command-close = Close
command-quit = Quit
command-undo = Undo
command-redo = Redo
command-cut = Cut
command-copy = Copy
command-paste = Paste
command-paste-lines = Paste as lines
command-cut-lines = Cut the lines
command-copy-lines = Copy the lines
command-select-all = Select all lines
command-edit-text = Edit the text
command-edit-start = Edit the start
command-check = Mark checked and go on
command-uncheck = Unmark
command-split = Split at the caret, between words
command-split-inside-word = Split at the caret, also inside a word
command-split-turns = Split turns inside lines
command-collapse-roll = Collapse rolling captions
command-join-next = Join with the next line
command-join-previous = Join with the line before
command-join-at-end = Join with the next line, at the end of the text
command-join-at-start = Join with the line before, at the start of the text
command-join-selected = Join the selected lines
command-word-up = Move the first word up
command-word-down = Move the last word down
command-insert-above = Insert a line above
command-insert-below = Insert a line below
command-delete = Delete the lines
command-shift-times = Shift times…
command-go-to = Go to line or time…
command-next-turn = Next turn
command-previous-turn = Previous turn
command-add-dictionaries = Add a folder of dictionaries…
command-open-dictionaries = Open your folder of dictionaries
command-look-for-dictionaries = Look for dictionaries again
command-show-changes = Show changes in the table
command-close-dock = Close the dock
command-theme-system = Light or dark as the system
command-theme-light = Light
command-theme-dark = Dark
command-zoom-in = Larger
command-zoom-out = Smaller
command-zoom-reset = Normal size
command-palette = Commands…
command-keys = Keys…
command-about = About Stet…
command-go-up = Line above
command-go-down = Line below
command-page-up = Page up
command-page-down = Page down
command-go-top = First line
command-go-bottom = Last line
command-extend-up = Select upward
command-extend-down = Select downward
command-extend-page-up = Select a page upward
command-extend-page-down = Select a page downward
command-extend-top = Select to the first line
command-extend-bottom = Select to the last line
command-commit-next = Keep, and edit the next line
command-give-up = Give up the change
command-next-field = Next field
command-previous-field = Previous field
command-edit-above = Edit the line above
command-edit-below = Edit the line below

# The dock.
# How much there is in a panel, in its tab.
dock-count = { $n }
dock-close = close the dock
dock-edge = width of the dock
dock-more = more panels

# The menus of the table.
menu-split-here = Split here
menu-split-inside = Split here, inside the word
menu-copy-time = Copy the time
menu-give = Give to

# The light beside an underlined word.
light-fix = { $why }: { $fix }
light-menu = right-click

# The table.
table = transcript
table-scroll-bar = scroll bar
table-text-of = text of line { NUMBER($line, useGrouping: "false") }
table-start-of = start of line { NUMBER($line, useGrouping: "false") }
table-proposed = proposed for line { NUMBER($line, useGrouping: "false") }: { $name }, { $because }
table-number = #
table-start = start
table-speaker = speaker
table-text = text
table-checked = checked

# The strip.
strip-dismiss = dismiss
strip-what-can-be-done = What can be done

# The title of the window.
window-title = Stet
window-title-of = { $name } – Stet
window-title-not-saved = • { $name } – Stet

# The toolbar and the line at the bottom.
toolbar-find = Find in { lines }…
toolbar-saving = saving…
toolbar-not-saved = not saved
toolbar-saved = saved
toolbar-looking = looking…
toolbar-looking-about = Stet is looking through the transcript for what deserves a look; what is left is counted when it is done
toolbar-checked-about = Lines that are marked as checked, of all lines
toolbar-checked = { $n } of { $of } checked
status-reading = reading { $name }…
status-selected = { lines } selected
status-language-detected = { $language } (detected)
status-from = from { $name }
status-from-encoded = from { $name } ({ $encoding })
status-no-lines = no lines

# What commands on lines say.
lines-turns-split = { turns } inside a line split off: { $keys } joins them again
lines-roll-collapsed = { $n ->
    [one] { $n } repeated line was left out: { $keys } brings it back
   *[other] { $n } repeated lines were left out: { $keys } brings them back
}
lines-deleted = { $n ->
    [one] { $n } line was deleted: { $keys } brings it back
   *[other] { $n } lines were deleted: { $keys } brings them back
}
lines-copied = { $n ->
    [one] { $n } line copied
   *[other] { $n } lines copied
}
lines-cut = { $n ->
    [one] { $n } line cut: { $keys } brings it back
   *[other] { $n } lines cut: { $keys } brings them back
}
lines-pasted = { $n ->
    [one] { $n } line pasted
   *[other] { $n } lines pasted
}
lines-gave-up = Gave up the change: { $keys } brings it back
not-a-time = “{ $typed }” is not a time: line { NUMBER($line, useGrouping: "false") } keeps its start. Write it as 1:15, 01:15.5 or 1:02:15

# Opening and saving.
files-open-title = Open a transcript
files-open-verb = Open
files-save-title = Save the project
files-save-verb = Save
files-project-kind = Stet project
files-standard-input = standard input
files-pasted-text = the pasted text
# What a document is called that came from neither a file nor a project.
files-from-standard-input = Standard input
files-from-paste = Pasted text
files-only-a-file-again = Only a file can be read again as another format: save the text and open it
files-forget-recent = Remove from recent files
files-reader-broke-down = { $name } could not be read: the reader broke down, which is a fault of Stet
files-writer-broke-down = { $path } could not be saved: the writer broke down. The old file is as it was
files-not-there = Nothing was written to { $path }: the document that was to be saved there is not open any more
files-still-saving = Still saving: wait for it to end, then save again
files-saved = Saved { $path }
files-no-program = { $path } was not shown: the system has no program for it
files-not-shown = { $path } was not shown: { $why }
files-save-elsewhere = Save a copy…

opening-damaged = The project is damaged: { $lines ->
    [one] { $lines } line
   *[other] { $lines } lines
} could be read, { $lost ->
    [one] { $lost } thing
   *[other] { $lost } things
} could not. This is a copy; the file is as it was
opening-project = Opened { lines }
opening-as = Opened as { $format }: { lines }
opening-turns-marked = { turns } marked
# Both may follow: "Opened as plain text: 12 lines, 7 turns marked. Split the 2 turns inside a line?"
opening-as-marked = { $opening }, { $marked }
opening-and-asks = { $opening }. { $asks }
opening-turns-inside = Split the { turns } inside a line?
opening-split = Split
opening-rolls = { $n ->
    [one] The captions roll: leave out { $n } repeated line?
   *[other] The captions roll: leave out { $n } repeated lines?
}
opening-collapse = Collapse
opening-columns = Columns…
opening-notes = { $n ->
    [one] { $n } header line
   *[other] { $n } header lines
} kept as notes
opening-problems = { $n ->
    [one] { $n } problem
   *[other] { $n } problems
} while reading
opening-series-problem = { $more ->
    [0] { $first }; the rest of it is used
   *[other] { $first }, and { $more } more; the rest of it is used
}
opening-show = Show
opening-details = Details
opening-opened-as = Opened as…

# The memory of a show.
series-save-first = Save the project first: the show is remembered in a file beside it
series-offer = What you put right can be remembered for the next transcripts beside this one
series-remember = Remember
series-remembered = Remembered in { $file }
series-nothing = There is nothing to remember yet: no name put right, no speaker named
series-knows-all = { $file } knows all of it already

# Dictionaries.
dictionaries-nowhere = There is no folder for settings on this system, so none for dictionaries either
dictionaries-looked-for = Dictionaries are looked for again
dictionaries-add-title = Add a folder of dictionaries
dictionaries-add-verb = Add
dictionaries-none = There is no dictionary in { $folder }: it would be two files, .aff and .dic
dictionaries-added = Dictionaries are looked for in { $folder }: { $languages }

# Dialogs.
dialog-commands = commands
dialog-keys = Keys
dialog-about = about Stet
dialog-language = language
dialog-go-to = Go to line or time
dialog-shift = Shift times
dialog-columns = Columns of the table
dialog-path = path
dialog-question = question
path-help-file = Tab completes what you type, Enter opens a folder or picks the file
path-help-folder = Tab completes what you type, Enter opens a folder, then picks it
path-help-target = The path of the file to write; a press goes into a folder or takes a name
path-hint = path to a file or folder
path-up = Up
path-home = Home
path-all-files = All files
path-folder = folder { $name }
path-file = file { $name }
path-listing = reading the folder…
path-nothing = nothing here that fits
path-more = { $n ->
    [one] and { $n } more: type a part of its name
   *[other] and { $n } more: type a part of the name
}

palette-hint = what do you want to do?
palette-none = No command has this name

keys-hint = filter by name or key
keys-anywhere = Anywhere
keys-moving = Moving and selecting
keys-editing = While editing a cell
keys-copying = Copy and paste
copying-copy = { $keys }, lines
copying-copy-does = copy them: as lines for Stet, with times and names for others
copying-table = { $keys } in the table
copying-table-does = paste lines behind the selected ones
copying-much = { $keys } of much
copying-much-does = ask whether to open it or to paste its lines
copying-cell = { $keys } in a cell
copying-cell-does = paste text as one paragraph
copying-lines-does = paste lines, also while a cell is open
keys-exporting = Export
exporting-again = { $keys } again
exporting-again-does = write the export that the panel shows
keys-pointer = With the pointer
pointer-click = click on a text
pointer-click-does = edit it there
pointer-double = double-click
pointer-double-does = select the word under the pointer
pointer-triple = triple click
pointer-triple-does = select the whole line
pointer-rest = press and hold
pointer-rest-does = select the word
pointer-drag-text = drag over text
pointer-drag-text-does = select it, across lines too: Copy takes it
pointer-drag-rows = drag beside the text
pointer-drag-rows-does = select lines
pointer-over = rest on an underlined word
pointer-over-does = say why it deserves a look, and what may be meant
pointer-right-word = right-click on a word
pointer-right-word-does = what may be meant, marking it as correct, the glossary, replacing it, splitting there
pointer-right = right-click on a row, a time, a speaker or a tab
pointer-right-does = what can be done there: with the selection when the row belongs to it
keys-in-panel = In the { $panel } panel
keys-or = { $one } or { $other }
keys-place-table = in the table
keys-place-editing = while editing
keys-place-panel = in the { $panel } panel

about-version = Version { $version }
about-what = A desktop editor for transcripts. Stet is the proofreader's mark for “let it stand”
about-licence = Licensed under MIT or Apache-2.0, at your choice. The face is Inter, under the SIL Open Font License
about-close = Close

language-title = Language of the transcript
language-help = A name like German, or a tag like de or pt-BR. French and English are built in; for another, a Hunspell dictionary is looked for
language-verb = Set

go-to-hint = line or time
go-to-help = 120 is a line, 12:30 and 1:02:15 are times, +10 is ten lines further
# What can be typed, when something else was.
go-to-wrong = Type a line from 1 to { $n }, a time such as 12:30 or 1:02:15, or +10 or -10 for ten lines further or back
go-to-verb = Go

shift-from-here = the current line and all after it
shift-selected = { $n } selected lines
shift-help = By how much, for { $what }? 1.5 is later, -1:00 is earlier
shift-hint = seconds, or minutes:seconds
shift-verb = Shift

columns-help = What each column of the file is taken for. The file is read again with what is chosen here
columns-choose = what { $name } is
columns-unit = Numbers count
columns-seconds = seconds
columns-milliseconds = milliseconds
columns-frames = frames
columns-verb = Read again

question-not-saved = Save { $name }?
question-not-saved-what = It has changes that are not saved. Without saving they are lost
question-pasted = { $n ->
    [one] Open { $n } line as a new document instead of { $name }?
   *[other] Open { $n } lines as a new document instead of { $name }?
}
question-pasted-saved = { $name } is closed then; nothing of it is lost. Pasted as lines, they come behind the selected lines of { $name }
question-pasted-not-saved = { $name } is closed then, and has changes that are not saved. Pasted as lines, they come behind its selected lines
question-changed = The file was changed by somebody else
question-changed-what = { $path } is not as it was when you opened or saved it last. Writing over it loses what was changed there
question-overwrite = There is a file of that name
question-overwrite-what = { $path } exists. Writing over it loses what it holds
answer-save = Save
answer-discard = Do not save
answer-overwrite = Write over it
answer-save-and-open = Save and open
answer-open-unsaved = Open without saving
answer-open = Open
answer-lines = Paste as lines
answer-save-as = Save as…

# The empty window.
welcome-motto = Let the right words stand
welcome-drop = Drop a transcript here, or paste one from a web page
welcome-open = Open a file…
welcome-paste = Paste
welcome-recent = Recent
welcome-try = Try it on a sample
welcome-french = French television: four speakers, a dozen names spelled wrong
welcome-english = An English radio programme, pasted from a video page
welcome-drop-here = Drop to open

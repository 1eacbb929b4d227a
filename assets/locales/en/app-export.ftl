# The Export panel.

panel-export = Export
command-panel-export = Export preview

command-export-write = Write the export into a file…

export-title = Export
export-verb = Export
export-as = Export .{ $extension }…
export-as-about = { $keys } does it while the panel is open
export-copy = Copy
export-copied = The export is in the clipboard
export-kept = Kept as { $name }
export-done = Exported { $path }
export-open = Open
export-in-folder = Show in folder
export-elsewhere = Export elsewhere…
export-preset = preset
export-preset-name = name of the preset
export-preset-changed = { $name }, changed
export-keep-hint = Keep the choice as…
export-keep = Keep
export-show = Show
export-show-what = show: { $what }
export-preview = preview of the export
export-and-so-on = … and so on to the last line
export-markdown = Markdown
export-text = Text
export-every-line = { $format }, every line
export-every-line-as = every line:
export-narrow = Rows of { $n } characters
export-paragraphs = A paragraph a turn
export-times = Times
export-names = Speaker names
export-clean = Clean verbatim
export-clean-about = No dashes, no sound notes, no words said twice. The project stays as it is
export-typography = Typography
export-with-title = Title
export-with-notes = Notes
export-has-none = The transcript has none
export-with-chapters = Chapters as headings
export-with-chapter-list = List of chapters

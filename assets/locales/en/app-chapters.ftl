# The Chapters panel.

panel-chapters = Chapters

command-panel-chapters = Chapters
chapters-count-about = The chapters of this transcript
command-add-chapter = Add a chapter at this line
command-copy-chapters = Copy the list of chapters
command-chapter-name = Rename the chapter
command-chapter-earlier = Begin the chapter a line earlier
command-chapter-later = Begin the chapter a line later
command-chapter-remove = Delete the chapter
command-chapter-up = Chapter above
command-chapter-down = Chapter below
command-chapter-first = First chapter
command-chapter-last = Last chapter
command-chapter-show = Go to the line of the chapter
command-chapter-leave = Back to the table

chapters-list = chapters
chapters-entry = chapter { $title } at { $time }
chapters-title-at = title of the chapter at { $time }
chapters-hint = Title of the chapter
chapters-add = Add a chapter at this line
chapters-copy = Copy the list
chapters-copy-about = As it stands in the description of a video: a time and a title a line
chapters-copied = { $n ->
    [one] The list of { $n } chapter is in the clipboard
   *[other] The list of { $n } chapters is in the clipboard
}
chapters-copied-late = The list is in the clipboard. It begins at { $time }: video sites show chapters only when the first begins at 0:00
chapters-late = Video sites show chapters only when the first begins at 0:00
chapters-none = No chapters yet: go to the line with which one begins, and add it there
chapters-no-time = Line { NUMBER($line, useGrouping: "false") } has no time, and a chapter begins at one: edit the start of the line first
chapters-no-line = There is no line with a time any further
chapters-taken = A chapter begins at { $time } already: { $title }
chapters-removed = Chapter { $title } deleted: { $keys } brings it back
chapters-rename = Rename
chapters-earlier = Earlier
chapters-later = Later
chapters-remove = Delete

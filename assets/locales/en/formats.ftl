# What was odd when a file was read. Nothing was lost by it.

encoding-unknown = “{ $name }” is no encoding that Stet knows
encoding-utf-32 = The file is in UTF-32, which is saved as UTF-8
encoding-bytes-unreadable = { $more ->
    [0] A byte here is not { $charset } and is shown as �
   *[other] A byte here is not { $charset } and is shown as �, as are { $more } more below
}

captions-no-times = The file holds no times that can be read
captions-roll = The captions roll: { $n ->
    [one] { $n } line stands there twice; the option roll=collapse leaves it out
   *[other] { $n } lines stand there twice; the option roll=collapse leaves them out
}
captions-rolled = The captions roll: { $n ->
    [one] { $n } repeated line is left out
   *[other] { $n } repeated lines are left out
}
captions-end-unreadable = The end in “{ $what }” cannot be read, so the line has none
captions-times-unreadable = The times “{ $what }” cannot be read, so the line has none
captions-no-times-behind-number = No times follow the number { $number }, so the line has none
captions-begin-again = The numbers begin again at 1: two files may stand one after the other here
captions-end-behind-number = The file ends after the number { $number }
captions-text-behind-blank = Text behind an empty line is kept with the line above
captions-text-outside = Text outside of any cue is kept as a note
captions-text-before = Text before the first time is kept as a note
captions-text-behind-fence = Text behind the closing fence is kept as a note

page-labels-left-out = Labels of the page are not part of the transcript: { $labels }
page-time-falls = { $more ->
    [0] The time is earlier than the one before it
    [one] The time is earlier than the one before it, and so is one further down
   *[other] The time is earlier than the one before it, and so are { $more } further down
}

data-read = Read as data that no known program wrote: { $fields }
data-in-unit = { $what } in { $unit }
data-seconds = seconds
data-milliseconds = milliseconds
data-other-unit = units of { $millis } milliseconds
data-words = the words
data-broken = The file is broken here: of what follows, only what can be understood is read
data-no-text = The file holds no text that anybody says
data-beside = { $n ->
    [one] { $n } text of “{ $what }” belongs to a line and is kept beside it
   *[other] { $n } texts of “{ $what }” belong to lines and are kept beside them
}
xml-taken = This kind of XML is not known: each “{ $element }” is read as a line, { $parts }
xml-taken-start = its start from “{ $name }”{ $unit ->
    [ms] {" "}in milliseconds
    [s] {" "}in seconds
   *[clock] {""}
}
xml-taken-end = its end from “{ $name }”
xml-taken-length = its length from “{ $name }”
xml-taken-speaker = its speaker from “{ $name }”
xml-taken-text = its text from “{ $name }”
data-languages = The file holds the same in several languages, one behind the other: { $languages }
json-broken = The JSON is broken here: what follows is kept as text
json-field-odd = “{ $key }” is not what is expected there, and is kept as it is
json-field-of-line-odd = “{ $key }” of line { NUMBER($row, useGrouping: "false") } is not what is expected there, and is kept as it is
json-line-no-object = Line { NUMBER($row, useGrouping: "false") } is no object, and is kept as text
json-text-no-string = The text of line { NUMBER($row, useGrouping: "false") } is no string, and is kept as it is written
json-word-not-in-text = The word “{ $word }” is not in the text of line { NUMBER($row, useGrouping: "false") }, so its time is left out

columns-read = Read as a table: { $columns }
columns-one = “{ $name }” is { $role }
column-start = the start
column-end = the end
column-duration = the duration
column-speaker = the speaker
column-text = the text
column-other = something else, and is kept
columns-no-text = No column of the table has text, so each row is a line
columns-time-unreadable = The time “{ $what }” cannot be read
columns-times-unreadable = { $n ->
    [one] { $n } more time cannot be read
   *[other] { $n } more times cannot be read
}
columns-times-missing = The line does not begin with its times, so it has none
recordings-several = The file holds { $n } recordings, one behind the other
ctm-alternatives = { $n ->
    [one] { $n } word of other readings is kept as a note
   *[other] { $n } words of other readings are kept as a note
}
stm-left-out = { $n ->
    [one] { $n } stretch that is not to be scored is left out
   *[other] { $n } stretches that are not to be scored are left out
}
textgrid-no-tiers = The file holds no tiers
cha-outside = Text that nobody says is kept as a note
frames-counted = Frames are counted { $fps } a second; the option fps counts them otherwise

# Why a file cannot be read as a transcript: what follows its name in a sentence.

file-empty = is empty
file-no-text = is { $what }, not text
file-no-transcript = is { $what } in which no transcript is found; if it has text, copy that and paste it
file-pdf = is a PDF document, which Stet does not read; open it, copy its text and paste it here
file-excel = is an Excel workbook, which Stet does not read; save the sheet as CSV and open that
file-old-office = is an old Office document, which Stet does not read; save it as .docx and open that, or copy its text and paste it here
file-encrypted = is { $what } with a password; open it where it was made, save it without the password and open that
file-broken = is { $what } that is damaged so much that no text is found in it; open it where it was made and save it anew
file-swollen = is { $what } that unpacks to far more than any transcript, and is not opened
file-web-page = is a web page that says “{ $says }” and no transcript; get the transcript again, or open the page in a browser, copy the text and paste it here
file-answer = holds what a server says that has no such page, and no transcript; get the transcript again
file-too-large = is larger than 2 GiB, which is more than Stet opens

content-pdf = a PDF document
content-rtf = an RTF document
content-word = a Word document
content-open-document = an OpenDocument document
content-excel = an Excel workbook
content-old-office = an old Office document
content-locked-office = an Office document
content-log = a log
content-source = the source of a program
content-web-page = a web page
content-json = JSON data
content-xml = an XML document
content-zip = a ZIP archive
content-gzip = a gzip archive
content-7-zip = a 7-Zip archive
content-rar = a RAR archive
content-picture = a picture
content-sound = a sound recording
content-video = a video
content-database = a database
content-program = a program
content-data = binary data

# What a format cannot hold.

loss = { $format } holds no { $what }
lost-times = times
lost-untimed = lines without times, so theirs are made up
lost-ends = ends of lines
lost-open-ends = lines without an end: { $n ->
    [one] { $n } end is made up
   *[other] { $n } ends are made up
}
lost-before-zero = times before 0: { $n ->
    [one] { $n } line begins at 0
   *[other] { $n } lines begin at 0
}
lost-speakers = speakers, so their names stand in the text
lost-words = times of single words
lost-checked = marks of checked lines
lost-language = language
lost-notes = title, notes or chapters
lost-notes-between = notes: { $n ->
    [one] { $n } left out
   *[other] { $n } left out
}
loss-lines = { $format } would be read back with other lines than these
loss-some-texts = { $format } would be read back with another text in { $n ->
    [one] { $n } line
   *[other] { $n } lines
}: line breaks within lines are spaces there, and what looks like a time or a name is one
loss-some-speakers = { $format } holds speakers as “Name:” before the text, and { $n ->
    [one] that of { $n } line would be read otherwise
   *[other] those of { $n } lines would be read otherwise
}
loss-some-times = { $format } would be read back with another time of { $n ->
    [one] { $n } line
   *[other] { $n } lines
}
loss-some-notes = { $format } would be read back with another title, other notes or chapters
loss-some-words = Lines whose text is changed or broken lose the times of their words

# What can be chosen when a format is read or written.

option-width = Characters in a row; a longer line becomes several rows and captions. Without it lines stay as they are
option-rows = Rows in a caption, where a width is given
option-reading-speed = Characters a second that a viewer reads; so long a line lasts whose end is not known. Without it, until the next one, 7 seconds at most
option-roll = Captions that roll show every line twice: keep all as it stands, or leave the repetitions out

option-fields = Which field of JSON data holds what, where no known program wrote it. Without it, what the fields are called and what stands in them
option-columns = What the columns of a table hold, in their order. Without it, what their names and their cells say
option-time-unit = What the numbers of a table count that stand for times. Without it, what the names of the columns and the numbers say
option-fps = Frames a second, where a file counts in frames and does not say

option-none = There is no option “{ $name }” here
option-unknown = There is no option “{ $name }”; there are { $names }
option-unfit = The option { $name } cannot be “{ $value }”; it can be { $values }

# What was odd when a project was read.

project-ends-in-zeros = The file ends in { $n ->
    [one] { $n } zero byte
   *[other] { $n } zero bytes
}, as after a power cut
project-bytes-no-text = Here and perhaps below stand bytes that are no text; each became “�”
project-cut = The file ends too early; what stood behind its last line is missing
project-line-unreadable = This line could not be read and stands as it is in the file: { $why }
project-kept-as-note = This could not be read and was kept as a note: { $why }
project-speaker-unlisted = Lines name speaker { $id }, whom the file does not list; “Speaker { $id }” was added
project-changed-outside = The file was changed outside of Stet since it was saved
project-changed-outside-lines = { project-changed-outside }: it had { $before } lines and has { $now }

# Why a part of a project could not be read. The first is what the parser of RON says, in English.
project-ron = { $why }
project-field = { $name }: { $why }
project-in-no-list = it stands in no list
project-record-without = it has no { $field }
project-end-without-start = it has an end without a start

# What was odd in the file that remembers a show.

show-section-unknown = There is no section { $section }; there are [names], [words] and [speakers]
show-several-heard = “{ $form }” has several heard forms in one line; write a line for each
show-how-often = “{ $document }” does not say how often: write “name ×2”
show-unreadable = { $file } could not be read: { $why }

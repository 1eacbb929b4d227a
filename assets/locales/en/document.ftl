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

# A field of the records of a list.
project-field-of = { $name } of { $list }

# What was odd in the file that remembers a show.

show-section-unknown = There is no section { $section }; there are [names], [words] and [speakers]
show-several-heard = “{ $form }” has several heard forms in one line; write a line for each
show-how-often = “{ $document }” does not say how often: write “name ×2”

# Why a file was not opened.

file-not-opened = { $name } { $why }
file-unreadable = { $name } could not be read: { $why }

# What follows the name of a file in a sentence. Behind the colon stands what the system says.
file-missing = was not found
file-folder = is a folder, not a file
file-denied = may not be read: there is no permission
file-disk = could not be read: { $why }
project-newer = was written by a newer Stet and needs what this one does not know ({ $needs }); a newer Stet opens it
project-no-project = is no project of Stet
show-no-list = is no list of names: a file of at most { $most } MB is read
project-only-newer = holds what only a newer Stet can change ({ $what }); it can be saved under another name

# Why a file was not saved, and how it stands now.

save-changed-on-disk = { $name } was changed by another program since it was opened or saved here
save-exists = { $name } exists already
save-source = { $path } is what this transcript was read from, and is never written over: choose another name
save-read-only = { $name } { $why }
save-write-protected = is write-protected
save-stopped = Saving was stopped; the file on disk is as it was
save-failed = { $name } could not be saved because { $why }; { $state }. Save a copy elsewhere
save-old-lies-in = its old content lies in { $path }
save-in-place = it is in place, but may not survive a power cut
save-as-it-was = the file on disk is as it was

# What follows "because".
disk-full = the disk is full
disk-folder-closed = nothing may be written in the folder { $folder }
disk-denied = it may not be written
disk-no-folder = the folder { $folder } is not there
disk-read-only = the disk is read-only
disk-file-too-large = the disk takes no file of this size
disk-is-folder = it is a folder
disk-other-bytes = the disk gave back other bytes than it was given
disk-refused = the disk refused ({ $why })
folder-not-made = The folder { $folder } could not be made: { $why }
folder-unreadable = The folder { $folder } could not be read: { $why }

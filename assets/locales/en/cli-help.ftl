# The help: what verbs and their arguments are for. A paragraph is a line.

help-stet = An editor for transcripts: names right, speakers tagged, nothing lost
help-stet-long =
    { help-stet }

    Without a verb, Stet opens its window.
help-stet-after =
    A verb wins over a file of the same name: stet ./convert opens the file “convert”.
    “-” is standard input. Exit status: 0 done, 1 a file could not be used, 2 wrong usage.
help-any-input = What to look at; “-” is standard input
help-any-json = Print JSON
help-any-force = Write over a file that exists
help-any-output = Write to this file; “-” is standard output, and so is saying nothing
help-any-file = What to open in the window: a project, or a transcript in any format
help-any-from = Read the input as this format instead of finding it out
help-any-encoding = Read the input in this character set instead of finding it out: utf-8, latin1, windows-1252 …
help-any-language = The language of the transcript, as a tag like “fr”, instead of finding it out
help-any-no-show = Leave out what the show remembers: the file show.stet.txt beside the input
help-glossary = Write out the glossary of a project, or a glossary in another form
help-glossary-input = A project; or a glossary as .txt, .csv or .tsv, or the memory of a show
help-glossary-to = Write it so
help-glossary-output = Write to this file instead of standard output
help-glossary-text = A right form a line, behind “=” the forms in which it was heard
help-glossary-csv = A row a right form, with headings
help-glossary-files = Right forms, one a line: “Form = heard as, heard as”, or CSV. May be given several times
help-convert = Write transcripts in another format
help-convert-long =
    { help-convert }

    The result goes to standard output, to the file of -o, or for many inputs into the folder of -d. What a format cannot hold is said on standard error and never stops the work; an input that cannot be used does not stop the others.
help-convert-inputs = What to convert; “-” is standard input
help-convert-output = Write to this file, in the format that its name tells; “-” is standard output
help-convert-to = Write this format; see stet formats
help-convert-directory = Write a file for each input into this folder
help-convert-output-encoding = Lay the result down like this: utf-8, “utf-8 bom crlf”, windows-1252 …
help-convert-options = Choose how a format is read or written; see stet formats --long. May be given again
help-convert-speakers = Take who speaks from another file by its times: an RTTM, or any transcript with times and names
help-convert-force = Write over files that exist
help-export = Hand a transcript over as a preset says: a clean text, captions or data
help-export-input = What to export; “-” is standard input
help-export-preset = The preset: one of those below, or one of your own from the window
help-stats = Count lines, turns, words and talking time
help-stats-json = Print JSON, with times in milliseconds
help-check = List what deserves a look: names, unknown words, typography, times …
help-check-after =
    With --json, a list of
    { $example }
    line: the row, from 0; start, end: characters of its text, equal when the finding is about the whole line;
    fixes: what could stand there, the likeliest first (for the kind “speaker” the speaker, for “times” the span);
    weight: doubtful, likely or sure.

    Exit status: 0 nothing was found, 1 something was, 2 wrong usage or a file could not be used.
help-check-only = List only findings of these kinds, by the ids that are printed with them
help-check-suggest = Say what an unknown word may stand for, which takes a while
help-turns = Propose turns and their speakers, with reasons
help-turns-long =
    { help-turns }

    A ? before the speaker is a place to look at before taking it. Lines that have a speaker keep it.
help-turns-json = Print JSON: rows and characters, from 0
help-turns-apply = Take all proposals and write the transcript
help-turns-output = Write to this file, in the format that its name tells
help-names = List misheard names, and what they should be
help-names-long =
    { help-names }

    The right forms come from the title and the description of the transcript, its speakers, the glossaries given, the memory of its show, and a short list of well-known names.
help-names-no-list = Leave out the list of well-known names
help-names-json = Print JSON, with places by row from 0 and by characters
help-fix = Put names right where that is sure
help-fix-long =
    { help-fix }

    The right forms come from the title and the description of the transcript, its speakers, its glossary, the show and those given. Taken are the forms in which a glossary or the show says that a name was heard, and what sounds so much like a right form that it can be nothing else. What is only likely is left alone: see stet names.

    The whole transcript goes to standard output in the format of the input, or to the file of -o, which a format that is only read needs. The input is never changed.
help-fix-input = What to put right; “-” is standard input
help-fix-dry-run = List what would be changed, and change nothing
help-fix-output = Write to this file, in the format that its name tells, else in that of the input; “-” is standard output, and so is saying nothing
help-diff = Show what was corrected, word by word
help-diff-long =
    { help-diff }

    Compares A with B, or a project's original with its text. Words that are gone stand in [-…-], new ones in { "{" }+…+{ "}" }. The lines of A and B may be cut differently.
help-diff-before = What it was; or a project, for its original against its text
help-diff-after = What it is now
help-diff-log = Print the list of corrections in this form
help-diff-csv = A row a correction, with headings
help-diff-md = A table in Markdown
help-diff-json = With rows from 0, times in milliseconds and places in characters
help-diff-pairs = Wrong, right and how often, set apart by tabs: for teaching a recogniser
help-formats = List the formats that can be read and written, and what each can hold
help-formats-long = Say also what can be chosen with --option when a format is read or written
help-formats-json = Print JSON, with what can be chosen
help-completions = Print completions for a shell
help-completions-long =
    { help-completions }

    For example: stet completions bash > ~/.local/share/bash-completion/completions/stet
help-completions-shell = The shell
help-man = Print the manual page
help-man-long =
    { help-man }

    For example: stet man | man -l -

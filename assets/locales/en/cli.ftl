# What the command line says.

cli-preset = Preset { $preset }: { $why }
cli-presets = Presets:
cli-no-preset = No preset is called { $name }; there are { $names }
cli-see-help = See stet --help, or --help behind the verb
cli-stdin = standard input
cli-stdout = standard output could not be written: { $why }
cli-exists = { $path } exists already; --force writes over it
cli-damaged = The project is damaged; this is what could be read of it
cli-more-problems = { $n } more of the kind; stet convert --to json lists them all
cli-written-in = Written in { $encoding }, as { $asked } lacks some of its characters
cli-language-tag = a language is named by a tag like “fr” or “en-GB”
cli-no-right-form = There is no right form in it

cli-no-speakers = { $name } gives no line another speaker
cli-to-what = To what? Say -o OUT or --to FORMAT
cli-many-inputs = Many inputs need a folder to write to: --to FORMAT -d FOLDER
cli-folder-not-made = The folder { $folder } cannot be made: { $why }
cli-one-of-that-name = There is one of that name from { $other } already; give it another folder
cli-name-tells-nothing = The name { $name } tells no format that can be written
cli-name-tells-no-format = { cli-name-tells-nothing }: add --to FORMAT
cli-option-written = --option is written NAME=VALUE, as width=42: { $option } is not

cli-input-only-read = The format of the input is only read: say -o OUT with a name that tells another
cli-fix-nothing = No name is surely wrong, nothing was changed; stet names lists what is likely
cli-fixed = { $names }, { $places } put right

cli-nothing-found = nothing found
# How many findings there are of each kind.
cli-found-names = names { $n }
cli-found-glossary-forms = glossary forms { $n }
cli-found-unknown-words = unknown words { $n }
cli-found-typography = typography { $n }
cli-found-repeated-words = repeated words { $n }
cli-found-low-confidence = low confidence { $n }
cli-found-markup = leftover markup { $n }
cli-found-credits = invented credits { $n }
cli-found-speakers = speakers { $n }
cli-found-times = times { $n }
cli-checked = { $counts }; { $checked } of { $lines ->
    [one] { $lines } line
   *[other] { $lines } lines
} checked

cli-diff-no-project = { $name } is no project ({ $format }), which alone knows its original; name a second file
cli-diff-rate = Word error rate { $rate } %: these three, for each of the { $n ->
    [one] { $n } word there is now
   *[other] { $n } words there are now
}

cli-names-lines = { $n ->
    [one] line { $rows }
   *[other] lines { $rows }
}

# The heads of tables, and what stands in them.

cli-line = Line
cli-time = Time
cli-speaker = Speaker
cli-because = Because

cli-stats-file = File
cli-stats-title = Title
cli-stats-language = Language
cli-stats-lines = Lines
cli-stats-turns = Turns
cli-stats-words = Words
cli-stats-length = Length
cli-stats-checked = { $n } checked
cli-stats-without-speaker = { $n } without a speaker
cli-stats-without-time = { $n } without a time

cli-project = Stet's project
cli-formats-format = Format
cli-formats-name = Name
cli-formats-can-be = Can be
cli-formats-extensions = Extensions
cli-formats-holds = Holds
cli-formats-read = read
cli-formats-read-write = read, write
cli-formats-text = text
cli-holds-times = times
cli-holds-ends = ends
cli-holds-speakers = speakers
cli-holds-words = words
cli-holds-checked = checked
cli-holds-notes = notes
cli-options = Options, as stet convert takes them with --option NAME=VALUE:
cli-option-default = { " " }({ $default } unless chosen)
cli-option-read = to read
cli-option-write = to write

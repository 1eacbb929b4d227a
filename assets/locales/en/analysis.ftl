# What languages are called. One without a name here is called by its tag.

language-fr = French
language-en = English
language-de = German
language-es = Spanish
language-it = Italian
language-pt = Portuguese
language-nl = Dutch
language-ca = Catalan
language-da = Danish
language-sv = Swedish
language-pl = Polish
language-ru = Russian
language-other = { $tag }

# What cannot be looked for, and what can be done.

off-language-unknown = Spelling and typography are off, as the language is not known; it can be set
off-no-dictionary = Spelling is off, as there is no dictionary of { $language }
off-put-dictionary = { off-no-dictionary }; put a Hunspell dictionary, { $tag }.aff and { $tag }.dic, into { $folder }

dictionary-unusable = { $path } is no dictionary that can be used: { $why }
dictionary-charset = Its rules are in the character set “{ $charset }”, which is not known
# What the reader of dictionaries says, in English.
dictionary-broken = { $why }

# What is wrong with a regular expression. Behind the colon stands what its parser says, in English.

regex-too-large = The regular expression is too large
regex-broken = The regular expression cannot be read: { $why }
regex-broken-at = The regular expression cannot be read at character { $place }: { $why }

# What the analyses and the kinds of findings are called.

finding-names = Names
finding-glossary-forms = Glossary forms
finding-unknown-words = Unknown words
finding-typography = Typography
finding-repeated-words = Repeated words
finding-low-confidence = Low confidence
finding-markup = Leftover markup
finding-credits = Invented credits
finding-speakers = Speakers
finding-times = Times

# Why a place deserves a look: a sentence without a full stop.

why-name = “{ $wrong }” may be “{ $right }”: { $because }
why-heard-before = “{ $right }” was heard as “{ $heard }” before
why-unknown = “{ $word }” is in no { $language } dictionary
why-unknown-often = { why-unknown }; it stands here { $n } times
why-twice = “{ $word }” stands twice
why-twice-over-lines = “{ $word }” ends the line above and begins this one
why-low-confidence = The recogniser was { $percent } % sure of “{ $text }”
why-markup = “{ $text }” is markup
why-entity = “{ $text }” stands for a character
why-misread = “{ $text }” is “{ $meant }” read in the wrong character set
why-credits = Nobody says this: recognisers write it into silence
why-farewell = Recognisers write this into silence; listen whether it is said
why-loop = The same line stands many times in a row: it may be a loop
why-one-speaker = “{ $one }” and “{ $other }” may be one speaker
why-no-speaker = Nobody is named as the speaker of this line
why-ends-before = The line ends before it begins
why-begins-before = The line begins before the one above it
why-overlap = The line lasts { $seconds } s into the next

why-pronoun-i = The pronoun “I” is written with a capital
why-cedilla = “{ $fix }” has a cedilla
why-a-grave = The preposition “À” has an accent
why-accent = “{ $fix }” begins with an accent
why-ligature = “{ $fix }” has a ligature
why-five-or-six = A number before “{ $noun }”: “{ $fix }”
why-phrase = It is written “{ $right }”
why-space-follows = Here { $space } follows “{ $sign }” as a rule
why-space-before = Here { $space } stands before “{ $sign }” as a rule
space-no-break = a no-break space
space-plain = a space

# Why a name is proposed: how Stet knows the right form, and what speaks for it here.

source-document = more often so in this document
source-shipped = well-known name
source-head = in the header
source-speaker = speaker
source-show = your show
source-glossary = your glossary

because-letters = { $source } · same letters, written differently
because-same-sound = { $source } · sounds the same
because-alike = { $source } · sounds alike
because-heard = { $source } · heard so before
because-heard-in = { $source } · heard so in { $n ->
    [one] { $n } document
   *[other] { $n } documents
}
because-like = { $source } · like “{ $form }”
because-times = { $source } · { $n } of { $of } times
because-by-hand = you corrected it by hand

# What somebody is called who has no name, as the speaker of a turn.

turn-host = Host
turn-guest = Guest
turn-speaker = Speaker { $n }

# Why somebody is proposed as the speaker of a turn.

turn-same-speaker = { $why }: a mark, but the same speaker
turn-goes-on = { $name } goes on
turn-interrupted = { turn-goes-on }: the one who interrupted speaks again at the next mark
turn-says-own = Says “I am { $name }”
turn-speaks-to = Speaks to { $name } by name
turn-brings-in = Brings in { $name }
turn-first = The first to speak
turn-after-pause = The host comes back after a pause
turn-asks = Asks a question, as the host does
turn-another-guest = { $name }, after another guest: a question follows, which is the host's
turn-host-after = The host, after { $name }
turn-two = The two take turns
turn-answers = Answers a question to { $name }
turn-named-last = { $name } is who the host named last
turn-after-host = Speaks after the host

# Why a numbered speaker may have a name: several reasons, of which the first begins the sentence.

who-because = { $reasons }
who-own = { $place ->
    [0] Gives that name as their own
   *[other] gives that name as their own
}
who-asked = { $place ->
    [0] Is spoken to by that name and answers
   *[other] is spoken to by that name and answers
}
who-brought = { $place ->
    [0] Speaks after being brought in by that name
   *[other] speaks after being brought in by that name
}
who-thanked = { $place ->
    [0] Is spoken to by that name after speaking
   *[other] is spoken to by that name after speaking
}

# How a correction was made, and so many of the kind.

how-name = name
how-typography = typography
how-spelling = spelling
how-by-hand = by hand
how-names = { $n ->
    [one] { $n } name
   *[other] { $n } names
}
how-fixes-typography = { $n ->
    [one] { $n } fix of typography
   *[other] { $n } fixes of typography
}
how-fixes-spelling = { $n ->
    [one] { $n } fix of spelling
   *[other] { $n } fixes of spelling
}
how-corrections = { $n ->
    [one] { $n } correction by hand
   *[other] { $n } corrections by hand
}

# The words of a text and how many of them were corrected, in the window and of stet diff.

changes-figures = Of { words } { $changed } changed, { $deleted } deleted, { $inserted } inserted

# The headings of the log of corrections.

log-line = Line
log-time = Time
log-speaker = Speaker
log-before = Before
log-after = After
log-how = How

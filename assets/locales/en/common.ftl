# Phrases that other messages share: each has its plural here and nowhere else.

lines = { $n ->
    [one] { $n } line
   *[other] { $n } lines
}
turns = { $n ->
    [one] { $n } turn
   *[other] { $n } turns
}
places = { $n ->
    [one] { $n } place
   *[other] { $n } places
}
words = { $n ->
    [one] { $n } word
   *[other] { $n } words
}
names = { $n ->
    [one] { $n } name
   *[other] { $n } names
}
entries = { $n ->
    [one] { $n } entry
   *[other] { $n } entries
}

# What stands before the decimals of a number, and between its thousands.
number-point = .
number-group = ,

# One thing after another: "Ann, Ben, Cara" is made of "Ann, Ben" and "Cara".
list-more = { $before }, { $next }

# What is said beside something else: "7 lines · 2 turns" is made of "7 lines" and "2 turns".
beside = { $before } · { $next }

# What is cited as it stands.
quoted = “{ $what }”

# A problem in one of several files, in its line { $line } or in the whole of it.
problem-in-file = { $file }: { $what }
problem-in-line-of-file = { $file }:{ NUMBER($line, useGrouping: "false") }: { $what }

# What a button says that closes a dialog without doing anything.
cancel = Cancel

# What a document is called that has no name.
untitled = Untitled

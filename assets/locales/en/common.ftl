# Phrases that other messages share: each has its plural here and nowhere else.

lines = { $n ->
    [one] { $n } line
   *[other] { $n } lines
}

# One thing after another: "Ann, Ben, Cara" is made of "Ann, Ben" and "Cara".
list-more = { $before }, { $next }

# What is cited as it stands.
quoted = “{ $what }”

# A problem in one of several files, in its line { $line } or in the whole of it.
problem-in-file = { $file }: { $what }
problem-in-line-of-file = { $file }:{ $line }: { $what }

# Phrases that other messages share: each has its plural here and nowhere else.

lines = { $n ->
    [one] { $n } line
   *[other] { $n } lines
}

# One thing after another: "Ann, Ben, Cara" is made of "Ann, Ben" and "Cara".
list-more = { $before }, { $next }

# What is still open before a transcript is handed over.

open-no-speaker = { $n ->
    [one] { lines } has no speaker
   *[other] { lines } have no speaker
}
open-not-checked = { $n ->
    [one] { lines } is not checked
   *[other] { lines } are not checked
}
open-empty = { $n ->
    [one] { lines } is empty
   *[other] { lines } are empty
}
open-overlap = { $n ->
    [one] { lines } overlaps with the one before
   *[other] { lines } overlap with the one before
}
open-reversed = { $n ->
    [one] { lines } goes back in time
   *[other] { lines } go back in time
}

# Why a preset cannot be carried out.

preset-format-unknown = No format is called “{ $format }”
preset-format-only-read = { $format } can be read, but not written
preset-format-no-text = { $format } is no text: it can be written to a file, but not shown

# What one gets with a preset: a sentence without a full stop. The first is in the words of whoever made it.

preset-own = { $about }
preset-reader = A clean text to read, a paragraph a turn
preset-reader-times = The same with the time of each paragraph
preset-markdown = A clean text with headings, bold names and times, for the web or a wiki
preset-verbatim = Every word as it stands, a paragraph a turn
preset-lines = Every line as it stands, with its time and speaker
preset-srt = SubRip captions of two rows of 42 characters
preset-vtt = WebVTT captions of two rows of 42 characters
preset-data = JSON with all that is known, for other programs

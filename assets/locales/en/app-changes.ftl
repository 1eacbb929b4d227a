# The Changes panel.

panel-changes = Changes
command-panel-changes = Changes
command-change-up = Correction above
command-change-down = Correction below
command-change-first = First correction
command-change-last = Last correction
command-change-page-up = Corrections a page up
command-change-page-down = Corrections a page down
command-change-revert = Revert the correction
command-change-show = To its line
command-change-leave = Back to the table

changes-list = corrections
changes-show = Show them in the table

changes-error-rate = Word error rate of the original { $rate } %
changes-error-rate-about =
    Changed, deleted and inserted words together, for each word there is now. Case and accents count, punctuation does not

changes-export = Export the log…
changes-export-title = Export the edit log
changes-export-verb = Export
changes-log = Edit log
changes-log-written = The log is in { $path }

changes-revert = Revert
changes-revert-name = revert { $after } in line { NUMBER($line, useGrouping: "false") }
changes-revert-line = Revert line { NUMBER($line, useGrouping: "false") }
changes-revert-lines = { $n ->
    [one] Revert the selected line
   *[other] Revert the { $n } selected lines
}
changes-revert-lines-about = It is again as it was imported
# What is some of one kind: "26 names".
changes-revert-kind = Revert { $what }

changes-none = Every line is as it was imported
changes-line = line { NUMBER($line, useGrouping: "false") }
changes-entry-name = { $before } became { $after } in line { NUMBER($line, useGrouping: "false") }

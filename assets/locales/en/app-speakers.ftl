# The Speakers panel, the speaker chooser, and who is proposed.

panel-speakers = Speakers
command-panel-speakers = Speakers

command-choose-speaker = Choose the speaker…
command-choose-speaker-from-here = Choose the speaker from here to the end of the turn…
command-no-speaker = No speaker
command-swap-speakers = Swap two speakers in the selection
command-alternate-speakers = Alternate the last two speakers over the turns
command-take-turn = Take the proposed speaker, and go on
command-take-turns = Take the proposed speakers until the next doubt
command-take-all-turns = Take all proposed speakers
command-speakers-from-file = Speakers from another file…
command-hide-turns = Show or hide proposed speakers
command-merge-namesakes = Merge the speaker into the one who has the name
command-speaker-1 = Speaker 1: the selection, or the turn and go on
command-speaker-2 = Speaker 2: the selection, or the turn and go on
command-speaker-3 = Speaker 3: the selection, or the turn and go on
command-speaker-4 = Speaker 4: the selection, or the turn and go on
command-speaker-5 = Speaker 5: the selection, or the turn and go on
command-speaker-6 = Speaker 6: the selection, or the turn and go on
command-speaker-7 = Speaker 7: the selection, or the turn and go on
command-speaker-8 = Speaker 8: the selection, or the turn and go on
command-speaker-9 = Speaker 9: the selection, or the turn and go on
command-speaker-10 = Speaker 10: the selection, or the turn and go on
command-speaker-1-from-here = Speaker 1 from here to the end of the turn
command-speaker-2-from-here = Speaker 2 from here to the end of the turn
command-speaker-3-from-here = Speaker 3 from here to the end of the turn
command-speaker-4-from-here = Speaker 4 from here to the end of the turn
command-speaker-5-from-here = Speaker 5 from here to the end of the turn
command-speaker-6-from-here = Speaker 6 from here to the end of the turn
command-speaker-7-from-here = Speaker 7 from here to the end of the turn
command-speaker-8-from-here = Speaker 8 from here to the end of the turn
command-speaker-9-from-here = Speaker 9 from here to the end of the turn
command-speaker-10-from-here = Speaker 10 from here to the end of the turn

dialog-speaker = speaker

speakers-lines = { lines }
speakers-turns = { turns }
speakers-without = { $n ->
    [one] { $n } line has no speaker
   *[other] { $n } lines have no speaker
}
speakers-first-without = Go to the first
speakers-help = Keys 1 to 9 and 0 give the current turn to a speaker and go on to the next turn; with lines selected, they give those lines. S chooses by name
speakers-colour-of = colour of { $name }
speakers-colour = colour { $n }
speakers-name-of = name of speaker { $n }
speakers-give-about = Give the turn or the selection to this speaker
speakers-give-to = give to { $name }
speakers-more-about = more about { $name }
speakers-still = still called { $name }
speakers-more-proposed = { $n ->
    [one] { $n } more turn proposed
   *[other] { $n } more turns proposed
}
speakers-proposed = proposed: { $figures }
speakers-take-all = take all
speakers-take-all-about = Take all turns that are proposed for this speaker
speakers-take-all-of = take all of { $name }
speakers-take-one = take one
speakers-take-until-doubt = until the next doubt
speakers-turns-proposed = { $n ->
    [one] { $n } turn is proposed, shown in grey
   *[other] { $n } turns are proposed, shown in grey
}
speakers-may-be = { $speaker } may be { $name }
speakers-take-name = Take the name
speakers-is = { $speaker } is { $name }
speakers-add-hint = Add a speaker: type a name, press Enter
speakers-new = new speaker
speakers-rename = Rename
speakers-select-lines = Select their lines
speakers-move-up = Move up
speakers-move-down = Move down
speakers-merge-into = Merge into
speakers-remove = Remove from the roster
speakers-known = There is a speaker { $name } already
speakers-merge = Merge { $from } into { $into }
speakers-swap-two = To swap, select lines of exactly two speakers
speakers-taken = { $n ->
    [one] { $n } turn taken: { $keys } takes it back
   *[other] { $n } turns taken: { $keys } takes them back
}
speakers-taken-of = { $n ->
    [one] { $n } turn of { $name } taken: { $keys } takes it back
   *[other] { $n } turns of { $name } taken: { $keys } takes them back
}
speakers-who = { $n ->
    [one] Who says this line?
   *[other] Who says these { $n } lines?
}
speakers-who-turn = { $n ->
    [one] Who says this line, the turn?
   *[other] Who says these { $n } lines, the turn?
}
speakers-who-from-here = { $n ->
    [one] Who says this line, from here to the end of the turn?
   *[other] Who says these { $n } lines, from here to the end of the turn?
}
speakers-chooser-hint = name of the speaker
speakers-in-show = in your show
speakers-named-in-show = { $name }, in your show
speakers-new-named = New speaker { $name }
speakers-nobody-yet = Nobody yet: type a name, press Enter

# In the menus of the table.
speakers-menu-new = New speaker…
speakers-menu-nobody = Nobody
speakers-menu-turn = Give the whole turn to
speakers-menu-rename = Rename { $name }…
speakers-menu-next = Next turn of { $name }
speakers-menu-merge = Merge { $name } into

speakers-from-title = Take who speaks from a file
speakers-from-verb = Take
speakers-from-taken = { $n ->
    [one] { $n } line has another speaker; { $keys } takes it back
   *[other] { $n } lines have other speakers; { $keys } takes it back
}
speakers-from-none = { $name } gives no line another speaker

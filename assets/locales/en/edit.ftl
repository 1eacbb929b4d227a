# What a step of undo is called: lower case, no full stop. It stands behind "Undo".

edit-undo = Undo { $what }
edit-redo = Redo { $what }
edit-undone = Undid { $what }
edit-redone = Redid { $what }

edit-typing = typing
edit-replace = replace { $text }
edit-check = mark checked
edit-uncheck = unmark checked

edit-split = split line
edit-split-turns = split turns inside lines
edit-collapse-roll = collapse rolling captions
edit-join = join lines
edit-insert = insert line
edit-delete = delete lines
edit-cut = cut
edit-delete-text = delete text
edit-paste = paste lines
edit-move-word = move word

edit-time = set time
edit-shift = shift times

edit-speaker = speaker { $name }
edit-no-speaker = no speaker
edit-proposed-speakers = proposed speakers
edit-add-speaker = add speaker { $name }
edit-rename-speaker = rename speaker { $name }
edit-speaker-colour = speaker colour
edit-order-speakers = order of speakers
edit-remove-speaker = remove speaker { $name }
edit-merge-speakers = merge { $from } into { $into }
edit-swap-speakers = swap speakers
edit-speakers-by-time = speakers from another file
edit-alternate-speakers = alternate speakers

edit-title = title
edit-note = note
edit-language = language

edit-chapter-add = add chapter { $title }
edit-chapter-rename = rename chapter { $title }
edit-chapter-move = start of chapter { $title }
edit-chapter-remove = delete chapter { $title }

edit-glossary-add = add { $form } to the glossary
edit-glossary-add-several = add to the glossary
edit-glossary-remove = remove { $form } from the glossary
edit-glossary-entry = glossary entry
edit-right = mark as correct
edit-right-form = mark { $form } as correct
edit-ask-again = ask again

edit-fix = fix { $text }
edit-fix-several = fix { $n ->
    [one] { $n } finding
   *[other] { $n } findings
}
edit-name = name { $wrong } → { $right }
edit-names = put names right
edit-sure-names = { $n ->
    [one] { $n } sure name
   *[other] { $n } sure names
}

edit-revert = revert
edit-revert-line = revert line

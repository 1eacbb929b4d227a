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

# What a person is told of the settings file.

settings-unreadable = { $path } cannot be read: { $why }
settings-entries-unread = { $path }: { $entries } could not be understood; the default stands
settings-put-aside = { $path } could not be understood; the settings begin anew and the old file is kept as { $aside }
settings-not-put-aside = { $path } could not be understood and not be put aside: { $why }

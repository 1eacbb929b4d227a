# What the command line says.

cli-preset = Preset { $preset }: { $why }

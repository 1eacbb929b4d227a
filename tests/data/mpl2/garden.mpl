[10][25]The garden gate|/was open.
[30][]Nobody saw who
[45][60]{y:i}came in.
not a caption
[70][65]Backwards.
[80][90]

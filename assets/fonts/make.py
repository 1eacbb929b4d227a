"""Makes the fonts of this folder from the public release of Inter 4.1.

    npm pack inter-ui@4.1.1 && tar xzf inter-ui-4.1.1.tgz
    pip install fonttools brotli
    python3 make.py package/web

What is taken out, and why: ligatures and contextual alternates, because the caret of a text field cannot
stand inside one; the alternates that nobody asks for; the phonetic extensions and the private use area.
"""

import sys
from pathlib import Path

from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

# Positioning and what writing itself needs. No liga, dlig, calt, frac or stylistic sets.
FEATURES = ["kern", "mark", "mkmk", "ccmp", "locl"]

TEXT = [
    (0x0020, 0x024F), (0x0259, 0x0259), (0x02B0, 0x036F),  # Latin, its extensions, accents that combine
    (0x0370, 0x052F), (0x1F00, 0x1FFF),  # Greek with the polytonic letters, Cyrillic
    (0x1E00, 0x1EFF), (0xA78C, 0xA78C),  # Latin of Vietnam, of Wales, of old editions
    (0x2000, 0x20CF), (0x2100, 0x218F),  # punctuation and spaces, raised and lowered, currencies, letterlike
    (0x2190, 0x27BF), (0xFFFD, 0xFFFD),  # arrows, mathematics, keys, shapes, ticks
]

# What a column of times and numbers needs: as large and as deep as the text, but every digit is equally wide.
NUMBERS = "0123456789 \u00a0\u202f:.,;+-−–()/×%~ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz…·"

# Shapes that Inter lacks and a window wants, as smaller copies of the ones it has: (glyph, part of its size).
SMALLER = {"▸": ("▶", 0.66), "◂": ("◀", 0.66), "▴": ("▲", 0.66), "▾": ("▼", 0.66)}
# The same as rows of one dot.
DOTS = {"⋮": (0, 1), "⋯": (1, 0)}


def codepoints(ranges):
    return [point for first, last in ranges for point in range(first, last + 1)]


def subset(font, unicodes, features):
    options = Options()
    options.layout_features = features
    options.hinting = False
    options.notdef_outline = True
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 13, 14]
    options.drop_tables += ["DSIG"]
    # egui asks for glyphs by character alone.
    options.glyph_names = False
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=unicodes)
    subsetter.subset(font)


def add_glyph(font, char, draw, advance):
    """Adds a glyph for a character, drawn by `draw(pen)`."""
    name = f"uni{ord(char):04X}"
    pen = TTGlyphPen(font.getGlyphSet())
    draw(pen)
    font["glyf"][name] = pen.glyph()
    font["hmtx"][name] = (advance, 0)
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap[ord(char)] = name
    glyph = font["glyf"][name]
    glyph.recalcBounds(font["glyf"])
    font["hmtx"][name] = (advance, glyph.xMin)


def add_shapes(font):
    """Adds the shapes that Inter lacks."""
    cmap, glyf = font.getBestCmap(), font["glyf"]
    for char, (like, part) in SMALLER.items():
        name = cmap[ord(like)]
        glyph, (width, _) = glyf[name], font["hmtx"][name]
        advance = round(width * (part + 0.12))
        middle = (glyph.yMin + glyph.yMax) / 2
        x = advance / 2 - (glyph.xMin + glyph.xMax) / 2 * part
        place = (part, 0, 0, part, round(x), round(middle * (1 - part)))
        add_glyph(font, char, lambda pen, name=name, place=place: pen.addComponent(name, place), advance)
    period = cmap[ord(".")]
    dot, width, capital = glyf[period], font["hmtx"][period][0], font["OS/2"].sCapHeight
    for char, (right, up) in DOTS.items():
        def dots(pen, right=right, up=up):
            for n in (-1, 0, 1):
                step = capital * 0.36
                x, y = n * step * right + width * right, n * step * up + capital / 2 - (dot.yMin + dot.yMax) / 2
                pen.addComponent(period, (1, 0, 0, 1, round(x), round(y)))
        add_glyph(font, char, dots, width * (3 if right else 1))
    # A magnifying glass: a ring as wide as the stem of the letters, and a handle.
    stem = glyf[cmap[ord("I")]].xMax - glyf[cmap[ord("I")]].xMin

    def glass(pen):
        ring(pen, 760, 860, 500, clockwise=True)
        ring(pen, 760, 860, 500 - stem, clockwise=False)
        x, y, half, length = 760 + 500 * 0.66, 860 - 500 * 0.66, stem * 0.707 / 2, 400
        corners = [(x - half, y - half), (x + half, y + half), (x + half + length, y + half - length),
                   (x - half + length, y - half - length)]
        pen.moveTo(rounded(corners[0]))
        for corner in corners[1:]:
            pen.lineTo(rounded(corner))
        pen.closePath()

    add_glyph(font, "⌕", glass, 1760)


def rounded(point):
    return (round(point[0]), round(point[1]))


def ring(pen, x, y, radius, clockwise):
    """A circle of eight quadratic curves."""
    from math import cos, pi, sin

    def at(step, far=1.0):
        angle = step * pi / 4 * (-1 if clockwise else 1)
        return rounded((x + cos(angle) * radius * far, y + sin(angle) * radius * far))

    pen.moveTo(at(0))
    for step in range(8):
        pen.qCurveTo(at(step + 0.5, 1 / cos(pi / 8)), at(step + 1))
    pen.closePath()


def bake(font, feature, only=NUMBERS):
    """Makes the glyphs that a feature would choose the ones that the characters of `only` mean."""
    gsub = font["GSUB"].table
    chosen = {}
    for record in gsub.FeatureList.FeatureRecord:
        if record.FeatureTag == feature:
            for index in record.Feature.LookupListIndex:
                for table in gsub.LookupList.Lookup[index].SubTable:
                    chosen.update(getattr(table, "ExtSubTable", table).mapping)
    for table in font["cmap"].tables:
        if table.isUnicode():
            for char in only:
                name = table.cmap[ord(char)]
                table.cmap[ord(char)] = chosen.get(name, name)


def rename(font, family):
    """Gives a font a family of its own."""
    for record in font["name"].names:
        if record.nameID in (1, 4, 6):
            old = str(record)
            record.string = old.replace("Inter", family.replace(" ", "") if record.nameID == 6 else family, 1)


def main(source):
    here = Path(__file__).parent
    for weight in ("Regular", "SemiBold"):
        font = TTFont(source / f"Inter-{weight}.woff2")
        add_shapes(font)
        extra = [ord(char) for char in [*SMALLER, *DOTS, "⌕"]]
        subset(font, codepoints(TEXT) + extra, FEATURES)
        save(font, here / f"Inter-{weight}.ttf")
    font = TTFont(source / "Inter-Regular.woff2")
    # Between digits a colon or a dash stands at the height of capitals.
    bake(font, "case", only=":-–−+()×")
    bake(font, "tnum")
    subset(font, [ord(char) for char in NUMBERS], ["kern"])
    # Kerning would move digits off their columns; the letters of a unit can do without.
    del font["GPOS"], font["GSUB"], font["GDEF"]
    rename(font, "Inter Numbers")
    save(font, here / "Inter-Numbers.ttf")


def save(font, path):
    font.flavor = None
    font.save(path)
    print(f"{path.name}: {path.stat().st_size // 1024} KiB, {len(font.getBestCmap())} characters")


if __name__ == "__main__":
    main(Path(sys.argv[1]))

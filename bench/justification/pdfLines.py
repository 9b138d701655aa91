"""Tells where the words of a PDF's lines stand, whoever made it: python pdfLines.py FILE.pdf FONT.ttf

Prints JSON: the advance of the font's space in em, and the lines of each page from top to bottom, each with its baseline, the extent of its
glyphs' advances with and without punctuation at its ends, and the extents of its word spaces and of its tatweels. Lengths in pt from the page's
top left.

A word space is the room between the advances of the last glyph of one word and the first of the next. Where the PDF has space glyphs they say
where words part; where it has none, as with TeX, a room wider than a kern does.

Needs PyMuPDF: pip install pymupdf
"""

import collections
import json
import statistics
import sys
import unicodedata

import pymupdf

SAME_LINE = 6.0  # pt between the baselines of a line's glyphs at most: marks may stand off it
WIDEST_KERN = 0.11  # em; a narrower room between glyphs parts no words
SPACES = {0x20, 0xA0}

Glyph = collections.namedtuple("Glyph", "baseline left right character identity")


def glyphs_of(page):
    """The glyphs that have an advance and stand on the page, by baseline and then from left to right."""
    glyphs = []
    for span in page.get_texttrace():
        for character, number, (_, baseline), (left, _, right, _) in span["chars"]:
            if right - left > 0.01 and page.rect.y0 <= baseline <= page.rect.y1:
                glyphs.append(Glyph(baseline, left, right, character, (span["font"], number)))
    return sorted(glyphs)


def tatweel_of(pages, advance):
    """The glyph of a PDF that is most likely its tatweel: the most frequent with the tatweel's advance that shows no Arabic letter.

    A tatweel that the copy does not have stands for no character, and what a reader takes it for is by chance.
    """
    counts = collections.Counter(
        glyph.identity
        for page in pages
        for glyph in page
        if abs(glyph.right - glyph.left - advance) < 0.005 and (glyph.character == 0x640 or not 0x600 <= glyph.character <= 0x6FF)
    )
    return counts.most_common(1)[0][0] if counts else None


def grouped_by_line(glyphs):
    group = []
    for glyph in glyphs:
        if group and glyph.baseline - group[0].baseline > SAME_LINE:
            yield group
            group = []
        group.append(glyph)
    if group:
        yield group


def may_hang(character):
    """Punctuation, and the directional marks that may be written with it."""
    return unicodedata.category(chr(character))[0] == "P" or unicodedata.category(chr(character)) == "Cf"


def joined(extents):
    """Extents that touch, as one."""
    whole = []
    for left, right in sorted(extents):
        if whole and left <= whole[-1][1] + 0.05:
            whole[-1][1] = max(whole[-1][1], right)
        else:
            whole.append([left, right])
    return [[round(left, 3), round(right, 3)] for left, right in whole]


def line_of(glyphs, em, tatweel):
    """A line's places; None where there is nothing but space."""
    spaces = [glyph for glyph in glyphs if glyph.character in SPACES and glyph.identity != tatweel]
    ink = sorted((glyph for glyph in glyphs if glyph not in spaces), key=lambda glyph: (glyph.left, glyph.right))
    if not ink:
        return None
    core = [glyph for glyph in ink if not may_hang(glyph.character)] or ink
    return {
        "baseline": round(statistics.median(glyph.baseline for glyph in glyphs), 3),
        "left": round(ink[0].left, 3),
        "right": round(max(glyph.right for glyph in ink), 3),
        "coreLeft": round(core[0].left, 3),
        "coreRight": round(max(glyph.right for glyph in core), 3),
        "spaces": rooms_between(ink, spaces, em),
        "tatweels": joined((glyph.left, glyph.right) for glyph in ink if glyph.identity == tatweel),
    }


def rooms_between(ink, spaces, em):
    """The extents of the word spaces between a line's other glyphs, which come from left to right."""
    middles = [(glyph.left + glyph.right) / 2 for glyph in spaces]
    rooms = []
    end = ink[0].right
    for glyph in ink[1:]:
        parts = any(end - 0.5 <= middle <= glyph.left + 0.5 for middle in middles) if middles else glyph.left - end > WIDEST_KERN * em
        if parts:
            rooms.append([round(end, 3), round(glyph.left, 3)])
        end = max(end, glyph.right)
    return rooms


def main(pdf, font, em=10.0):
    document = pymupdf.open(pdf)
    face = pymupdf.Font(fontfile=font)
    pages = [glyphs_of(page) for page in document]
    tatweel = tatweel_of(pages, face.glyph_advance(0x640) * em)
    lines = [[line for line in (line_of(group, em, tatweel) for group in grouped_by_line(page)) if line] for page in pages]
    print(json.dumps({"spaceEm": face.glyph_advance(0x20), "pages": lines}))


if __name__ == "__main__":
    main(*sys.argv[1:3])

"""Lays the first pages of PDFs side by side as one PNG, cut to what is on them, each under its name: python sideBySide.py OUT.png NAME FILE.pdf …

Needs PyMuPDF: pip install pymupdf
"""

import sys

import pymupdf
from pdfLines import glyphs_of

DPI = 300
GAP = 18  # pt between pictures and round them
LABEL = 14  # pt above each for its name


def crop_of(path):
    """A document with the part of its first page that has lines, from a fixed height above the first baseline to one below the last."""
    document = pymupdf.open(path)
    page = document[0]
    glyphs = glyphs_of(page)
    left = min(glyph.left for glyph in glyphs)
    right = max(glyph.right for glyph in glyphs)
    return document, pymupdf.Rect(left - 6, glyphs[0].baseline - 14, right + 6, glyphs[-1].baseline + 10)


def main(out, *named):
    crops = [(name, *crop_of(path)) for name, path in zip(named[::2], named[1::2])]
    width = sum(clip.width + GAP for _, _, clip in crops) + GAP
    height = max(clip.height for _, _, clip in crops) + LABEL + 2 * GAP
    sheet = pymupdf.open()
    page = sheet.new_page(width=width, height=height)
    left = GAP
    for name, document, clip in crops:
        page.insert_text((left, GAP + 4), name, fontsize=8)
        page.show_pdf_page(pymupdf.Rect(left, GAP + LABEL, left + clip.width, GAP + LABEL + clip.height), document, 0, clip=clip)
        left += clip.width + GAP
    page.get_pixmap(dpi=DPI).save(out)


main(*sys.argv[1:])

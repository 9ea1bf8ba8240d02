"""The map as a file of its own: with its finding written above it, on white, for any program that shows SVG."""

import re

from apps.figures.figure import Figure
from apps.figures.palette import print_colours
from apps.figures.svg import FONT, escape, number
from apps.figures.text import wrap_text

_SIZE = re.compile(r'<svg[^>]* width="([\d.]+)" height="([\d.]+)"')
_MARGIN = 13.0
_TITLE, _LINE, _SMALL = 17.0, 24.0, 12.5


def standalone(figure: Figure, *, subline: str, accent: str) -> str:
    """The document; colours are literal and the font is named, as the file knows no style sheet."""
    width, height = size_of(figure.svg)
    ink = print_colours(accent)
    lines = wrap_text(figure.title, _TITLE, width - 2 * _MARGIN, 600, lines=3)
    top = _MARGIN + len(lines) * _LINE + _LINE
    head = "".join(
        f'<text x="{number(_MARGIN)}" y="{number(_MARGIN + (at + 0.75) * _LINE)}" font-size="{number(_TITLE)}"'
        f' font-weight="600" fill="{ink["f-ink"]}">{escape(line)}</text>'
        for at, line in enumerate(lines)
    )
    head += (
        f'<text x="{number(_MARGIN)}" y="{number(top - _LINE * 0.4)}" font-size="{number(_SMALL)}"'
        f' fill="{ink["f-mut"]}">{escape(subline)}</text>'
    )
    size = f'width="{number(width)}" height="{number(height + top)}"'
    view = f'viewBox="0 0 {number(width)} {number(height + top)}"'
    picture = figure.svg.replace("<svg ", f'<svg y="{number(top)}" ', 1)
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<svg xmlns="http://www.w3.org/2000/svg" {size} {view}'
        f' font-family="{FONT}"><title>{escape(figure.title)}</title>'
        f'<rect width="100%" height="100%" fill="#ffffff"/>{head}{picture}</svg>\n'
    )


def size_of(svg: str) -> tuple[float, float]:
    """Width and height at which a figure is shown."""
    found = _SIZE.search(svg)
    if found is None:
        raise ValueError("A figure says its width and height.")
    return float(found[1]), float(found[2])

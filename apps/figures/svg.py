"""A small builder for SVG that is safe to put into a page under a strict policy and that WeasyPrint can draw.

Colours are never given directly: a mark names its classes (`f-bad s-surface`), and the builder writes the literal print
colour of each into `fill` and `stroke`. No ids, no style attributes, no links, no gradients; all text is escaped.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from apps.figures.figure import Figure, Style, Table
from apps.figures.palette import print_colours

FONT = "Inter, Inter Variable, sans-serif"
FADED = 0.25
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"})
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def escape(value: object) -> str:
    """Text for content or a quoted attribute; characters that XML forbids are dropped."""
    return _NOT_XML.sub("", str(value)).translate(_ESCAPES)


def number(value: float) -> str:
    """A coordinate with at most two decimals and no trailing zeros."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


class Svg:
    """Collects marks in paint order; `render` wraps them with size, role and title."""

    def __init__(self, style: Style) -> None:
        self._colours = print_colours(style.accent)
        self._parts: list[str] = []

    def rect(self, x: float, y: float, width: float, height: float, *, cls: str, **attributes: object) -> None:
        """Rectangle; pass `rx` for round corners."""
        self._mark("rect", {"x": x, "y": y, "width": max(width, 0), "height": max(height, 0)} | attributes, cls)

    def circle(self, cx: float, cy: float, r: float, *, cls: str, **attributes: object) -> None:
        """Circle."""
        self._mark("circle", {"cx": cx, "cy": cy, "r": r} | attributes, cls)

    def path(self, d: str, *, cls: str, **attributes: object) -> None:
        """Path; without an `f-` class it is not filled."""
        self._mark("path", {"d": d} | attributes, cls)

    def line(self, x1: float, y1: float, x2: float, y2: float, *, cls: str, **attributes: object) -> None:
        """Straight line."""
        self._mark("line", {"x1": x1, "y1": y1, "x2": x2, "y2": y2} | attributes, cls)

    def text(self, x: float, y: float, content: object, *, cls: str, size: float, **attributes: object) -> None:
        """One line of text on its baseline; `anchor` is start, middle or end, `weight` 400 to 700.

        A space follows, so that the words of two lines are not read as one.
        """
        named = {"text_anchor": attributes.pop("anchor", None), "font_weight": attributes.pop("weight", None)}
        opening = self._tag("text", {"x": x, "y": y, "font_size": size} | named | attributes, cls)
        self._parts.append(f"<{opening}>{escape(content)}</text> ")

    @contextmanager
    def group(self, cls: str, *, data: Mapping[str, object] | None = None, is_faded: bool = False) -> Iterator[None]:
        """Marks that belong together, with their data attributes."""
        self._parts.append(f"<g{_attributes({'class': cls, **_faded(is_faded=is_faded)} | _data(data))}>")
        yield
        self._parts.append("</g>")

    @contextmanager
    def button(self, cls: str, label: str, *, data: Mapping[str, object], is_faded: bool = False) -> Iterator[None]:
        """Marks that can be chosen by mouse and keyboard on the page; `label` is read out and shown on hover."""
        named: dict[str, object] = {"class": cls, "role": "button", "tabindex": 0, "aria-label": label}
        named |= _faded(is_faded=is_faded)
        self._parts.append(f"<g{_attributes(named | _data(data))}><title>{escape(label)}</title>")
        yield
        self._parts.append("</g>")

    def render(self, view: tuple[float, float], *, width: float, words: str) -> str:
        """The document: `view` is the drawing's own size, `width` the size it is shown at, `words` its title."""
        height = view[1] * width / view[0]
        body = "".join(self._parts)
        # Buttons inside an image are not reachable, so a figure with buttons is a group.
        role = "group" if 'role="button"' in body else "img"
        root = _attributes(
            {
                "xmlns": "http://www.w3.org/2000/svg",
                "viewBox": f"0 0 {number(view[0])} {number(view[1])}",
                "width": width,
                "height": height,
                "role": role,
                "aria-label": words,
                "font-family": FONT,
            }
        )
        return f"<svg{root}><title>{escape(words)}</title>{body}</svg>"

    def _mark(self, name: str, attributes: Mapping[str, object], cls: str) -> None:
        self._parts.append(f"<{self._tag(name, attributes, cls)}/>")

    def _tag(self, name: str, attributes: Mapping[str, object], cls: str) -> str:
        paint: dict[str, object] = {"fill": "none"}
        for one in cls.split():
            if one in self._colours:
                paint["fill" if one.startswith("f-") else "stroke"] = self._colours[one]
        dashed = {key.replace("_", "-"): value for key, value in attributes.items()}
        return f"{name}{_attributes({'class': cls} | dashed | paint)}"


def empty_figure(sentence: str, width: int, style: Style) -> Figure:
    """What is shown before there is anything to draw."""
    svg = Svg(style)
    svg.rect(0.5, 0.5, width - 1, 95, cls="f-sunken s-line", rx=8, stroke_width=1)
    svg.text(width / 2, 52, sentence, cls="f-mut", size=13, anchor="middle")
    picture = svg.render((width, 96), width=width, words=sentence)
    return Figure(svg=picture, title=sentence, words=sentence, table=Table(head=(), rows=()))


def _attributes(values: Mapping[str, object]) -> str:
    return "".join(
        f' {key}="{number(value) if isinstance(value, float) else escape(value)}"'
        for key, value in values.items()
        if value is not None
    )


def _faded(*, is_faded: bool) -> dict[str, object]:
    return {"opacity": FADED} if is_faded else {}


def _data(values: Mapping[str, object] | None) -> dict[str, object]:
    return {f"data-{key}": value for key, value in (values or {}).items()}

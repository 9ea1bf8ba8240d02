"""What holds for each figure, whatever it shows."""

import re
from xml.etree import ElementTree

import pytest

from apps.figures.figure import DEFAULT_STYLE, Style
from apps.figures.palette import print_colours
from apps.figures.text import text_width

SVG = "{http://www.w3.org/2000/svg}"
MARKS = {f"{SVG}{name}" for name in ("rect", "circle", "path", "line", "text")}
FORBIDDEN = {f"{SVG}{name}" for name in ("a", "style", "script", "foreignObject", "linearGradient", "image", "use")}


def elements(figure):
    return list(ElementTree.fromstring(figure.svg).iter())


def test_is_well_formed_and_begins_with_its_words(draw):
    figure = draw(DEFAULT_STYLE)
    root = ElementTree.fromstring(figure.svg)
    assert root.tag == f"{SVG}svg"
    assert root[0].tag == f"{SVG}title"
    assert root[0].text == figure.words == root.get("aria-label")
    assert figure.title
    assert not figure.title.endswith(".")


def test_uses_nothing_that_the_policy_or_print_refuses(draw):
    figure = draw(DEFAULT_STYLE)
    assert not FORBIDDEN & {element.tag for element in elements(figure)}
    assert not re.search(r"\sstyle=|\sid=|href|url\(|var\(|currentColor|\son\w+=", figure.svg)


def test_every_mark_has_a_class_and_the_literal_colour_of_it(draw):
    colours = print_colours(DEFAULT_STYLE.accent)
    for element in elements(draw(DEFAULT_STYLE)):
        if element.tag not in MARKS:
            continue
        classes = element.get("class").split()
        assert classes
        assert set(classes) <= set(colours)
        fill = next((colours[c] for c in classes if c.startswith("f-")), "none")
        assert element.get("fill") == fill
        stroke = next((colours[c] for c in classes if c.startswith("s-")), None)
        assert element.get("stroke") == stroke


def test_is_drawn_the_same_each_time(draw):
    assert draw(DEFAULT_STYLE) == draw(DEFAULT_STYLE)


def test_follows_the_firms_accent(draw):
    shown = draw(Style(accent="#7a1f5c")).svg
    assert shown.count("<") == draw(DEFAULT_STYLE).svg.count("<")
    assert "#1f4e79" not in shown


def test_no_number_is_broken(draw):
    names = ("d", "x", "y", "x1", "y1", "x2", "y2", "width", "height", "cx", "cy", "r", "stroke-width", "font-size")
    for element in elements(draw(DEFAULT_STYLE)):
        for number in re.split(r"[MLHVCQlvhz, ]+", " ".join(element.get(name) or "" for name in names)):
            assert re.fullmatch(r"(-?\d+(\.\d+)?)?", number)


def test_no_text_leaves_the_figure(draw):
    root = ElementTree.fromstring(draw(DEFAULT_STYLE).svg)
    _, _, width, height = map(float, root.get("viewBox").split())
    for text in root.iter(f"{SVG}text"):
        if text.get("transform"):
            continue
        left, right = extent(text)
        assert left >= -0.5, text.text
        assert right <= width + 0.5, text.text
        assert 0 < float(text.get("y")) <= height, text.text


def test_no_text_touches_another(draw):
    boxes = []
    for text in ElementTree.fromstring(draw(DEFAULT_STYLE).svg).iter(f"{SVG}text"):
        if text.get("transform"):
            continue
        left, right = extent(text)
        y, size = float(text.get("y")), float(text.get("font-size"))
        boxes.append((left, right, y - size * 0.72, y + size * 0.05, text.text))
    for at, first in enumerate(boxes):
        for second in boxes[at + 1 :]:
            apart = first[1] <= second[0] or second[1] <= first[0] or first[3] <= second[2] or second[3] <= first[2]
            assert apart, (first, second)


def test_what_can_be_chosen_can_be_reached_and_named(draw):
    root = ElementTree.fromstring(draw(DEFAULT_STYLE).svg)
    buttons = [element for element in root.iter() if element.get("role") == "button"]
    assert root.get("role") == ("group" if buttons else "img")
    for button in buttons:
        assert button.get("tabindex") == "0"
        assert button.get("aria-label") == button[0].text
        assert any(name.startswith("data-") for name in button.keys())  # noqa: SIM118


def test_table_rows_are_as_long_as_its_head(draw):
    table = draw(DEFAULT_STYLE).table
    assert table.rows
    assert {len(row) for row in table.rows} == {len(table.head)}
    assert all(0 <= column < len(table.head) for column in table.numeric)
    assert all(isinstance(cell, str) for row in table.rows for cell in row)


@pytest.mark.parametrize("accent", ["#1f4e79", "#ffd400", "#000000", "#ffffff", "#2a9d8f"])
def test_every_accent_can_be_drawn(draw, accent):
    ElementTree.fromstring(draw(Style(accent=accent)).svg)


def extent(text):
    """Left and right of a text element, by the same widths as the layout's."""
    width = text_width(text.text or "", float(text.get("font-size")), int(text.get("font-weight") or 400))
    x = float(text.get("x"))
    return {"start": (x, x + width), "middle": (x - width / 2, x + width / 2), "end": (x - width, x)}[
        text.get("text-anchor") or "start"
    ]

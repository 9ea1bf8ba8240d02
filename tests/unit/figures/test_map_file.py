"""The map as a file of its own."""

from xml.etree import ElementTree

import pytest
from map_samples import demo_map

from apps.core.png import png_of
from apps.figures.bus_file import size_of, standalone
from apps.figures.bus_map import render_bus_map

PNG = b"\x89PNG\r\n\x1a\n"


def test_the_document_needs_no_style_sheet():
    figure = render_bus_map(demo_map())
    text = standalone(figure, subline="Harbor & Pine <Supply>", accent="#1f4e79")
    root = ElementTree.fromstring(text)
    assert root.find("{http://www.w3.org/2000/svg}title").text == figure.title
    assert "Harbor &amp; Pine &lt;Supply&gt;" in text
    assert "var(" not in text
    assert "Inter" in root.attrib["font-family"]
    for mark in root.iter():
        if mark.tag.split("}")[1] in {"rect", "circle", "path", "text"}:
            assert mark.get("fill")
    width, height = size_of(text)
    assert width == size_of(figure.svg)[0]
    assert height > size_of(figure.svg)[1]


def test_a_picture_has_twice_the_size():
    svg = standalone(render_bus_map(demo_map()), subline="As found", accent="#1f4e79")
    content = png_of(svg, width=size_of(svg)[0])
    assert content.startswith(PNG)
    assert int.from_bytes(content[16:20], "big") == 2200


def test_no_size_is_an_error():
    with pytest.raises(ValueError, match="width"):
        size_of("<svg></svg>")

"""Colours, text widths, numbers and the SVG builder."""

from decimal import Decimal
from xml.etree import ElementTree

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from apps.figures.figure import DEFAULT_STYLE
from apps.figures.numerals import Numerals, listed, plural
from apps.figures.palette import DARK_GROUNDS, LIGHT_GROUNDS, accent_shades, contrast
from apps.figures.svg import Svg, escape
from apps.figures.text import fit_text, text_width, wrap_text

colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def test_contrast_of_known_pairs():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert contrast("#1f4e79", "#1f4e79") == 1


@given(colours)
@example("#9f68e5")
def test_every_accent_gets_readable_shades(accent):
    shades = accent_shades(accent)
    for theme, grounds in ((shades.light, LIGHT_GROUNDS), (shades.dark, DARK_GROUNDS)):
        assert contrast(theme.fill, "#ffffff") >= 4.5
        assert contrast(theme.hover, "#ffffff") >= 4.5
        assert all(contrast(theme.ink, ground) >= 4.5 for ground in (*grounds, theme.soft))
        assert contrast(theme.ink, theme.line) >= 3


def test_a_readable_accent_is_kept():
    assert accent_shades("#1f4e79").light.fill == "#1f4e79"
    assert accent_shades("#1f4e79").light.ink == "#1f4e79"


@pytest.mark.parametrize("wrong", ["", "1f4e79", "#fff", "navy", "#12345g"])
def test_other_forms_of_colour_are_refused(wrong):
    with pytest.raises(ValueError):  # noqa: PT011
        accent_shades(wrong)


def test_widths_are_those_of_inter():
    assert text_width("H", 1000) == 743
    assert text_width("H", 1000, 600) == 746
    assert text_width("é", 1000) == text_width("e", 1000)
    assert text_width("日本", 10) >= 20


@given(st.text(max_size=60), st.floats(5, 200))
def test_fitted_text_fits(text, room):
    fitted = fit_text(text, 10, room)
    assert text_width(fitted, 10) <= room or fitted == "…"
    assert text.startswith(fitted.removesuffix("…").rstrip()) or fitted == text


@given(st.text(alphabet="abc de", max_size=60))
def test_wrapped_text_keeps_its_words_when_there_is_room(text):
    assert " ".join(wrap_text(text, 10, 1000, lines=2)).split() == text.split()
    assert len(wrap_text(text, 10, 40, lines=2)) <= 2


def test_numbers_are_rounded_half_up_only_when_shown():
    assert Numerals().hours(Decimal("15.25")) == "15.3"
    assert Numerals().hours(Decimal("-0.04")) == "0.0"
    assert Numerals().money(Decimal("30051.67")) == "$30,052"
    assert Numerals().money(Decimal("-3248.5")) == "\u2212$3,249"
    german = Numerals(currency="€", currency_after=True, decimal=",", group=".")
    assert german.money(Decimal("1234.5")) == "1.235\u00a0€"
    assert german.number(Decimal("1234.5"), 2) == "1.234,50"
    assert [Numerals().plain(Decimal(value)) for value in ("15.0", "7.5", "0")] == ["15", "7.5", "0"]


def test_plurals_and_lists():
    assert [plural(0, "flow"), plural(1, "flow"), plural(2, "day", "days")] == ["0 flows", "1 flow", "2 days"]
    assert [listed([]), listed(["a"]), listed(["a", "b"]), listed(["a", "b", "c"])] == [
        "",
        "a",
        "a and b",
        "a, b and c",
    ]


@given(st.text(max_size=40))
def test_any_text_gives_well_formed_markup(text):
    svg = Svg(DEFAULT_STYLE)
    svg.text(1, 2, text, cls="f-ink", size=10)
    with svg.button("mark", text, data={"flow": text}):
        svg.circle(1, 1, 1, cls="f-bad")
    root = ElementTree.fromstring(svg.render((10, 10), width=10, words=text))
    assert root.get("role") == "group"
    assert len(list(root)) == 3


def test_quotes_cannot_leave_an_attribute():
    assert escape("\x00\" onload='x' <&>") == "&quot; onload=&#39;x&#39; &lt;&amp;&gt;"

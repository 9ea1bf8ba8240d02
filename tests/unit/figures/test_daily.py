from decimal import Decimal
from xml.etree import ElementTree

from apps.figures.daily import Daily, DailyBar, render_daily
from apps.figures.text import text_width


def bar(value, usual=17, **more):
    band = {} if usual is None else {"usual": Decimal(usual), "low": Decimal("13.6"), "high": Decimal("20.4")}
    return DailyBar(label=f"Tue {value}", value=None if value is None else Decimal(value), **band, **more)


def test_a_day_outside_is_named_in_title_words_and_table():
    figure = render_daily(Daily(days=(bar(17), bar(10, is_outside=True, note="−41 %, <token>"), bar(None, None))))
    assert figure.title == "1 day of 2 fell outside: Tue 10"
    assert "Tue 10 with 10 instead of 17" in figure.words
    assert figure.table.rows == (("Tue 17", "17", "17", ""), ("Tue 10", "10", "17", "outside"))
    assert "Tue 10: 10, not 17" in figure.svg
    assert "&lt;token&gt;" in figure.svg
    assert figure.svg.count("f-bad") >= 2


def test_all_inside_and_still_learning():
    assert render_daily(Daily(days=(bar(17), bar(18)))).title == "All 2 days are inside their bands"
    assert "still learning" in render_daily(Daily(days=(bar(17, None), bar(18, None)))).title


def test_nothing_yet():
    assert render_daily(Daily(days=(bar(None, None),))).title == "Records a day: nothing yet"


def test_labels_stay_inside_the_picture():
    days = tuple(bar(17) for _ in range(27))
    for at in (0, 27):
        tried = [*days]
        tried.insert(at, bar(0, is_outside=True, note="a rather long note about what happened"))
        root = ElementTree.fromstring(render_daily(Daily(days=tuple(tried))).svg)
        width = float(root.attrib["viewBox"].split()[2])
        boxes = [(float(r.attrib["x"]), float(r.attrib["width"])) for r in root.findall(".//{*}rect")]
        assert all(x >= 0 and x + wide <= width for x, wide in boxes)


def test_the_marks_of_the_axis_stay_inside_the_picture():
    root = ElementTree.fromstring(render_daily(Daily(days=(bar(1_480_000, None),))).svg)
    marks = [one for one in root.findall(".//{*}text") if one.attrib.get("text-anchor") == "end"]
    assert len(marks) >= 3
    assert all(float(one.attrib["x"]) >= text_width(one.text, 11.5) for one in marks)

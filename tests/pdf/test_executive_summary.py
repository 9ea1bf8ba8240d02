"""The executive summary: its figures are those of the pages, and a machine can read it aloud."""

import re
from dataclasses import replace
from decimal import Decimal

import pytest

from apps.core.display import money, number
from apps.core.pdf import ForbiddenAddress, lay_out
from apps.core.tenancy.context import client_scope
from apps.core.tenancy.links import client_api_url, client_url
from apps.tenant.flows.selectors import FlowFilter, list_flows
from apps.tenant.reports import snapshot
from apps.tenant.reports.examples import EXPLAINED
from apps.tenant.reports.executive.look import Look, balanced
from apps.tenant.reports.making import render
from apps.tenant.reports.plain import digest, to_plain
from apps.tenant.roi.selectors import business_case_of, standing
from tests.pdf.conftest import Read, plain_of

FOOT, LINE = 200, 17  # points from the bottom of the cover


def test_the_figures_are_those_of_the_pages(summary, told, visit):
    manner = Look.of(snapshot.read(plain_of(told, told.created_by)).about).manner
    with client_scope(told):
        by_hand = list_flows(told, FlowFilter(only="by_hand"))
        where, case = standing(told), business_case_of(told).total
    page = summary.page("4\u2002Where data moves by hand")
    html = visit("consultant").get(client_url(told, "flows")).content.decode()
    for line in by_hand:
        assert line.source in page
        assert number(line.hours_per_week, manner, places=2) in page
        assert number(line.cost_per_year, manner) in page
        assert number(line.hours_per_week, manner, places=2) in html
    assert number(where.found_hours, manner, places=1) == "15.2"
    for shown in ("15.2", money(where.found_per_year, manner)):
        assert shown in summary.pages[0]
        assert shown in summary.pages[1]
    assert number(where.left_hours, manner, places=2) in page
    returns = next(text for title, text in titled(summary) if title.endswith("Return"))
    for one in (case.low, case.expected, case.high):
        assert number(one.net, manner) in returns
    assert number(case.expected.payback.months, manner, places=1) in returns


def titled(summary):
    return [(title, summary.pages[page]) for title, page in summary.bookmarks.items()]


def test_the_demo_says_what_it_says_everywhere(summary):
    answer = summary.pages[1]
    for figure in ("15.2", "$30,052", "3.5", "11.7", "$17,123", "144%", "6.6"):
        assert figure in answer, figure
    assert "15.2083 × $38.00 × 52 = $30,051.67" in summary.pages[-1]
    assert "Lead sync does not pay back in hours" in summary.text


def test_it_has_title_language_tags_and_bookmarks(summary, told):
    root = summary.reader.trailer["/Root"]
    assert summary.reader.metadata.title.startswith(f"Executive summary: {told.name}, ")
    assert summary.reader.metadata.author == told.firm.name
    assert root["/Lang"] == "en-US"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"pdfuaid" in root["/Metadata"].get_data()
    names = [title.split("\u2002")[-1] for title in summary.bookmarks]
    assert names[:3] == ["Cover", "What you need to know", "Contents and how to read"]
    assert names[-1] == "Method"


def test_every_figure_has_its_words_and_every_table_its_heads(summary):
    kinds = {}
    for element in elements(summary.reader.trailer["/Root"]["/StructTreeRoot"]):
        kinds.setdefault(element.get("/S"), []).append(element)
    assert len(kinds["/Figure"]) >= 5
    assert all(figure.get("/Alt") for figure in kinds["/Figure"])
    assert len(kinds["/Table"]) >= 6
    assert kinds["/TH"]


def elements(element):
    """Every structure element below this one."""
    children = element.get("/K", [])
    for child in children if isinstance(children, list) else [children]:
        found = child.get_object() if hasattr(child, "get_object") else child
        if hasattr(found, "get") and "/S" in found:
            yield found
            yield from elements(found)


def test_a_sections_number_is_its_page(summary):
    for title, page in summary.bookmarks.items():
        if title != "Cover":
            assert title.split("\u2002")[0] == str(page + 1)


def test_the_same_snapshot_gives_the_same_bytes(plain):
    first, second = render(plain), render(to_plain(snapshot.read(plain)))
    assert first.content == second.content
    other = render(plain | {"about": plain["about"] | {"client": "Another client"}})
    assert other.sha256 != first.sha256


def test_a_snapshot_is_plain_and_comes_back_whole(plain):
    assert to_plain(snapshot.read(plain)) == plain
    assert digest(dict(reversed(plain.items()))) == digest(plain)
    assert plain["hand_offs"]["cost_per_year"].startswith("30051.666")


def test_numbers_lead_to_their_method_line(summary):
    method = summary.pages[-1]
    assert "Hours by hand" in method
    links = [
        annotation.get_object()
        for page in summary.reader.pages[:-1]
        for annotation in page.get("/Annots", [])
        if annotation.get_object()["/Subtype"] == "/Link"
    ]
    assert len(links) > 15
    assert all(link.get("/Contents") for link in links)


def test_the_method_says_who_entered_the_examples_as_the_api_does(plain, summary, told, call):
    facts, page = snapshot.read(plain), summary.pages[-1]
    entered = {fact.key: fact for fact in facts.entered}
    assert {"hours", "money", "priority", "cost"} <= entered.keys()
    example, kind, field = EXPLAINED["hours"]
    url = client_api_url(told, "api-explain")
    said = call("lead").get(url, {"object": f"{kind}-{example(facts).id}", "field": field}).json()
    names = [one["entered_by"] for one in said["inputs"] if one["entered_by"]]
    assert set(names) == set(entered["hours"].people)
    assert f"entered by {names[0]}, last on" in page


def test_an_empty_client_gets_a_short_honest_report(lumen, lead):
    summary = Read(render(plain_of(lumen, lead)))
    assert len(summary.pages) == 5
    assert "Five parts of the picture are not known yet" in summary.text
    assert "$0" not in summary.pages[0]
    assert "no data that moves by hand has been recorded yet" in summary.pages[0]


def test_long_lists_show_the_top_and_count_the_others(plain):
    facts = snapshot.read(plain)
    row, chance = facts.hand_offs.rows[0], facts.opportunities.rows[0]
    many = replace(
        facts,
        hand_offs=replace(facts.hand_offs, rows=tuple(replace(row, id=n, mark=str(n)) for n in range(1, 41))),
        opportunities=replace(facts.opportunities, rows=tuple(replace(chance, id=n) for n in range(30))),
    )
    summary = Read(render(to_plain(many)))
    page = summary.page("4\u2002Where data moves by hand")
    assert "The 8 largest of 40 hand-offs" in page
    assert re.search(r"32 others [– ]*128\.00", page)
    assert "22 others" in summary.text


@pytest.mark.parametrize("letters", [20, 40, 80, 120])
def test_a_long_name_stays_clear_of_the_finding_and_the_bars(plain, letters):
    about = plain["about"] | {"client": ("Mammoth " * 15)[:letters].strip()}
    heights = []

    def read(text, cm, tm, _font, _size):
        heights.append((text.strip(), tm[5] * cm[3] + cm[5]))

    Read(render(plain | {"about": about})).reader.pages[0].extract_text(visitor_text=read)
    name = min(height for text, height in heights if "Mammoth" in text and height > FOOT)
    finding = [height for text, height in heights if "Copying data by hand" in text]
    bars = max(height for text, height in heights if "→" in text)
    assert name > finding[0] + LINE > bars + 2 * LINE


def test_names_with_markup_are_text(plain):
    about = plain["about"] | {"client": "<b>Bold</b> & Söhne", "firm": '"><img src=x>'}
    summary = Read(render(plain | {"about": about}))
    assert "<b>Bold</b> & Söhne" in summary.pages[0]
    assert '"><img src=x>' in summary.pages[0]


@pytest.mark.parametrize("address", ["http://192.0.2.1/x.png", "file:///etc/passwd"])
def test_nothing_is_fetched_from_elsewhere(address):
    with pytest.raises(ForbiddenAddress):
        lay_out(f'<title>x</title><img src="{address}" alt="x">', css="", identifier="x")


def test_headlines_break_evenly_or_where_the_sentence_pauses():
    assert balanced("Short") == ("Short",)
    assert balanced("Four changes pay back after 6.6 months: $17,123 net over 24 months") == (
        "Four changes pay back after 6.6 months:",
        "$17,123 net over 24 months",
    )


def test_amounts_follow_the_clients_language(plain):
    about = plain["about"] | {"locale": "de-DE", "currency": "EUR"}
    look = Look.of(snapshot.read(plain | {"about": about}).about)
    assert look.money(Decimal("30051.67")) == "30.052\xa0€"
    assert look.percent(Decimal("144.1"), places=1) == "144,1\xa0%"
    assert render(plain | {"about": about}).pages > 5

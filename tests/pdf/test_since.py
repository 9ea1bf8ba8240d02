"""What changed since the report before: two snapshots compared, and how page 2 tells it."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from apps.core.tenancy.context import client_scope
from apps.tenant.reports.collecting.since import OFF_THE_ROADMAP, collect_since, compare
from apps.tenant.reports.facts import IncidentFact
from apps.tenant.reports.making import render
from apps.tenant.reports.plain import to_plain
from apps.tenant.roadmap.models import Initiative
from apps.tenant.roadmap.services import change_initiative
from tests.pdf.conftest import Read, plain_of

DAYS = timedelta(days=28)


def earlier(facts, **parts):
    about = replace(facts.about, today=facts.about.today - DAYS, made_at=facts.about.made_at - DAYS)
    return replace(facts, about=about, **parts)


def before_measuring(facts):
    """Four weeks ago: nothing measured, lead sync undecided, version 1 alone, stock sync not begun."""
    standing = facts.hand_offs.standing
    rows = tuple(replace(row, net_to_date=None) for row in facts.returns.rows)
    states = {"Stock sync": ("planned", "half"), "Lead sync": ("waits", "open")}
    chances = tuple(
        replace(row, state=states[row.name][0], tone=states[row.name][1]) if row.name in states else row
        for row in facts.opportunities.rows
    )
    roadmap = replace(
        facts.roadmap, waiting=None, rows=tuple(row for row in facts.roadmap.rows if row.name != "Lead sync")
    )
    left = replace(standing, won_back_hours=Decimal(0), left_hours=standing.found_hours)
    return earlier(
        facts,
        returns=replace(facts.returns, rows=rows),
        opportunities=replace(facts.opportunities, rows=chances),
        roadmap=roadmap,
        hand_offs=replace(facts.hand_offs, standing=left),
    )


def test_each_change_is_told_with_what_was_and_what_is(facts):
    found = compare(before_measuring(facts), facts)
    assert [(one.name, one.then, one.now) for one in found.stands] == [
        ("Stock sync", "planned", "being built"),
        ("Lead sync", "waits", "planned"),
    ]
    assert [(one.name, one.then) for one in found.nets] == [("Deal to invoice", None)]
    assert found.nets[0].now == next(row.net_to_date for row in facts.returns.rows if row.name == "Deal to invoice")
    assert (found.version_then, found.version_now) == ("1, approved", "2, waits")
    assert (found.left_then, found.left_now) == (facts.hand_offs.standing.found_hours, found.found_now - Decimal("3.5"))


def test_nothing_is_said_to_have_changed_where_nothing_did(facts):
    found = compare(earlier(facts), facts)
    assert (found.stands, found.fixed_after, found.has_more) == ((), (), False)
    assert found.left_then == found.left_now


def test_what_left_the_roadmap_is_told_and_what_waits_anew_is_not(facts):
    stock = next(row for row in facts.roadmap.rows if row.name == "Stock sync")
    before = replace(facts.roadmap, rows=(*facts.roadmap.rows, replace(stock, id=999, name="Old", opportunity=None)))
    chances = tuple(row for row in facts.opportunities.rows if row.state != "waits")
    found = compare(
        earlier(facts, roadmap=before, opportunities=replace(facts.opportunities, rows=chances)),
        facts,
    )
    assert [(one.name, one.now) for one in found.stands] == [("Old", OFF_THE_ROADMAP)]


def test_incidents_count_between_the_two_reports(facts):
    at = facts.about.made_at - timedelta(days=5)
    old = IncidentFact(
        integration="Deal to invoice",
        summary="Stopped",
        opened_at=at - DAYS,
        resolved_at=at - DAYS,
        resolution="",
    )
    new = replace(old, opened_at=at, resolved_at=at + timedelta(hours=3, minutes=10))
    then = earlier(facts, run=replace(facts.run, incidents=(old,)))
    found = compare(then, replace(facts, run=replace(facts.run, incidents=(new, old))))
    assert (found.incidents_then, found.fixed_after) == (1, (11400,))
    still = replace(facts, run=replace(facts.run, incidents=(replace(new, resolved_at=None), old)))
    assert compare(then, still).fixed_after == (None,)


def test_a_snapshot_without_the_newer_fields_can_be_compared(facts):
    """As they were written before changes kept their opportunity and their net."""
    old = to_plain(before_measuring(facts))
    for row in old["roadmap"]["rows"]:
        row.pop("opportunity")
    for row in old["returns"]["rows"]:
        row.pop("net_to_date")
    old.pop("since")
    found = collect_since(old, facts)
    assert found == compare(before_measuring(facts), facts)


@pytest.mark.parametrize("broken", [{"format": 0}, {"hand_offs": {}}, {"returns": {"start": "soon"}}])
def test_one_that_cannot_be_read_leaves_the_comparison_out(facts, broken):
    assert collect_since(to_plain(facts) | broken, facts) is None
    assert collect_since(None, facts) is None


def test_page_two_has_the_table_and_the_first_report_says_nothing(facts):
    assert "What changed since" not in Read(render(to_plain(facts))).text
    told = replace(facts, since=compare(before_measuring(facts), facts))
    page = Read(render(to_plain(told))).pages[1]
    assert "What changed since" in page
    for words in (
        "Deal to invoice, net",
        "not measured +$",
        "Stock sync planned being built",
        "Lead sync waits planned",
        "Roadmap version 1, approved 2, waits",
        "15.2 11.7",
        "Incidents 0 0",
    ):
        assert words in page, words


def test_more_changes_than_fit_are_counted(facts):
    rows = facts.opportunities.rows
    many = tuple(replace(rows[0], id=1000 + at, name=f"Chance {at}", state="live", tone="good") for at in range(9))
    now = replace(facts, opportunities=replace(facts.opportunities, rows=(*rows, *many)))
    told = replace(now, since=compare(earlier(facts), now))
    read = Read(render(to_plain(told)))
    assert "4 more changes on the pages that follow" in read.pages[1]
    assert read.bookmarks["3\u2002Contents and how to read"] == 2  # page 2 holds it all


def test_what_is_stored_is_told_whatever_happens_later(told, facts, lead):
    with client_scope(told):
        stored = to_plain(replace(facts, since=compare(before_measuring(facts), facts)))
        first = render(stored)
        stock = Initiative.objects.get(name="Stock sync")
        change_initiative(stock, {"state": "dropped"}, by=lead)
        assert render(stored).sha256 == first.sha256
    assert plain_of(told, lead)["since"] is None

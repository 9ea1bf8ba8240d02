"""Milestones in the portal: with their day, whether they were reached, and what a newer version makes of them."""

from datetime import timedelta

import pytest

from apps.core.clock import today_of
from apps.core.display import day, manner_of
from apps.core.tenancy.context import client_scope
from apps.core.tenancy.links import client_url
from apps.tenant.roadmap import services
from tests.queries import assert_constant, queries_of


@pytest.fixture
def today(harbor):
    return today_of(harbor)


@pytest.fixture
def words(harbor):
    return lambda moment: day(moment, manner_of(harbor))


def html_of(browser, harbor, name, **numbers):
    response = browser.get(client_url(harbor, f"portal-{name}", **numbers))
    assert response.status_code == 200
    return response.content.decode()


def milestones(html):
    """The text of the section, tags and white space away."""
    section = html.split('id="milestones"')[1].split("</section>")[0]
    return " ".join("".join(part.rpartition(">")[2] + " " for part in section.split("<")).split())


def points(today, **changed):
    rows = {
        "Contract signed": {"on": today - timedelta(days=30), "is_done": True},
        "First test": {"on": today - timedelta(days=2)},
        "Handed over": {"on": today + timedelta(days=9)},
    }
    return [{"name": name, **row, **changed.get(name, {})} for name, row in rows.items()]


def test_a_version_names_them_earliest_first(visit, harbor, roadmap, today, words):
    roadmap.change("Stock sync", milestones=points(today))
    roadmap.change("Deal to invoice", milestones=[{"name": "Pilot agreed", "on": today - timedelta(days=60)}])
    roadmap.publish()
    shown = milestones(html_of(visit("sponsor"), harbor, "version", version_number=1))
    assert shown.startswith(f"4 milestones Pilot agreed Deal to invoice, {words(today - timedelta(days=60))} Open")
    assert f"Contract signed Stock sync, {words(today - timedelta(days=30))} Reached" in shown
    assert f"First test Stock sync, {words(today - timedelta(days=2))} Open" in shown
    assert shown.endswith(f"Handed over Stock sync, {words(today + timedelta(days=9))} Planned")


def test_an_initiative_names_its_own(visit, harbor, roadmap, today, words):
    roadmap.change("Stock sync", milestones=points(today)[:1])
    roadmap.change("Deal to invoice", milestones=points(today)[1:])
    roadmap.publish()
    one, browser = roadmap.initiatives, visit("viewer")
    page = html_of(browser, harbor, "initiative", version_number=1, initiative_number=one["Stock sync"].pk)
    assert milestones(page) == f"1 milestone Contract signed {words(today - timedelta(days=30))} Reached"
    none = html_of(browser, harbor, "initiative", version_number=1, initiative_number=one["Zoho into QuickBooks"].pk)
    assert 'id="milestones"' not in none


def test_what_is_not_published_does_not_show(visit, harbor, roadmap, today):
    roadmap.publish()
    roadmap.change("Stock sync", milestones=points(today))
    assert "Contract signed" not in html_of(visit("sponsor"), harbor, "version", version_number=1)


def test_a_newer_version_tells_what_became_of_them(visit, harbor, roadmap, today, words, sponsor):
    roadmap.change("Stock sync", milestones=points(today))
    roadmap.change("Deal to invoice", milestones=[{"name": "Pilot agreed", "on": today}])
    first = roadmap.publish()
    with client_scope(harbor):
        services.decide_version(first, "approved", by=sponsor)
    later = {"First test": {"on": today + timedelta(days=5), "is_done": False}, "Handed over": {"is_done": True}}
    roadmap.change("Stock sync", end=roadmap.initiatives["Stock sync"].end + timedelta(days=14))
    roadmap.change("Stock sync", milestones=points(today, **later))
    roadmap.change("Deal to invoice", milestones=[])
    roadmap.publish()
    html = html_of(visit("sponsor"), harbor, "version", version_number=2)
    old, new = words(today - timedelta(days=2)), words(today + timedelta(days=5))
    assert f"<p>Milestone “First test” on {new} instead of {old}.</p>" in html
    assert "<p>Milestone “Handed over” is reached.</p>" in html
    assert "<p>Milestone “Pilot agreed” was taken out.</p>" in html
    assert html.count("same dates") == 1
    assert html.count("unchanged") == 1, "Zoho into QuickBooks"


def test_as_many_statements_whatever_there_is(visit, harbor, roadmap, today):
    roadmap.change("Stock sync", milestones=points(today)[:1])
    roadmap.publish()
    browser = visit("sponsor")
    url = client_url(harbor, "portal-version", version_number=1)
    queries_of(browser, url)
    few = queries_of(browser, url)
    roadmap.change("Stock sync", milestones=points(today))
    roadmap.publish()
    assert_constant(browser, url, few=few)

"""The roadmap page: figure, table, warnings, rows in place, publishing."""

from datetime import date

import pytest

from apps.core.tenancy.context import client_scope
from apps.core.tenancy.links import client_url
from apps.tenant.roadmap.models import Initiative, LimitReason, Phase, RoadmapVersion
from tests.queries import assert_constant, queries_of


@pytest.fixture
def url(harbor):
    return client_url(harbor, "roadmap")


def html_of(browser, url, **params):
    return browser.get(url, params).content.decode()


def test_an_empty_roadmap_teaches(visit, url):
    html = html_of(visit("consultant"), url)
    assert "Nothing is planned yet" in html
    assert "Start from a template" in html


def test_figure_and_table_show_the_same_initiatives(visit, url, roadmap):
    browser = visit("consultant")
    figure, table = html_of(browser, url), html_of(browser, url, view="table")
    pk = roadmap.initiatives["Stock sync"].pk
    assert f'data-initiative="{pk}"' in figure
    assert f'data-for-initiative="{pk}"' in figure
    assert "Show as table" in figure
    assert "21 Dec 2026" in table
    assert "3.19" in table
    assert "$6,299" in table


def test_the_card_says_what_the_draft_changes(visit, url, roadmap):
    roadmap.publish()
    assert "v1 waits" not in html_of(visit("consultant"), url)
    roadmap.change("Stock sync", end=date(2027, 1, 4))
    html = html_of(visit("consultant"), url)
    assert "Draft of version 2" in html
    assert "two weeks later" in html
    assert "Publish v2" in html


def test_a_fourth_at_once_asks_for_a_reason_and_shows_it(visit, url, roadmap, harbor):
    for name in ("A", "B"):
        roadmap.add(name, start=date(2026, 11, 9), end=date(2026, 11, 30))
    browser = visit("consultant")
    assert "4 efforts at once from 9 Nov 2026 to 30 Nov 2026" in html_of(browser, url)
    wrong = browser.post(client_url(harbor, "roadmap-limit-reason"), {"reason": " "})
    assert wrong.status_code == 422
    browser.post(client_url(harbor, "roadmap-limit-reason"), {"reason": "The season starts."})
    html = html_of(browser, url)
    assert "The season starts." in html
    assert "Keep reason" not in html
    with client_scope(harbor):
        assert LimitReason.objects.count() == 1


def test_a_single_day_above_the_limit_is_one_day(visit, url, roadmap):
    for name in ("A", "B"):
        roadmap.add(name, start=date(2026, 11, 9), end=date(2026, 11, 9))
    html = html_of(visit("consultant"), f"{url}?ask=1")
    assert "4 efforts at once on 9 Nov 2026, limit 3" in html
    assert "run at once on 9 Nov 2026; the limit is 3" in html


def test_what_starts_too_early_is_named(visit, url, roadmap):
    roadmap.change("Stock sync", depends_on=[roadmap.initiatives["Zoho into QuickBooks"].pk])
    assert "Stock sync starts before Zoho into QuickBooks is live" in html_of(visit("consultant"), url)


def test_a_row_is_saved_in_place_and_mistakes_come_back(visit, roadmap, harbor):
    stock = roadmap.initiatives["Stock sync"]
    row = client_url(harbor, "initiative-row", initiative_id=stock.pk)
    browser = visit("consultant")
    assert 'name="effort_days"' in browser.get(f"{row}?edit").content.decode()
    typed = {"name": "Stock sync", "state": "building", "start": "2026-11-02", "end": "2027-01-04", "owner": "Lena"}
    saved = browser.post(row, typed | {"version": stock.version})
    assert saved.status_code == 200
    assert "4 Jan 2027" in saved.content.decode()
    stale = browser.post(row, typed | {"version": stock.version})
    assert stale.status_code == 422
    assert "Somebody else changed Stock sync" in stale.content.decode()
    assert f'name="version" value="{stock.version + 1}"' in stale.content.decode(), "saving again goes through"
    backwards = browser.post(row, typed | {"end": "2026-10-01", "version": stock.version + 1})
    assert backwards.status_code == 422
    assert "live before its build starts" in backwards.content.decode()
    with client_scope(harbor):
        assert Initiative.objects.get(pk=stock.pk).end == date(2027, 1, 4)


def test_an_initiative_is_added_changed_and_removed(visit, roadmap, harbor, url):
    browser = visit("consultant")
    typed = {
        "name": "Sales dashboard",
        "kind": "analytics",
        "state": "planned",
        "share_low": 60,
        "share_expected": 75,
        "share_high": 90,
        "build_cost": 0,
        "training_cost": 0,
        "subscription_per_month": 0,
        "upkeep_hours_per_month": 0,
        "other_saving_per_month": 0,
    }
    add = client_url(harbor, "initiative-add")
    assert browser.post(add, {**typed, "name": ""}).status_code == 422
    assert browser.post(add, typed).status_code == 302
    with client_scope(harbor):
        made = Initiative.objects.get(name="Sales dashboard")
    page = client_url(harbor, "initiative", initiative_id=made.pk)
    assert "Sales dashboard" in html_of(browser, page)
    changed = browser.post(page, typed | {"owner": "Ana", "depends_on": roadmap.initiatives["Stock sync"].pk})
    assert changed.status_code == 302
    with client_scope(harbor):
        made.refresh_from_db()
        assert made.owner.name == "Ana"
        assert [one.name for one in made.depends_on.all()] == ["Stock sync"]
    browser.post(client_url(harbor, "initiative-remove", initiative_id=made.pk))
    assert f"{page}row/" not in html_of(browser, url, view="table")
    with client_scope(harbor):
        assert not Initiative.objects.filter(pk=made.pk).exists()


def test_phases_come_from_a_template_or_by_hand(visit, roadmap, harbor):
    url, browser = client_url(harbor, "roadmap-phases"), visit("consultant")
    assert "No phases yet" in html_of(browser, url)
    browser.post(url, {"template": "N"})
    assert "Weeks 2 to 4" in html_of(browser, url)
    wrong = browser.post(url, {"name": "Later", "start": "2027-02-01", "end": "2027-01-01"})
    assert wrong.status_code == 422
    assert "would end before it starts" in wrong.content.decode()
    with client_scope(harbor):
        phase = Phase.objects.get(name="Week 1")
    browser.post(client_url(harbor, "phase", phase_id=phase.pk), {"name": "Listening"})
    assert "Listening" in html_of(browser, url)
    browser.post(client_url(harbor, "phase-remove", phase_id=phase.pk))
    with client_scope(harbor):
        assert not Phase.objects.filter(name="Listening").exists()


def test_publishing_asks_first_and_compares(visit, roadmap, harbor):
    browser, publish = visit("consultant"), client_url(harbor, "roadmap-publish")
    assert "Publish version 1" in html_of(browser, publish)
    with client_scope(harbor):
        assert not RoadmapVersion.objects.exists()
    assert browser.post(publish, {"note": "The first one"}).status_code == 302
    refused = browser.post(publish, {})
    assert refused.status_code == 422
    assert "Nothing has changed since v1" in refused.content.decode()
    roadmap.second_version()
    compared = html_of(browser, client_url(harbor, "roadmap-compare", version_number=1, other_number=2))
    assert "two weeks later" in compared
    assert "$14,573" in compared
    assert "The first one" in html_of(browser, client_url(harbor, "roadmap-version", version_number=1))


def test_queries_do_not_grow_with_initiatives(visit, url, roadmap):
    browser = visit("consultant")
    few = queries_of(browser, url, view="table")
    for number in range(12):
        made = roadmap.add(f"More {number}", owner=f"Person {number}", phase=f"Phase {number}")
        roadmap.change(made.name, depends_on=[roadmap.initiatives["Stock sync"].pk])
    assert_constant(browser, url, few=few, view="table")


def test_a_bar_is_moved_by_days_whole_or_at_one_edge(visit, roadmap, harbor):
    stock = roadmap.initiatives["Stock sync"].pk
    move, browser = client_url(harbor, "initiative-move", initiative_id=stock), visit("consultant")
    assert browser.post(move, {"days": 7}).status_code == 302
    assert browser.post(move, {"days": -1, "edge": "end"}).status_code == 302
    with client_scope(harbor):
        moved = Initiative.objects.get(pk=stock)
        assert (moved.start, moved.end) == (date(2026, 11, 9), date(2026, 12, 27))
    refused = browser.post(move, {"days": 365, "edge": "start"})
    assert refused.status_code == 409
    assert "live%20before" in refused["X-Message"]
    assert browser.post(move, {"days": "many"}).status_code == 400

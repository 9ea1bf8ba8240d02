"""Editing on the timeline and on the board: versions, the way back, the question above the limit, order, zoom."""

import re
from datetime import date
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from apps.core.tenancy.context import client_scope
from apps.core.tenancy.links import client_url
from apps.tenant.roadmap import selectors, services
from apps.tenant.roadmap.models import Initiative, Phase
from tests.queries import assert_constant, queries_of


@pytest.fixture
def url(harbor):
    return client_url(harbor, "roadmap")


@pytest.fixture
def stock(roadmap):
    return roadmap.initiatives["Stock sync"]


def html_of(browser, url, **params):
    return browser.get(url, params).content.decode()


def asked(answer):
    return parse_qs(urlsplit(answer["Location"]).query)


def test_the_later_of_two_people_is_told_what_stands_now(visit, harbor, stock):
    move, browser = client_url(harbor, "initiative-move", initiative_id=stock.pk), visit("consultant")
    assert browser.post(move, {"days": 7, "version": 1}).status_code == 302
    late = browser.post(move, {"days": 1, "version": 1})
    assert late.status_code == 409
    assert "Somebody else changed Stock sync meanwhile: 9 Nov 2026 to 28 Dec 2026." in unquote(late["X-Message"])
    with client_scope(harbor):
        assert Initiative.objects.get(pk=stock.pk).start == date(2026, 11, 9)


def test_the_way_back_stands_in_the_address(visit, harbor, stock):
    move, browser = client_url(harbor, "initiative-move", initiative_id=stock.pk), visit("consultant")
    browser.post(move, {"days": 3, "edge": "end", "version": 1})
    assert browser.post(f"{move}?days=-3&edge=end&version=2").status_code == 302
    with client_scope(harbor):
        assert Initiative.objects.get(pk=stock.pk).end == date(2026, 12, 21)
    assert browser.get(move).status_code == 405


def test_a_move_comes_back_to_what_was_shown(visit, harbor, stock):
    move, browser = client_url(harbor, "initiative-move", initiative_id=stock.pk), visit("consultant")
    answer = browser.post(move, {"days": 1, "shown": "?zoom=months&phase=3&next=https://evil.example"})
    assert asked(answer) == {"zoom": ["months"], "phase": ["3"]}


@pytest.mark.parametrize("wrong", [{"days": "9" * 40}, {"days": 1, "edge": "middle"}, {"days": 1, "version": "x"}, {}])
def test_nonsense_moves_nothing(visit, harbor, stock, wrong):
    move = client_url(harbor, "initiative-move", initiative_id=stock.pk)
    assert visit("consultant").post(move, wrong).status_code == 400
    with client_scope(harbor):
        assert Initiative.objects.get(pk=stock.pk).version == 1


def test_over_the_change_of_the_clock_and_a_leap_day_a_week_is_seven_days(visit, harbor, roadmap):
    made = roadmap.add("Leap", start=date(2028, 2, 25), end=date(2028, 3, 10))
    move, browser = client_url(harbor, "initiative-move", initiative_id=made.pk), visit("consultant")
    browser.post(move, {"days": 7})
    with client_scope(harbor):
        one = Initiative.objects.get(pk=made.pk)
        assert (one.start, one.end) == (date(2028, 3, 3), date(2028, 3, 17)), "2028 has a 29 February"
    browser.post(move, {"days": 365})
    assert "4 efforts" not in html_of(browser, client_url(harbor, "roadmap"))


def test_a_card_changes_its_phase_and_nothing_else(visit, harbor, stock, lead, url):
    with client_scope(harbor):
        services.start_from_template(harbor, "G", by=lead)
        quick = Phase.objects.get(name="Quick wins")
    put, browser = client_url(harbor, "initiative-phase", initiative_id=stock.pk), visit("consultant")
    assert browser.post(put, {"phase": quick.pk, "version": 1, "shown": "?view=board"}).status_code == 302
    board = html_of(browser, url, view="board")
    assert re.search(r'data-name="Quick wins".*?Stock sync.*?data-name="Core systems"', board, re.DOTALL)
    assert browser.post(put, {"phase": "", "version": 1}).status_code == 409
    assert browser.post(put, {"phase": 987654, "version": 2}).status_code == 400
    assert browser.post(f"{put}?phase=&version=2").status_code == 302
    with client_scope(harbor):
        one = Initiative.objects.get(pk=stock.pk)
        assert (one.phase, one.start, one.version) == (None, date(2026, 11, 2), 3)


def test_every_way_above_the_limit_asks_for_a_reason(visit, harbor, roadmap, url):
    """Deal to invoice is over in October; with Stock sync, Zoho and two more there are four in November."""
    roadmap.add("A", start=date(2026, 11, 9), end=date(2026, 11, 30))
    fourth = roadmap.add("B", start=date(2027, 6, 7), end=date(2027, 6, 28))
    browser = visit("consultant")
    move = client_url(harbor, "initiative-move", initiative_id=fourth.pk)
    assert not asked(browser.post(move, {"days": 7}))
    assert asked(browser.post(move, {"days": -217})) == {"ask": ["1"]}, "dragged into November"
    page = html_of(browser, url, ask="1")
    assert "Why 4 at once?" in page
    assert "data-dialog-now" in page
    assert "data-dialog-now" not in html_of(browser, url), "asked once, shown until it is answered"
    row = client_url(harbor, "initiative-row", initiative_id=fourth.pk)
    typed = {"name": "B", "state": "planned", "start": "2026-11-09", "end": "2026-11-20"}
    assert "ask=1" in browser.post(row, typed)["HX-Redirect"]
    form = {**typed, "kind": "integration", "share_low": 60, "share_expected": 75, "share_high": 90}
    money = (
        "build_cost",
        "training_cost",
        "subscription_per_month",
        "upkeep_hours_per_month",
        "other_saving_per_month",
    )
    answer = browser.post(client_url(harbor, "initiative", initiative_id=fourth.pk), form | dict.fromkeys(money, 0))
    assert asked(answer) == {"ask": ["1"]}
    kept = {"reason": "The season starts.", "shown": "view=board"}
    assert asked(browser.post(client_url(harbor, "roadmap-limit-reason"), kept)) == {"view": ["board"]}
    assert not asked(browser.post(move, {"days": 1})), "the same four have their reason"
    assert "The season starts." in html_of(browser, url, view="board")
    published = roadmap.publish()
    with client_scope(harbor):
        assert selectors.snapshot_of(published).limit_reason == "The season starts."


def test_what_comes_too_early_is_put_in_order(visit, harbor, roadmap, url):
    roadmap.change("Stock sync", depends_on=[roadmap.initiatives["Zoho into QuickBooks"].pk])
    browser, order = visit("consultant"), client_url(harbor, "roadmap-order")
    assert "Move later what starts too early" in html_of(browser, url)
    assert "Moved later: Stock sync." in browser.post(order, follow=True).content.decode()
    with client_scope(harbor):
        one = Initiative.objects.get(name="Stock sync")
        assert (one.start, (one.end - one.start).days) == (date(2026, 12, 9), 49)
    assert "Nothing starts before what it waits for." in browser.post(order, follow=True).content.decode()


def test_slack_and_slip_stand_in_table_and_figure(visit, harbor, roadmap, url, sponsor):
    version = roadmap.publish()
    with client_scope(harbor):
        services.decide_version(version, "approved", by=sponsor)
    roadmap.change("Stock sync", end=date(2027, 1, 4))
    browser = visit("consultant")
    table, figure = html_of(browser, url, view="table"), html_of(browser, url)
    stock, zoho = (roadmap.initiatives[name].pk for name in ("Stock sync", "Zoho into QuickBooks"))
    assert f'object=initiative-{stock}&amp;field=slip">+14</a></span>' in table
    slack = rf'title="Live by 4 Jan 2027 moves nothing else"><a class="why" href="[^"]+-{zoho}&amp;field=slack">26<'
    assert re.search(slack, table), "Zoho, from 9 December"
    assert f'object=initiative-{stock}&amp;field=slack">0<' in table
    assert f'object=initiative-{stock}&amp;field=critical">Stock sync</a>' in figure
    assert f'object=initiative-{stock}&amp;field=slip">14 days later</a>' in figure
    board = html_of(browser, url, view="board")
    assert f'object=initiative-{stock}&amp;field=critical">critical path</a>' in board
    assert f'object=initiative-{stock}&amp;field=slip">14 days later</a>' in board
    own = browser.get(client_url(harbor, "initiative", initiative_id=stock)).content.decode()
    assert "On the critical path</a>; live <a" in own
    assert "as in version 1" in figure
    assert "critical path: a delay moves the end" in figure


def test_zoom_and_phase_are_in_the_address_and_nonsense_is_no_error(visit, harbor, roadmap, url):
    browser = visit("consultant")
    assert ">Q4<" in html_of(browser, url, zoom="quarters")
    for params in ({"zoom": "days"}, {"phase": "x"}, {"phase": "9" * 30}, {"view": "wall"}, {"phase": "987654"}):
        assert browser.get(url, params).status_code == 200


def test_a_viewer_of_the_board_or_the_timeline_needs_the_right(visit, url, roadmap):
    assert visit("sponsor").get(url, {"view": "board"}).status_code in {403, 404}


def test_two_hundred_initiatives_are_drawn_with_the_same_queries(visit, harbor, roadmap, url):
    browser = visit("consultant")
    add_many(harbor, 50)
    few = {view: queries_of(browser, url, view=view) for view in ("figure", "board")}
    phase = add_many(harbor, 200)
    for view, count in few.items():
        assert_constant(browser, url, few=count, view=view)
    html = html_of(browser, url)
    assert html.count('class="bar" role="button"') == 253 + 1, "with the row of champions"
    assert "Show as table" not in html
    assert len(re.findall("efforts at once (?:from|on) ", html)) == 3
    assert "The limit is exceeded in" in html
    alone = html_of(browser, url, phase=str(phase.pk))
    assert "Connection 199" in alone
    assert 'aria-label="Stock sync' not in alone


def add_many(client, count):
    with client_scope(client):
        phase, _ = Phase.objects.get_or_create(name="Later")
        Initiative.objects.bulk_create(
            Initiative(
                name=f"Connection {at}",
                phase=phase,
                state="planned",
                start=date(2026, 9, 7 + at % 20),
                end=date(2027, 1 + at % 12, 1 + at % 28),
            )
            for at in range(count)
        )
        return phase

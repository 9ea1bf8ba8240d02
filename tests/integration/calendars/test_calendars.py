"""Calendars: their page, their addresses, and what is read there."""

from datetime import UTC, date, datetime

import pytest
from icalendar import Calendar

from apps.core.tenancy.context import client_scope
from apps.methods.checklist import CheckPoint
from apps.tenant.calendars.links import address_of
from apps.tenant.calendars.models import CalendarFeed
from apps.tenant.calendars.services import make_feed, renew_feed, withdraw_feed
from apps.tenant.change.models import Retrospective
from apps.tenant.history.models import Activity
from apps.tenant.inventory.models import Application, Person
from apps.tenant.inventory.services import add_application, change_application
from apps.tenant.registry.models import ChecklistItem, Integration, IntegrationStatus
from apps.tenant.roadmap.models import State
from apps.tenant.roadmap.services import add_initiative
from tests.queries import assert_constant, queries_of

PAGE = "/clients/harbor/plan/calendars/"


@pytest.fixture
def dates(harbor, lead):
    """A renewal of Ann's, an initiative of Bo's, and an integration of Ann's that runs."""
    with client_scope(harbor):
        values = {"name": "HubSpot", "renewal_date": date(2027, 3, 14), "notice_days": 60, "business_owner": "Ann"}
        add_application(values, by=lead)
        values = {"name": "Stock sync", "state": State.PLANNED, "start": date(2026, 11, 2), "end": date(2027, 1, 4)}
        made = add_initiative({**values, "owner": "Bo"}, by=lead)
        made.milestones.create(name="SKUs agree", on=date(2026, 12, 1))
        ann = Person.objects.get(name="Ann")
        entry = Integration.objects.create(
            name="Deal to invoice", status=IntegrationStatus.LIVE, live_since=date(2026, 10, 1), owner=ann
        )
    return {"initiative": made, "integration": entry, "ann": ann}


def address(client, person="", *, by):
    with client_scope(client):
        return path_of(client, make_feed(person, by=by))


def path_of(client, feed):
    return "/" + address_of(client, feed).split("/", 3)[3]


def read(visit, path):
    answer = visit("anonymous").get(path)
    assert answer.status_code == 200
    return Calendar.from_ical(answer.content)


def titles(calendar):
    return {str(event["summary"]): event["dtstart"].dt for event in calendar.walk("VEVENT")}


def test_all_dates_are_read_without_an_account(dates, harbor, lead, visit):
    calendar = read(visit, address(harbor, by=lead))
    assert titles(calendar) == {
        "HubSpot renews": date(2027, 3, 14),
        "HubSpot: last day to give notice": date(2027, 1, 13),
        "Stock sync: build starts": date(2026, 11, 2),
        "Stock sync: SKUs agree": date(2026, 12, 1),
        "Stock sync: live": date(2027, 1, 4),
        "Retrospective: Stock sync": date(2027, 2, 3),
        "Access review: Deal to invoice": date(2026, 12, 31),
    }
    assert str(calendar["x-wr-timezone"]) == harbor.time_zone


def test_a_persons_calendar_holds_what_is_theirs(dates, harbor, lead, visit):
    assert set(titles(read(visit, address(harbor, "Bo", by=lead)))) == {
        "Stock sync: build starts",
        "Stock sync: SKUs agree",
        "Stock sync: live",
        "Retrospective: Stock sync",
    }


def test_the_form_is_what_calendar_programs_read(dates, harbor, lead, visit):
    long = "An application with a name so long that its line has to be folded, as é and ü prove"
    with client_scope(harbor):
        add_application({"name": long, "renewal_date": date(2027, 1, 1)}, by=lead)
    answer = visit("anonymous").get(address(harbor, by=lead))
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    lines = answer.content.split(b"\r\n")
    assert max(len(line) for line in lines) <= 75
    assert lines[0] == b"BEGIN:VCALENDAR"
    assert b"DTSTART;VALUE=DATE:20270314" in lines
    assert long in str(titles(Calendar.from_ical(answer.content)))


def test_reading_twice_gives_the_same(dates, harbor, lead, visit):
    path = address(harbor, by=lead)
    assert visit("anonymous").get(path).content == visit("anonymous").get(path).content


def test_a_change_keeps_the_uid_and_moves_the_stamp(dates, harbor, lead, visit):
    path = address(harbor, by=lead)
    with client_scope(harbor):
        Activity.objects.filter(noun="application").update(at=datetime(2026, 9, 7, 12, tzinfo=UTC))
    before = {str(one["uid"]): one for one in read(visit, path).walk("VEVENT")}
    with client_scope(harbor):
        change_application(Application.objects.get(name="HubSpot"), {"renewal_date": date(2027, 4, 1)}, by=lead)
    after = {str(one["uid"]): one for one in read(visit, path).walk("VEVENT")}
    assert before.keys() == after.keys()
    key = next(key for key in after if key.startswith("renewal-"))
    assert after[key]["dtstart"].dt == date(2027, 4, 1)
    assert before[key]["dtstamp"].dt == datetime(2026, 9, 7, 12, tzinfo=UTC)
    assert after[key]["dtstamp"].dt > before[key]["dtstamp"].dt


def test_the_notice_reminds_in_time(dates, harbor, lead, visit):
    events = {str(one["summary"]): one for one in read(visit, address(harbor, by=lead)).walk("VEVENT")}
    triggers = {name: [alarm["trigger"].dt.days for alarm in one.walk("VALARM")] for name, one in events.items()}
    assert triggers["HubSpot renews"] == [-60]
    assert triggers["HubSpot: last day to give notice"] == [-7]
    assert triggers["Stock sync: live"] == []


def test_what_is_done_or_not_promised_has_no_date(dates, harbor, lead, visit):
    path = address(harbor, by=lead)
    with client_scope(harbor):
        Retrospective.objects.create(initiative=dates["initiative"], filed_at=datetime(2027, 2, 1, tzinfo=UTC))
        ChecklistItem.objects.create(
            integration=dates["integration"],
            point=CheckPoint.ACCESS_REVIEW,
            done_by=lead,
            done_at=datetime(2026, 12, 1, 3, tzinfo=UTC),
        )
        add_initiative({"name": "Perhaps", "state": State.CANDIDATE, "start": date(2027, 1, 1)}, by=lead)
        change_application(Application.objects.get(), {"lifecycle": "retired"}, by=lead)
    found = titles(read(visit, path))
    assert not [name for name in found if "Retrospective" in name or "Perhaps" in name or "HubSpot" in name]
    assert found["Access review: Deal to invoice"] in {date(2027, 3, 1), date(2027, 3, 2)}


def test_a_new_address_shuts_the_one_before(dates, harbor, lead, visit):
    with client_scope(harbor):
        feed = make_feed("", by=lead)
        old = path_of(harbor, feed)
        new = path_of(harbor, renew_feed(feed, by=lead))
    assert visit("anonymous").get(old).status_code == 404
    assert visit("anonymous").get(new).status_code == 200
    with client_scope(harbor):
        withdraw_feed(feed, by=lead)
    assert visit("anonymous").get(new).status_code == 404


def test_wrong_and_withdrawn_addresses_look_alike(dates, harbor, lead, visit):
    path = address(harbor, by=lead)
    with client_scope(harbor):
        withdraw_feed(CalendarFeed.objects.get(), by=lead)
    wrong = [path, path.replace("calendars/W", "calendars/X"), "/calendars/nonsense/throughline.ics"]
    answers = [visit("anonymous").get(one) for one in wrong]
    assert [one.status_code for one in answers] == [404] * 3
    assert "Harbor" not in answers[0].content.decode()


def test_another_clients_dates_never_appear(dates, harbor, lumen, lead, visit):
    with client_scope(lumen):
        add_application({"name": "Dentrix", "renewal_date": date(2027, 5, 1)}, by=lead)
    assert set(titles(read(visit, address(lumen, by=lead)))) == {"Dentrix renews"}
    assert "Dentrix renews" not in titles(read(visit, address(harbor, by=lead)))


def test_the_page_makes_copies_and_withdraws(dates, harbor, visit):
    browser = visit("consultant")
    assert "No calendar is read yet" in browser.get(PAGE).content.decode()
    assert browser.post(PAGE, {"person": "Ann"}).status_code == 302
    page = browser.get(PAGE)
    row = page.context["page"].rows[0]
    assert (row.name, row.address in page.content.decode()) == ("Ann", True)
    assert browser.post(f"{PAGE}{row.feed.pk}/renew/").status_code == 302
    assert browser.get(PAGE).context["page"].rows[0].address != row.address
    assert browser.post(f"{PAGE}{row.feed.pk}/withdraw/").status_code == 302
    assert not browser.get(PAGE).context["page"].rows
    answer = browser.post(f"{PAGE}{row.feed.pk}/renew/", follow=True)
    assert "This calendar was withdrawn. Make a new one." in answer.content.decode()


def test_mistakes_are_refused(dates, visit):
    browser = visit("consultant")
    browser.post(PAGE, {"person": ""})
    twice = browser.post(PAGE, {"person": ""})
    assert (twice.status_code, "has an address already" in twice.content.decode()) == (422, True)
    assert browser.post(PAGE, {"person": "Nobody"}).status_code == 422


def test_every_act_is_in_the_history(dates, harbor, lead):
    with client_scope(harbor):
        feed = make_feed("Ann", by=lead)
        renew_feed(feed, by=lead)
        withdraw_feed(feed, by=lead)
        said = list(Activity.objects.filter(noun="calendar").order_by("pk").values_list("verb", "label"))
    assert said == [(verb, "Calendar of Ann") for verb in ("made", "gave a new address to", "withdrew")]


def test_the_api_makes_renews_and_withdraws(dates, call, visit):
    api, url = call("consultant"), "/api/v1/clients/harbor/calendars/"
    made = api.post(url, {"person": "Ann"}, format="json")
    assert (made.status_code, made.data["person"]) == (201, "Ann")
    assert api.post(url, {"person": "Ann"}, format="json").status_code == 409
    assert api.post(url, {"person": "Nobody"}, format="json").status_code == 400
    renewed = api.post(f"{url}{made.data['id']}/renewal/")
    assert renewed.data["address"] != made.data["address"]
    assert [row["id"] for row in api.get(url).data["results"]] == [made.data["id"]]
    assert api.delete(f"{url}{made.data['id']}/").status_code == 204
    assert visit("anonymous").get("/" + renewed.data["address"].split("/", 3)[3]).status_code == 404


def test_the_number_of_queries_stays(dates, harbor, lead, visit):
    browser = visit("consultant")
    path = address(harbor, by=lead)
    pages = {one: queries_of(browser, one) for one in (PAGE, path)}
    with client_scope(harbor):
        for number in range(5):
            values = {"name": f"Tool {number}", "renewal_date": date(2027, 1, 1), "business_owner": f"P{number}"}
            add_application(values, by=lead)
            add_initiative({"name": f"Effort {number}", "state": State.PLANNED, "end": date(2027, 1, 1)}, by=lead)
            make_feed(f"P{number}", by=lead)
    for one, few in pages.items():
        assert_constant(browser, one, few=few)

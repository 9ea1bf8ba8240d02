"""The daily checklist, adoption day by day, and the retrospective that secures a benefit."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from apps.core.tenancy.context import client_scope
from apps.core.tenancy.links import client_url
from apps.tenant.change import services
from apps.tenant.change.models import AdoptionDay, Retrospective, RunDay, RunTick
from apps.tenant.roadmap.models import State
from apps.tenant.roadmap.selectors import initiative_line

ANSWERS = {"went_well": "Checked daily.", "went_badly": "Addresses were missing.", "next_steps": "Make them required."}


def text_of(browser, address):
    return " ".join(browser.get(address).content.decode().split())


@pytest.fixture
def points(desk, running, harbor, page_of):
    desk.post(page_of("run-start", running))
    with client_scope(harbor):
        return list(running.run_points.all())


def test_a_day_is_ticked_point_by_point(desk, harbor, running, points, today, page_of):
    page = page_of("initiative-run", running)
    assert f"0 of {len(points)} checked" in text_of(desk, page)
    for point in points:
        tick = client_url(harbor, "run-point-tick", run_point_id=point.pk)
        part = desk.post(tick, {"day": today.isoformat(), "done": "yes"}, headers={"HX-Request": "true"})
        assert "<html" not in part.content.decode()
    shown = text_of(desk, page)
    assert "All checked for this day" in shown
    assert "week 2 of 4" in shown
    assert "Chris" in shown or 'aria-pressed="true"' in shown
    desk.post(tick, {"day": today.isoformat(), "done": "no"})
    with client_scope(harbor):
        assert RunTick.objects.count() == len(points) - 1


def test_the_history_of_the_initiative_says_what_was_started(desk, harbor, running, points):
    shown = text_of(desk, client_url(harbor, "initiative", initiative_id=running.pk))
    assert "started daily checklist of Zoho into QuickBooks" in " ".join(shown.replace("</b>", "").split())


def test_days_outside_of_the_run_and_to_come_are_refused(desk, harbor, running, points, today):
    tick = client_url(harbor, "run-point-tick", run_point_id=points[0].pk)
    for day, words in (
        (today - timedelta(days=40), "The parallel run goes from"),
        (today + timedelta(days=1), "That day has not come yet"),
        ("someday", "no day of the parallel run"),
    ):
        answer = desk.post(tick, {"day": str(day), "done": "yes"}, follow=True)
        assert words in answer.content.decode()
    with client_scope(harbor):
        assert not RunTick.objects.exists()


def test_differences_need_words(desk, harbor, running, today, page_of):
    page = page_of("initiative-run", running)
    wrong = desk.post(page, {"day": today.isoformat(), "differences": "2", "note": ""})
    assert wrong.status_code == 422
    assert "Say which differences" in wrong.content.decode()
    assert desk.post(page, {"day": today.isoformat(), "differences": "-1"}).status_code == 422
    desk.post(page, {"day": today.isoformat(), "differences": "2", "note": "Two without an address, entered again"})
    assert "Two without an address" in text_of(desk, page)
    with client_scope(harbor):
        assert RunDay.objects.get().differences == 2


def test_missed_working_days_are_said(desk, running, points, page_of):
    assert "missed" in text_of(desk, page_of("initiative-run", running))
    assert desk.get(page_of("initiative-run", running), {"day": "2026-99-01"}).status_code == 404


def test_the_checklist_is_changed(desk, harbor, running, points, page_of):
    add = page_of("run-point-add", running)
    desk.post(add, {"name": "Nobody called support"})
    twice = desk.post(add, {"name": "nobody called  support"})
    assert twice.status_code == 422
    assert "on the checklist already" in twice.content.decode()
    desk.post(client_url(harbor, "run-point-remove", run_point_id=points[0].pk))
    with client_scope(harbor):
        assert points[0].name not in [point.name for point in running.run_points.all()]


def test_without_a_run_the_page_says_why(desk, roadmap, page_of):
    roadmap.change("Stock sync", parallel_weeks=None)
    stock = roadmap.initiatives["Stock sync"]
    assert "No parallel run planned" in text_of(desk, page_of("initiative-run", stock))


def test_a_day_is_counted_and_counted_again(desk, harbor, deal, today, page_of):
    page = page_of("initiative-adoption", deal)
    assert "Nothing is counted yet" in text_of(desk, page)
    desk.post(page, {"day": today.isoformat(), "logins": "4", "uses": "", "tickets": "0"})
    desk.post(page, {"day": today.isoformat(), "uses": "7"})
    with client_scope(harbor):
        day = AdoptionDay.objects.get()
        assert (day.logins, day.uses, day.tickets) == (4, 7, 0)
    assert "Too few days" not in text_of(desk, page)
    assert "No target yet" in text_of(desk, page)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"logins": "-1"}, "greater than or equal to 0"),
        ({"logins": ""}, "has no count"),
        ({"logins": "4", "day": "2199-01-01"}, "has not come yet"),
        ({"logins": "99999999"}, "less than or equal to 1000000"),
    ],
)
def test_wrong_counts_are_refused(desk, harbor, deal, today, page_of, given, words):
    answer = desk.post(page_of("initiative-adoption", deal), {"day": today.isoformat()} | given)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    with client_scope(harbor):
        assert not AdoptionDay.objects.exists()


def test_many_days_are_pasted_with_or_without_heads(desk, harbor, deal, page_of):
    take = page_of("adoption-import", deal)
    desk.post(take, {"text": "2026-10-05\t5\t3\t1\n2026-10-06\t6\t4\t0"})
    desk.post(take, {"text": "Date;Tickets;Logins\n7.10.2026;2;8\n8.10.2026;;9"})
    with client_scope(harbor):
        rows = list(AdoptionDay.objects.values_list("day__day", "logins", "uses", "tickets", "origin"))
    assert rows == [(5, 5, 3, 1, "file"), (6, 6, 4, 0, "file"), (7, 8, None, 2, "file"), (8, 9, None, None, "file")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2026-10-05,5\n2026-10-06,many", "Row 2"),
        ("2026-10-05,5\nsomeday,5", "Row 2"),
        ("2026-10-05,5\n2026-10-05,6", "given twice"),
        ("logins,tickets\n5,1", "no column with the day"),
        ("day,logins", "only heads"),
        ("2026-10-05,1.5", "whole number"),
        ("", "Paste the days"),
    ],
)
def test_what_cannot_be_read_is_said_and_nothing_is_taken(desk, harbor, deal, page_of, text, words):
    answer = desk.post(page_of("adoption-import", deal), {"text": text})
    assert answer.status_code == 422
    assert words in answer.content.decode()
    with client_scope(harbor):
        assert not AdoptionDay.objects.exists()


def test_a_file_in_an_old_encoding_and_one_that_is_none(desk, harbor, deal, page_of):
    take = page_of("adoption-import", deal)
    text = "Day,Logins,Überflüssig\n2026-10-05,5,x\n".encode("cp1252")
    assert desk.post(take, {"file": SimpleUploadedFile("use.csv", text)}).status_code == 302
    answer = desk.post(take, {"file": SimpleUploadedFile("use.csv", b"%PDF-1.7 ...")})
    assert answer.status_code == 422
    assert "not a spreadsheet" in answer.content.decode()
    with client_scope(harbor):
        assert AdoptionDay.objects.get().logins == 5


def at_risk(harbor, deal):
    with client_scope(harbor):
        return initiative_line(harbor, deal.pk).is_benefit_at_risk


def test_a_benefit_is_at_risk_until_the_retrospective_is_filed(desk, harbor, deal, page_of):
    page, plan = page_of("initiative-retrospective", deal), page_of("initiative-change", deal)
    assert at_risk(harbor, deal)
    assert "14 days overdue" in text_of(desk, plan)
    assert "is at risk" in text_of(desk, client_url(harbor, "roadmap") + "?view=table")
    desk.post(page, ANSWERS | {"act": "save"})
    assert at_risk(harbor, deal)
    assert desk.post(page, ANSWERS | {"act": "file", "version": "2"}).status_code == 302
    assert not at_risk(harbor, deal)
    assert "secured" in text_of(desk, plan)
    desk.post(page_of("retrospective-back", deal))
    assert at_risk(harbor, deal)


def test_gaps_are_not_filed_and_nothing_typed_is_lost(desk, harbor, deal, page_of):
    page = page_of("initiative-retrospective", deal)
    answer = desk.post(page, ANSWERS | {"went_badly": " ", "act": "file"})
    assert answer.status_code == 422
    assert "Say what did not go well" in answer.content.decode()
    assert "Checked daily." in answer.content.decode()
    with client_scope(harbor):
        assert not Retrospective.objects.exists()


def test_two_people_in_one_retrospective(desk, deal, page_of):
    page = page_of("initiative-retrospective", deal)
    desk.post(page, ANSWERS | {"act": "save", "version": ""})
    answer = desk.post(page, ANSWERS | {"went_well": "Mine", "act": "save", "version": "1"})
    assert answer.status_code == 422
    assert "Somebody else changed this retrospective" in answer.content.decode()
    assert "Mine" in answer.content.decode()


def test_it_is_not_filed_before_it_is_due_or_live(desk, roadmap, today, page_of):
    roadmap.change("Stock sync", end=today - timedelta(days=29), start=today - timedelta(days=60), state=State.LIVE)
    page = page_of("initiative-retrospective", roadmap.initiatives["Stock sync"])
    assert "can be filed from" in desk.post(page, ANSWERS | {"act": "file"}).content.decode()
    roadmap.change("Stock sync", end=today - timedelta(days=30))
    roadmap.change("Stock sync", state=State.BUILDING)
    assert "Only what is live" in desk.post(page, ANSWERS | {"act": "file"}).content.decode()
    roadmap.change("Stock sync", state=State.LIVE)
    assert desk.post(page, ANSWERS | {"act": "file"}).status_code == 302


def test_the_history_knows_who_filed(desk, harbor, deal, lead, today, page_of):
    with client_scope(harbor):
        services.file_retrospective(deal, ANSWERS, today=today, by=lead)
    page = text_of(desk, page_of("initiative-retrospective", deal))
    assert f"Filed by {lead}" in page
    assert "filed" in text_of(desk, client_url(harbor, "activity"))

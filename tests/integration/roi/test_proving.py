"""Library, targets, signing, files, study plans, upkeep, wins, claimed and measured: with mistakes on purpose."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from apps.core.clock import today_of
from apps.core.tenancy.context import client_scope
from apps.core.tenancy.links import client_url
from apps.shared.accounts.models import Mail
from apps.shared.catalog.models import FirmMetric
from apps.tenant.registry.models import Integration
from apps.tenant.roadmap.models import Initiative
from apps.tenant.roi.models import Metric, Observation, UpkeepHours
from apps.tenant.roi.services import add_metric, add_values
from apps.tenant.roi.signing_services import ask_for_signature
from tests.queries import assert_constant, queries_of


def decimals(*values):
    return [Decimal(value) for value in values]


@pytest.fixture
def desk(visit):
    return visit("consultant")


@pytest.fixture
def metric(harbor, lead):
    with client_scope(harbor):
        return add_metric({"name": "Time for one order", "kind": "time"}, by=lead)


@pytest.fixture
def integration(harbor):
    with client_scope(harbor):
        return Integration.objects.create(name="Orders to books", status="live", live_since=today_of(harbor))


def test_a_metric_of_the_library_brings_unit_and_target(desk, harbor):
    assert desk.post(client_url(harbor, "measurements"), {"standard": "downtime"}).status_code == 302
    with client_scope(harbor):
        made = Metric.objects.get()
    assert (made.name, made.kind, made.unit, made.goal_limit) == ("Integration downtime", "count", "hours a month", 2)
    page = desk.get(client_url(harbor, "metric", metric_id=made.pk)).content.decode()
    assert "Add up the hours of a month" in page
    wrong = desk.post(client_url(harbor, "measurements"), {"standard": "none-such"})
    assert wrong.status_code == 422
    assert "Name it, or choose one" in desk.post(client_url(harbor, "measurements"), {"name": ""}).content.decode()


def test_the_firms_own_metric_is_chosen_and_another_firms_is_not(desk, visit, harbor, northgate, farrow):
    body = {"name": "Days to invoice", "kind": "count", "unit": "days", "goal_limit": "3"}
    assert desk.post("/catalogue/metrics/", body).status_code == 302
    again = desk.post("/catalogue/metrics/", body | {"name": "days to invoice"})
    assert again.status_code == 422
    assert "already" in again.content.decode()
    own = FirmMetric.objects.get(firm=northgate)
    foreign = FirmMetric.objects.create(firm=farrow, name="Theirs", kind="count")
    assert desk.get(f"/catalogue/metrics/{foreign.pk}/").status_code == 404
    page = desk.get(client_url(harbor, "measurements")).content.decode()
    assert "Days to invoice" in page
    assert "Theirs" not in page
    assert desk.post(client_url(harbor, "measurements"), {"standard": f"firm:{foreign.pk}"}).status_code == 422
    assert desk.post(client_url(harbor, "measurements"), {"standard": f"firm:{own.pk}"}).status_code == 302
    with client_scope(harbor):
        assert Metric.objects.get().goal_limit == 3
    desk.post(f"/catalogue/metrics/{own.pk}/archive/")
    assert f"/catalogue/metrics/{own.pk}/" not in desk.get("/catalogue/metrics/").content.decode()


def test_more_is_better_when_people_are_asked(call, harbor):
    api, base = call("consultant"), f"/api/v1/clients/{harbor.slug}/metrics/"
    made = api.post(base, {"name": "How content", "kind": "survey"}, format="json").json()
    assert made["higher_is_better"] is True
    for phase, values in (("before", [2, 2, 3, 2, 3]), ("after", [4, 4, 5, 4, 4])):
        body = {"phase": phase, "values": values}
        assert api.post(f"{base}{made['id']}/observations/", body, format="json").status_code == 201
    assert api.get(f"{base}{made['id']}/").json()["verdict"] == "improved"
    assert api.post(base, {"standard": "entry_errors"}, format="json").json()["kind"] == "error_rate"
    assert api.post(base, {"kind": "time"}, format="json").status_code == 400
    assert api.post(base, {"standard": "none-such"}, format="json").status_code == 400
    assert "entry_errors" in [one["key"] for one in api.get(f"{base[:-8]}metric-library/").json()]


def test_a_target_is_proven_only_by_the_whole_interval(desk, harbor, lead):
    with client_scope(harbor):
        made = add_metric({"standard": "downtime"}, by=lead)
        add_values(made, "after", decimals(1, 1, "1.5", 1), by=lead)
    page = desk.get(client_url(harbor, "metric", metric_id=made.pk)).content.decode()
    assert "“At most 2 hours a month” is proven." in page


def upload(content, name="timings.csv"):
    return SimpleUploadedFile(name, content, content_type="text/csv")


@pytest.mark.parametrize(
    "content",
    [
        b"minutes\n7.5\n8\n9.25\n",
        "Wer;Minuten\nZoë;7,5\nAna;8\nJo;9,25\n".encode("cp1252"),
        "who,minutes\nZoë,7.5\nAna,8\nJo,9.25\n".encode("utf-16"),
        b"no;minutes\n1;7.5\n2;8\n3;9.25\n",
    ],
    ids=["plain", "western", "utf-16", "numbered rows"],
)
def test_values_from_a_file(desk, harbor, metric, content):
    body = {"phase": "before", "values": "", "file": upload(content)}
    assert desk.post(client_url(harbor, "metric", metric_id=metric.pk), body).status_code == 302
    with client_scope(harbor):
        found = [float(value) for value in Observation.objects.values_list("value", flat=True)]
    assert found == [7.5, 8, 9.25]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"minutes\n7.5\ntwelve\n", "Line 3 of the file says “twelve”"),
        (b"a,b\nx,y\n", "No column of this file holds numbers"),
        (b"%PDF-1.7", "This is a PDF"),
        (b"minutes\n-3\n", "only numbers from 0 up"),
        (b"minutes\n" + b"1\n" * 10_001, "At most 10,000 values"),
        (b"customer,minutes\n4711,7.5\n4712,8\n", "several columns of numbers: “customer” and “minutes”"),
        (b"7.5,8\n9,10\n", "several columns of numbers: “column 1” and “column 2”"),
        (b"\x00\x01\x02\x03\x04\xff\xfe\x00", ""),
    ],
    ids=["word", "no-numbers", "pdf", "negative", "too-many", "two columns", "two without heads", "binary"],
)
def test_a_wrong_file_adds_nothing(desk, harbor, metric, content, words):
    body = {"phase": "before", "values": "", "file": upload(content)}
    answer = desk.post(client_url(harbor, "metric", metric_id=metric.pk), body)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    with client_scope(harbor):
        assert not Observation.objects.exists()


def test_either_pasted_or_from_a_file(desk, harbor, metric):
    body = {"phase": "before", "values": "1", "file": upload(b"2\n")}
    answer = desk.post(client_url(harbor, "metric", metric_id=metric.pk), body)
    assert "nothing counts twice" in answer.content.decode()


def test_a_sponsor_signs_in_the_portal_what_was_asked_for(desk, visit, harbor, metric, lead, sponsor):
    ask, sign = (
        client_url(harbor, "metric-ask", metric_id=metric.pk),
        client_url(harbor, "portal-baseline-sign", metric_id=metric.pk),
    )
    portal = visit("sponsor")
    assert portal.post(sign).status_code == 404
    desk.post(ask)
    assert metric.name not in portal.get(client_url(harbor, "portal-baselines")).content.decode()
    with client_scope(harbor):
        add_values(metric, "before", decimals(10, 11), by=lead)
    desk.post(ask)
    desk.post(ask)
    assert list(Mail.objects.values_list("to", flat=True)) == [sponsor.email]
    portal.post(sign)
    with client_scope(harbor):
        assert Metric.objects.get().baseline_signed_at is None  # two observations are too few
        add_values(metric, "before", decimals(12), by=lead)
    assert visit("stakeholder").post(sign).status_code == 403
    assert "Sign this baseline" not in visit("stakeholder").get(client_url(harbor, "portal-baselines")).content.decode()
    assert "A baseline waits" not in visit("viewer").get(client_url(harbor, "portal")).content.decode()
    assert portal.post(sign).status_code == 302
    with client_scope(harbor):
        signed = Metric.objects.get()
    assert signed.baseline_signed_by == sponsor
    assert portal.post(sign).status_code == 302  # twice is once
    with client_scope(harbor):
        assert Metric.objects.get().baseline_signed_at == signed.baseline_signed_at


def test_what_is_not_asked_for_stays_out_of_the_portal(visit, harbor, metric, lead):
    with client_scope(harbor):
        add_values(metric, "before", decimals(10, 11, 12), by=lead)
        ask_for_signature(harbor, metric, by=lead)
    visit("consultant").post(client_url(harbor, "metric-ask", metric_id=metric.pk), {"stop": "1"})
    assert metric.name not in visit("sponsor").get(client_url(harbor, "portal-baselines")).content.decode()


def test_live_without_a_signed_baseline_is_said(desk, harbor, integration, lead):
    with client_scope(harbor):
        add_metric({"name": "Late", "kind": "count", "integration": integration.pk}, by=lead)
    assert "Live without a signed baseline" in desk.get(client_url(harbor, "measurements")).content.decode()


@pytest.mark.parametrize(
    ("query", "status", "words"),
    [
        ({}, 200, "Fill in what you expect"),
        ({"ask": 1, "usual": 12, "spread": "2.8", "precision": 10, "change": 25}, 200, "<b>24</b>"),
        ({"ask": 1, "kind": "shares", "before": "7.5", "after": "1", "points": "5"}, 200, "<b>148</b>"),
        ({"ask": 1, "kind": "shares", "before": "5", "after": "5", "points": "5"}, 422, "Hope for a difference"),
        ({"ask": 1, "usual": "x", "spread": "-1", "precision": 0, "change": 1000}, 422, "Enter a number"),
        ({"kind": "none"}, 200, "Fill in what you expect"),
    ],
)
def test_a_study_is_planned(desk, harbor, query, status, words):
    answer = desk.get(client_url(harbor, "study-plan"), query)
    assert answer.status_code == status
    assert words in answer.content.decode()


def test_upkeep_is_booked_and_said_when_over(desk, harbor, integration):
    with client_scope(harbor):
        integration.live_since = today_of(harbor).replace(day=1) - timedelta(days=40)
        integration.save()
    url = client_url(harbor, "upkeep")
    last = (today_of(harbor).replace(day=1) - timedelta(days=1)).strftime("%Y-%m")
    body = {"integration": integration.pk, "month": last, "hours": "4.5", "note": "Token"}
    assert desk.post(url, body).status_code == 302
    page = desk.get(url).content.decode()
    assert "More upkeep than expected" in page
    with client_scope(harbor):
        booked = UpkeepHours.objects.get()
    assert booked.month.day == 1
    assert booked.done_by == str(booked.entered_by)
    desk.post(client_url(harbor, "upkeep-remove", upkeep_hours_id=booked.pk))
    with client_scope(harbor):
        assert not UpkeepHours.objects.exists()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"hours": "-1"}, "greater than or equal to 0"),
        ({"hours": "0"}, "greater than or equal to 0.01"),
        ({"hours": "1000"}, "less than or equal to 744"),
        ({"month": "November"}, "Enter a month as 2026-11"),
        ({"month": "2099-01"}, "has not begun yet"),
        ({"integration": "99999"}, "valid choice"),
    ],
)
def test_wrong_hours_are_refused_and_stay_typed(desk, harbor, integration, change, words):
    body = {"integration": integration.pk, "month": f"{date(2026, 9, 1):%Y-%m}", "hours": "1"} | change
    answer = desk.post(client_url(harbor, "upkeep"), body)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    with client_scope(harbor):
        assert not UpkeepHours.objects.exists()


def test_upkeep_over_the_api(call, harbor, integration):
    api, base = call("consultant"), f"/api/v1/clients/{harbor.slug}/upkeep/"
    key = "6f9619ff-8b86-4011-b42d-00c04fc964ff"
    body = {"integration": integration.pk, "month": "2026-09-17", "hours": "2.5", "key": key}
    made = api.post(base, body, format="json").json()
    assert made["month"] == "2026-09-01"
    assert api.post(base, body, format="json").json()["id"] == made["id"]
    assert api.patch(f"{base}{made['id']}/", {"hours": "9"}, format="json").json()["hours"] == 9
    standing = api.get(f"{base}standing/").json()[0]
    assert standing["name"] == "Orders to books"
    assert standing["months"][0]["over"] == 6
    assert api.post(base, body | {"key": None, "hours": -2}, format="json").status_code == 400
    assert api.delete(f"{base}{made['id']}/").status_code == 204


def test_wins_month_by_month(desk, call, story):
    page = desk.get(client_url(story, "wins")).content.decode()
    assert "Deal to invoice" in page
    found = call("consultant").get(f"/api/v1/clients/{story.slug}/progress/").json()
    assert sum(month["hours_won_back"] for month in found["months"]) == found["hours_won_back"] > 0
    assert found["errors_avoided"] > 0


def test_no_wins_yet(desk, harbor):
    assert "No wins yet" in desk.get(client_url(harbor, "wins")).content.decode()
    assert "Nothing is claimed yet" in desk.get(client_url(harbor, "claimed")).content.decode()


def test_planned_forecast_and_realised(desk, call, story):
    page = desk.get(client_url(story, "claimed")).content.decode()
    rows = call("consultant").get(f"/api/v1/clients/{story.slug}/claimed/").json()
    assert {row["name"]: row["realised"] for row in rows if row["realised"]} == {"Deal to invoice": 3.5}
    for words in ("7.38", "7.88", "3.50", "planned", "forecast", "realised"):
        assert words in page, words


@pytest.mark.parametrize(
    ("hours", "words", "value"), [("2.75", "$29</a> beyond plan", 28.5), ("1.5", "$19</a> below plan", -19)]
)
def test_booked_upkeep_stands_beside_the_return_and_not_in_it(desk, call, story, lead, hours, words, value):
    api, root = call("consultant"), f"/api/v1/clients/{story.slug}"
    before = api.get(f"{root}/business-case/").json()["initiatives"]
    with client_scope(story):
        deal = Initiative.objects.get(name="Deal to invoice")
        run = Integration.objects.create(
            name="Deal to invoice", status="live", live_since=deal.end, opportunity=deal.opportunity
        )
        UpkeepHours.objects.create(integration=run, month=deal.end.replace(day=1), hours=hours, entered_by=lead)
    ask = {"object": f"initiative-{deal.pk}", "field": "upkeep_beyond_plan"}
    found = api.get(f"{root}/explain/", ask).json()
    given = {one["label"]: one["value"] for one in found["inputs"]}
    assert (found["value"], given["months with a booking"], given["hours planned"]) == (value, 1, 2)
    assert found["inputs"][0]["entered_by"] == str(lead)
    page = desk.get(client_url(story, "claimed")).content.decode()
    assert f'field=upkeep_beyond_plan">{words}' in page
    assert "stands beside it" in page
    assert api.get(f"{root}/business-case/").json()["initiatives"] == before


def test_the_lists_cost_the_same_whatever_their_length(desk, harbor, integration, lead):
    urls = [client_url(harbor, name) for name in ("measurements", "upkeep", "wins")]
    with client_scope(harbor):
        UpkeepHours.objects.create(integration=integration, month=date(2026, 9, 1), hours=2, entered_by=lead)
    for url in urls:
        desk.get(url)
    few = [queries_of(desk, url) for url in urls]
    with client_scope(harbor):
        for number in range(5):
            one = Integration.objects.create(name=f"Extra {number}", status="live", live_since=date(2026, 9, 1))
            add_metric({"name": f"M {number}", "kind": "count", "integration": one.pk}, by=lead)
            UpkeepHours.objects.create(integration=one, month=date(2026, 9, 1), hours=2, entered_by=lead)
    for url, was in zip(urls, few, strict=True):
        assert_constant(desk, url, few=was)

"""The grid's data and its saving: cells, two people at once, blocks from a spreadsheet, and nothing lost in between."""

import pytest

from apps.core.tenancy.context import client_scope
from apps.core.tenancy.links import client_url
from apps.tenant.history.models import Activity
from apps.tenant.inventory.models import Application
from apps.tenant.inventory.services import add_application, change_application, remove_application, set_system_of_record
from tests.queries import assert_constant, queries_of


@pytest.fixture
def url(harbor):
    return client_url(harbor, "applications-rows")


@pytest.fixture
def hubspot(harbor, consultant):
    with client_scope(harbor):
        values = {"name": "HubSpot", "users": 8, "annual_cost": "9600", "departments": ["Sales"], "sso": True}
        return add_application(values, by=consultant)


@pytest.fixture
def save(visit, url):
    """save(edit, …): what the server answers to these cells."""

    def post(*edits, by="consultant", **more):
        answer = visit(by).post(url, {"edits": list(edits), **more}, content_type="application/json")
        assert answer.status_code == 200, answer.content
        return answer.json()

    return post


def rows_of(answer):
    return [dict(zip(answer["fields"], row, strict=True)) for row in answer["rows"]]


def cells(application, typed, *, was=None, version=1):
    return {"id": application.pk, "version": version, "was": was or {}, "typed": typed}


def test_rows_carry_every_field_and_what_is_theirs(visit, url, harbor, hubspot, consultant):
    with client_scope(harbor):
        change_application(hubspot, {"data_objects": ["deal", "Contact"], "business_owner": "Jo"}, by=consultant)
        set_system_of_record(hubspot.holdings.get(data_object__name="deal").data_object, hubspot, by=consultant)
    (row,) = rows_of(visit("consultant").get(url).json())
    assert row | {"name": "HubSpot", "annual_cost": "9600", "departments": ["Sales"], "sso": True, "bulk": None} == row
    assert (row["data_objects"], row["masters"], row["business_owner"]) == (["Contact", "deal"], ["deal"], "Jo")
    assert row["in_conflict"] is False


def test_reading_and_saving_ask_as_often_for_many_rows(visit, url, harbor, hubspot, consultant):
    browser = visit("consultant")
    few = queries_of(browser, url)
    with client_scope(harbor):
        for number in range(12):
            add_application({"name": f"T{number}", "departments": [f"D{number}"], "data_objects": ["O"]}, by=consultant)
    assert_constant(browser, url, few=few)


@pytest.mark.parametrize(
    ("field", "typed", "stands"),
    [
        ("users", "1,204", 1204),
        ("annual_cost", "$1,234.50", "1234.5"),
        ("renewal_date", "31 Jan 2027", "2027-01-31"),
        ("departments", "Sales; Ops, north", ["Ops, north", "Sales"]),
        ("lifecycle", "phasing out", "phasing_out"),
        ("webhooks", "no", False),
        ("sso", "unknown", None),
        ("has_pii", "yes", True),
        ("business_owner", "Jess  Calder", "Jess Calder"),
        ("users", "", None),
        ("departments", "", []),
    ],
)
def test_a_cell_takes_what_people_type(save, hubspot, field, typed, stands):
    answer = save(cells(hubspot, {field: typed}))
    assert answer["verdicts"][0]["wrong"] == {}
    assert rows_of(answer)[0][field] == stands


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("annual_cost", "-5", "below 0"),
        ("renewal_date", "2027-02-31", "does not exist"),
        ("users", "many", "not a number"),
        ("vendor", "v" * 121, "121 characters long, 120 fit"),
        ("name", " ", "needs a name"),
        ("lifecycle", "", "cannot be empty"),
        ("hosting", "moon", "is none of"),
        ("name", "GUSTO", "already is an application called GUSTO"),
    ],
)
def test_a_wrong_cell_says_why_and_the_others_are_saved(save, harbor, hubspot, consultant, field, typed, words):
    with client_scope(harbor):
        add_application({"name": "Gusto"}, by=consultant)
    answer = save(cells(hubspot, {field: typed, "function": "CRM"}))
    assert words in answer["verdicts"][0]["wrong"][field]
    assert rows_of(answer)[0]["function"] == "CRM"
    with client_scope(harbor):
        assert [act.changes[0]["field"] for act in Activity.objects.filter(verb="changed")] == ["function"]


def test_two_people_in_one_row_both_count(save, harbor, hubspot, lead):
    """The second one changed another cell: it is saved, and the answer brings the first one's change."""
    with client_scope(harbor):
        change_application(hubspot, {"users": 20}, by=lead, version=1)
    answer = save(cells(hubspot, {"function": "CRM"}, was={"function": ""}))
    assert answer["verdicts"][0]["clashes"] == {}
    assert rows_of(answer)[0] | {"users": 20, "function": "CRM", "version": 3} == rows_of(answer)[0]


def test_two_people_in_one_cell_are_told_both_values(save, harbor, hubspot, lead):
    with client_scope(harbor):
        change_application(hubspot, {"users": 20}, by=lead, version=1)
    answer = save(cells(hubspot, {"users": "9", "function": "CRM"}, was={"users": 8, "function": ""}))
    assert answer["verdicts"][0]["clashes"] == {"users": {"theirs": 20, "by": str(lead)}}
    row = rows_of(answer)[0]
    assert (row["users"], row["function"]) == (20, "CRM")
    chosen = save(cells(hubspot, {"users": "9"}, was={"users": 20}, version=row["version"]))
    assert rows_of(chosen)[0]["users"] == 9


def test_both_typing_the_same_is_no_clash(save, harbor, hubspot, lead):
    with client_scope(harbor):
        change_application(hubspot, {"users": 9}, by=lead, version=1)
    verdict = save(cells(hubspot, {"users": "9"}, was={"users": 8}))["verdicts"][0]
    assert (verdict["clashes"], verdict["is_changed"]) == ({}, False)


def test_a_removed_row_keeps_what_was_typed_with_words(save, harbor, hubspot, lead):
    with client_scope(harbor):
        remove_application(hubspot, by=lead)
    assert "removed meanwhile" in save(cells(hubspot, {"users": "9"}))["verdicts"][0]["wrong"]["users"]


def test_200_pasted_rows_are_one_step_with_a_verdict_each(save, harbor, hubspot):
    edits = [{"id": None, "typed": {"name": f"Tool {n}", "users": str(n), "departments": "Ops"}} for n in range(197)]
    edits += [{"id": None, "typed": {"name": name, "users": "1"}} for name in ("hubspot", "", "TOOL 5")]
    edits[3]["typed"]["annual_cost"] = "-1"
    answer = save(*edits)
    verdicts = answer["verdicts"]
    assert [n for n, verdict in enumerate(verdicts) if not verdict["is_changed"]] == [197, 198, 199]
    assert "below 0" in verdicts[3]["wrong"]["annual_cost"]
    assert ["name" in verdict["wrong"] for verdict in verdicts[197:]] == [True, True, True]
    with client_scope(harbor):
        assert Application.objects.in_use().count() == 198
        assert Activity.objects.filter(verb="added", noun="application").count() == 198
        added = Activity.objects.filter(label__startswith="Tool").values_list("transaction", flat=True)
        assert len(set(added)) == 1


def test_a_preview_says_the_same_and_writes_nothing(save, harbor, hubspot):
    edits = [{"id": None, "typed": {"name": "New"}}, cells(hubspot, {"users": "9", "annual_cost": "x"})]
    seen = save(*edits, preview=True)["verdicts"]
    with client_scope(harbor):
        assert [(a.name, a.users) for a in Application.objects.all()] == [("HubSpot", 8)]
        assert not Activity.objects.filter(label="New").exists()
    kept = save(*edits)["verdicts"]
    assert [verdict["wrong"] for verdict in kept] == [verdict["wrong"] for verdict in seen]
    assert [verdict["is_changed"] for verdict in kept] == [True, True]


def test_adding_is_undone_by_removing_and_done_again_by_restoring(save, harbor):
    number = save({"id": None, "typed": {"name": "Gusto"}})["verdicts"][0]["id"]
    save(remove=[number])
    with client_scope(harbor):
        assert not Application.objects.in_use().exists()
    assert rows_of(save(restore=[number]))[0]["name"] == "Gusto"


@pytest.mark.parametrize(
    "body",
    [
        "",
        "[]",
        "{",
        "[" * 50_000,
        '{"edits": 3}',
        '{"edits": [3]}',
        '{"edits": [{"id": "x", "typed": {}}]}',
        '{"edits": [{"id": 1, "typed": {"version": "3"}}]}',
        '{"edits": [{"id": 1, "typed": {"users": 3}}]}',
        '{"edits": [{"id": 1, "typed": {}}, {"id": 1, "typed": {}}]}',
        '{"remove": ["x"]}',
        '{"restore": [99999999999999999999999]}',
    ],
)
def test_what_makes_no_sense_is_refused_with_words(visit, url, body):
    answer = visit("consultant").post(url, body, content_type="application/json")
    assert answer.status_code == 400
    assert "nothing was saved" in answer.json()["error"]


def test_signs_that_no_text_may_hold_are_left_out(save):
    answer = save({"id": None, "typed": {"name": "Gu\x00sto\ud800", "notes": "a\nb"}})
    assert rows_of(answer)[0] | {"name": "Gusto", "notes": "a\nb"} == rows_of(answer)[0]


def test_a_known_name_brings_what_the_catalogue_knows_into_its_row(save, harbor):
    answer = save({"id": None, "typed": {"name": "hub spot", "function": "Sales desk"}})
    number = answer["verdicts"][0]["id"]
    known = answer["suggested"][str(number)]
    assert known["vendor"] == "HubSpot"
    assert "function" not in known  # a person has answered
    accepted = save(suggestions=[{"id": number, "field": "vendor", "accept": True}])
    assert rows_of(accepted)[0]["vendor"] == "HubSpot"
    assert "vendor" not in accepted["suggested"][str(number)]
    dismissed = save(suggestions=[{"id": number, "field": "open_api", "accept": False}])
    assert rows_of(dismissed)[0]["open_api"] is None
    assert "open_api" not in dismissed["suggested"][str(number)]


@pytest.mark.parametrize("entry", [{}, "x", {"id": 1}, {"id": True, "field": "vendor"}, {"id": "1", "field": "vendor"}])
def test_answers_to_the_catalogue_that_make_no_sense_are_refused(visit, url, entry):
    sent = {"suggestions": [entry]}
    assert visit("consultant").post(url, sent, content_type="application/json").status_code in {400, 422}


def test_departments_that_are_new_come_along(save, harbor):
    answer = save({"id": None, "typed": {"name": "Slack", "departments": "Front desk"}})
    assert list(answer["departments"].values()) == ["Front desk"]

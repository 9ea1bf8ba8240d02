"""The verdict on each row, and what is changed by matching the columns in another way."""

from decimal import Decimal

import pytest

from apps.core.errors import Conflict, Refused
from apps.core.tenancy.context import client_scope
from apps.tenant.imports import services
from apps.tenant.imports.models import ImportStatus
from apps.tenant.inventory.models import Application
from apps.tenant.inventory.services import add_application
from tests.integration.imports.files import CSV, book

EMPTY = {"new": 0, "update": 0, "unchanged": 0, "error": 0}


def verdicts(imported, harbor):
    with client_scope(harbor):
        return [(row.number, row.name, row.verdict, row.reason) for row in imported.rows.all()]


def reason(imported, harbor):
    return verdicts(imported, harbor)[0][3]


def test_new_update_unchanged_and_error_without_writing_anything(bring_in, harbor, consultant):
    with client_scope(harbor):
        add_application({"name": "HubSpot", "users": 5, "departments": ["sales"]}, by=consultant)
        add_application({"name": "Gusto", "users": 2}, by=consultant)
    imported = bring_in("Name,Dept,Users\nhubspot,Sales,8\nGusto,,2\nSlack,All,48\n,Ops,3\n")
    assert imported.status == ImportStatus.READY
    assert imported.counts == {"new": 1, "update": 1, "unchanged": 1, "error": 1}
    assert [verdict for _, _, verdict, _ in verdicts(imported, harbor)] == ["update", "unchanged", "new", "error"]
    with client_scope(harbor):
        assert imported.rows.get(verdict="update").changes == [
            {"field": "users", "label": "Users", "before": "5", "after": "8"}
        ]
        assert Application.objects.count() == 2


def test_a_name_twice_in_the_file_names_the_first_row(bring_in, harbor):
    imported = bring_in("Name\nHubSpot\nGusto\n hubSPOT \n")
    assert verdicts(imported, harbor)[2] == (4, "hubSPOT", "error", "Same name as row 2.")
    assert imported.counts == EMPTY | {"new": 2, "error": 1}


@pytest.mark.parametrize(
    ("head", "cell", "words"),
    [
        ("Annual cost", "-5", "“-5” is below 0"),
        ("Annual cost", "lots", "“lots” is not a number"),
        ("Annual cost", "99999999999", "more than fits"),
        ("Annual cost", "9" * 40, "more than fits"),
        ("Annual cost", "9" * 4900, "more than fits"),
        ("Renewal date", "9" * 4900, "not a date"),
        ("Users", "2.5", "not a whole number"),
        ("Users", "-1", "below 0"),
        ("Users", "99999999999", "more than fits"),
        ("Renewal date", "31/02/2027", "a date that does not exist"),
        ("Renewal date", "soon", "not a date"),
        ("Renewal date", "0203-01-01", "not a likely date"),
        ("Lifecycle", "zombie", "none of Planned, Active, Phasing out, Retired"),
        ("Shadow IT", "perhaps", "neither yes nor no"),
        ("Vendor", "x" * 121, "121 characters long, 120 fit"),
        ("Departments", "x" * 81, "81 characters long, 80 fit"),
    ],
)
def test_what_does_not_fit_says_why(bring_in, harbor, head, cell, words):
    imported = bring_in(f"Name\t{head}\nHubSpot\t{cell}\n")
    assert imported.counts == EMPTY | {"error": 1}
    assert words in reason(imported, harbor)
    assert "HubSpot" in verdicts(imported, harbor)[0]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["1.234,50", "2,5"], "1234.50"),
        (["1.234", "9,5"], "1234"),
        (["1,234.50"], "1234.50"),
        (["$9,600"], "9600"),
        (["9 600"], "9600"),
        (["9.600 €", "1.000.000"], "9600"),
    ],
)
def test_numbers_are_read_as_their_column_writes_them(bring_in, put, harbor, cells, expected):
    rows = [f"Tool {number}\t{cell}" for number, cell in enumerate(cells)]
    put(bring_in("\n".join(["Name\tAnnual cost", *rows])))
    with client_scope(harbor):
        assert Application.objects.get(name="Tool 0").annual_cost == Decimal(expected)


@pytest.mark.parametrize(
    ("cells", "day"),
    [
        (["03/04/2027", "25/12/2027"], "2027-04-03"),
        (["03/04/2027", "12/25/2027"], "2027-03-04"),
        (["03/04/2027"], "2027-03-04"),
        (["3.4.2027"], "2027-04-03"),
        (["46460"], "2027-03-14"),
        (["14-Mar-27"], "2027-03-14"),
    ],
)
def test_days_are_read_as_their_column_writes_them(bring_in, put, harbor, cells, day):
    rows = [f"Tool {number},{cell}" for number, cell in enumerate(cells)]
    put(bring_in("\n".join(["Name,Renewal date", *rows])))
    with client_scope(harbor):
        assert Application.objects.get(name="Tool 0").renewal_date.isoformat() == day


def test_answers_lists_and_choices(bring_in, put, harbor):
    put(bring_in('Name,API,SSO,PII,Depts,Hosting,Status\nHubSpot,Ja,?,X,"Sales; Ops\nSales",SaaS,In use\n'))
    with client_scope(harbor):
        made = Application.objects.get()
        assert (made.open_api, made.sso, made.has_pii, made.hosting) == (True, None, True, "cloud")
        assert sorted(str(department) for department in made.departments.all()) == ["Ops", "Sales"]


def test_an_empty_cell_leaves_what_is_there(bring_in, put, harbor, consultant):
    with client_scope(harbor):
        add_application({"name": "HubSpot", "vendor": "HubSpot Inc", "departments": ["Sales"]}, by=consultant)
    put(bring_in("Name,Vendor,Dept,Users\nHubSpot,,,8\n"))
    with client_scope(harbor):
        kept = Application.objects.get()
        assert (kept.vendor, kept.users, kept.departments.get().name) == ("HubSpot Inc", 8, "Sales")


def test_half_a_row_and_text_beyond_the_heads(bring_in, harbor):
    imported = bring_in("Name,Vendor,Users\nHubSpot\nGusto,Gusto,2,extra\n")
    assert imported.counts == EMPTY | {"new": 2}
    assert [column["field"] for column in imported.columns] == ["name", "vendor", "users", ""]


def test_heads_below_a_title_and_blank_rows(bring_in, harbor):
    imported = bring_in("Tools of Harbor & Pine,,\nas of March,,\n,,\nName,Vendor,Users\nHubSpot,HubSpot Inc,8\n")
    assert imported.head_row == 4
    assert imported.counts == EMPTY | {"new": 1}


def test_names_alone_need_no_head(bring_in, harbor):
    imported = bring_in("HubSpot\nGusto\n")
    assert (imported.head_row, imported.counts) == (0, EMPTY | {"new": 2})


def test_formulas_stay_text(bring_in, put, harbor):
    put(bring_in('Name,Vendor,Notes\n=1+1,"=HYPERLINK(""http://x"")",@SUM(A1)\n\'+49 tool,-,x\n'))
    with client_scope(harbor):
        assert list(Application.objects.values_list("name", "vendor", "notes")) == [
            ("+49 tool", "-", "x"),
            ("=1+1", '=HYPERLINK("http://x")', "@SUM(A1)"),
        ]


def test_the_sheet_about_applications_is_chosen_and_another_can_be(bring_in, harbor):
    people = [["Person", "Phone"], ["Jo", "1"], ["Al", "2"], ["Ed", "3"]]
    imported = bring_in(book({"People": people, "Tools": [["Name", "Users"], ["HubSpot", 8]], "Empty": []}))
    assert imported.sheet == "Tools"
    assert imported.sheets == [
        {"name": "People", "rows": 4},
        {"name": "Tools", "rows": 2},
        {"name": "Empty", "rows": 0},
    ]
    with client_scope(harbor):
        other = services.change_reading(imported, services.Reading(sheet="People"), client=harbor)
        assert other.rows.count() == 3
        with pytest.raises(Refused, match="no rows in the sheet Empty"):
            services.change_reading(other, services.Reading(sheet="Empty"), client=harbor)
        with pytest.raises(Refused, match="no sheet called Secret"):
            services.change_reading(other, services.Reading(sheet="Secret"), client=harbor)


def test_columns_matched_by_hand(bring_in, harbor):
    imported = bring_in("Name,Blurb,Users\nHubSpot,CRM,8\n")
    assert imported.columns[1]["field"] == ""
    with client_scope(harbor):
        changed = services.change_reading(imported, services.Reading(columns={1: "function", 2: ""}), client=harbor)
        assert [column["field"] for column in changed.columns] == ["name", "function", ""]
        assert [column["is_chosen"] for column in changed.columns] == [False, True, True]
        for wrong, words in (
            ({1: "name"}, "both taken"),
            ({9: "name"}, "no column 10"),
            ({1: "pk"}, "no field called"),
        ):
            with pytest.raises(Refused, match=words):
                services.change_reading(imported, services.Reading(columns=wrong), client=harbor)
        assert imported.rows.get().verdict == "new"


def test_other_heads_forget_the_columns(bring_in, harbor):
    imported = bring_in("Name,Users\nTool,Seats\nHubSpot,8\n")
    with client_scope(harbor):
        changed = services.change_reading(imported, services.Reading(head_row=2), client=harbor)
        assert [row.name for row in changed.rows.all()] == ["HubSpot"]


def test_without_a_name_column_every_row_says_so(bring_in, harbor):
    imported = bring_in("Vendor,Users\nHubSpot,8\n")
    assert reason(imported, harbor).startswith("No name")


def test_a_closed_import_is_not_read_again(bring_in, put, harbor):
    imported = put(bring_in(CSV))
    with client_scope(harbor), pytest.raises(Conflict, match="closed"):
        services.change_reading(imported, services.Reading(head_row=0), client=harbor)

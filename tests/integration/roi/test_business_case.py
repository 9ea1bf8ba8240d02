"""The business-case page and its lines: what they show, mistakes on purpose, number of statements."""

from decimal import Decimal

import pytest

from apps.core.tenancy.context import client_scope
from apps.core.tenancy.links import client_url
from apps.tenant.roi.models import BusinessCase, CaseLine
from tests.queries import assert_constant, queries_of

LINE = {
    "kind": "benefit",
    "name": "Sooner paid",
    "source": "Finance",
    "initial": "0",
    "year_1": "1200",
    "year_2": "2400",
}


@pytest.fixture
def url(harbor):
    return client_url(harbor, "business-case")


def page_of(visit, url):
    return visit("consultant").get(url).content.decode()


def test_an_empty_client_has_no_business_case_yet(visit, url):
    assert "No business case yet" in page_of(visit, url)


@pytest.mark.usefixtures("story")
def test_the_demos_case(visit, url):
    page = page_of(visit, url)
    for words in (
        "24 months, no discount, in USD",
        "$17,123",
        "$11,485 low, $21,065 high",
        "Pays back within 12 months in all of the draws",
        "Stock sync: hours saved matters most",
        "Invoices paid sooner",
        "Benefit, not counted",
        "Finance’s estimate of October",
    ):
        assert words in page, words


@pytest.mark.usefixtures("story")
def test_a_line_that_counts_moves_the_figures_and_one_that_does_not_leaves_them(visit, url, harbor):
    browser = visit("consultant")
    assert browser.post(url, LINE).status_code == 302
    assert "$17,123" in page_of(visit, url), "an unticked box does not count"
    assert browser.post(url, LINE | {"name": "Counted", "is_counted": "on"}).status_code == 302
    assert "$20,723" in page_of(visit, url)
    assert "1 line," in browser.get(client_url(harbor, "return")).content.decode()


def test_a_published_table_is_seen_on_the_page(visit, url, harbor):
    with client_scope(harbor):
        BusinessCase.objects.create(horizon_months=36, discount_rate=Decimal(10))
        CaseLine.objects.create(kind="cost", name="Costs", initial=53150, yearly=[666715, 636772, 647783])
        CaseLine.objects.create(kind="benefit", name="Benefits", yearly=[1606511, 3061331, 4229760])
    page = page_of(visit, url)
    for words in ("$5,496,170", "328.7", "1,672,201", "7,168,371", "Year 3", "No input has a range yet", "0.7"):
        assert words in page, words
    assert "Nothing to return yet" not in page_of(visit, client_url(harbor, "return"))


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"name": ""}, "This field is required"),
        ({"year_1": "-5"}, "greater than or equal to 0"),
        ({"initial": "1000000000000"}, "no more than 12 digits before the decimal point"),
        ({"low_percent": "101"}, "less than or equal to 100"),
        ({"risk_percent": "x"}, "Enter a number"),
        ({"kind": "gift"}, "Select a valid choice"),
    ],
)
def test_mistakes_are_said_and_what_was_typed_stays(visit, url, harbor, wrong, words):
    answer = visit("consultant").post(url, LINE | wrong)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert 'value="2400"' in answer.content.decode()
    with client_scope(harbor):
        assert not CaseLine.objects.exists()


def test_what_is_paid_once_is_entered_without_years(visit, url, harbor):
    answer = visit("consultant").post(url, {"kind": "cost", "name": "Set-up", "initial": "500"})
    assert answer.status_code == 302
    with client_scope(harbor):
        assert CaseLine.objects.get().yearly == []


def test_a_line_is_changed_once_by_one_person_and_removed(visit, url, harbor):
    with client_scope(harbor):
        line = CaseLine.objects.create(kind="cost", name="Licences", yearly=[100, 200, 300])
    item, browser = client_url(harbor, "case-line", case_line_id=line.pk), visit("consultant")
    assert "Year 3" in browser.get(item).content.decode(), "years beyond the horizon are kept"
    change = {"kind": "cost", "name": "Licences", "year_1": "150", "year_3": "300", "version": "1"}
    assert browser.post(item, change).status_code == 302
    stale = browser.post(item, change | {"year_1": "1"})
    assert stale.status_code == 422
    assert "Somebody else changed this line" in stale.content.decode()
    with client_scope(harbor):
        line.refresh_from_db()
        assert (line.yearly, line.version) == ([150, 0, 300], 2)
    assert browser.post(f"{item}remove/").status_code == 302
    assert browser.get(item).status_code == 404


def test_no_rate_and_no_cost_are_said_in_words(visit, url, harbor):
    with client_scope(harbor):
        CaseLine.objects.create(kind="benefit", name="Given", yearly=[100])
    page = page_of(visit, url)
    assert "nothing is spent" in page
    assert "nothing to pay back</dd>" in page
    assert "no rate: the amounts never change sign" in page
    shown = page_of(visit, client_url(harbor, "return"))
    assert "no return in percent without a cost" in shown
    assert "nothing to pay back</dd>" in shown
    assert "Nothing is spent, so there is nothing to pay back" in shown


def test_the_number_of_statements_does_not_grow(visit, url, harbor, story):
    browser = visit("consultant")
    browser.get(url)
    few = queries_of(browser, url)
    with client_scope(story):
        CaseLine.objects.bulk_create(
            CaseLine(kind="cost", name=f"Line {at}", yearly=[120], low_percent=10) for at in range(200)
        )
    assert_constant(browser, url, few=few)

"""The return page: what it shows, and how many statements that takes."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import load_workbook

from apps.core.tenancy.context import client_scope
from apps.core.tenancy.links import client_url
from apps.tenant.roadmap.models import Initiative
from apps.tenant.roadmap.services import add_initiative
from tests.queries import assert_constant, queries_of


@pytest.fixture
def url(harbor):
    return client_url(harbor, "return")


def shown(visit, url):
    return visit("consultant").get(url).content.decode()


def test_an_empty_roadmap_has_no_return(visit, url):
    assert "Nothing to return yet" in shown(visit, url)


@pytest.mark.usefixtures("story")
def test_the_demos_figures(visit, url):
    page = shown(visit, url)
    for words in (
        *("3.1 to 3.9; claimed 3.0", "low 8.9, high 6.0, from 7 Sep 2026", "85\u00a0% low, 177\u00a0% high", "$46"),
        *("16 Nov 2026", "1.5 months", "11,485", "17,123", "21,065", "84.6", "144.1", "177.3", "25,064", "13,578"),
        *("29,006", "11,882", "32,948", "plan 1.8", "7.5 %", "1.5 minutes", "signed by"),
        *("10.5 minutes (9.3 to 11.7)", "“Below 1 %” is not proven yet."),
    ):
        assert words in page, words


@pytest.mark.usefixtures("story")
def test_claimed_and_measured_never_share_a_bar(visit, url):
    page = shown(visit, url)
    assert "3.0 claimed" in page
    assert "3.5 measured" in page
    assert page.count("not measured yet") >= 3


@pytest.mark.usefixtures("story")
def test_every_figure_of_the_cases_says_why(visit, url):
    page = shown(visit, url)
    for field in ("benefit", "cost", "net", "roi", "payback"):
        for case in ("-low", "", "-high"):
            assert f'explain/?object=client&amp;field={field}{case}"' in page
    assert page.count('class="why"') > 40
    assert 'role="dialog"' not in page.split("<main", 1)[-1].split("</main>", 1)[0]


def test_a_negative_initiative_shows_its_reason_or_asks_for_it(visit, url, story):
    page = shown(visit, url)
    assert "Lead sync never pays back within the horizon" in page
    assert "faster follow-up" in page
    with client_scope(story):
        Initiative.objects.filter(name="Lead sync").update(reason=" ")
    page = shown(visit, url)
    assert "Nobody has written down why" in page
    assert "Write the reason" in page


def test_an_initiative_without_days_is_named_and_left_out(visit, url, story, lead):
    with client_scope(story):
        add_initiative({"name": "Some day"}, by=lead)
    page = shown(visit, url)
    assert "Some day: not part of the return" in page
    assert "17,123" in page


def test_one_begun_before_the_engagement_still_counts(visit, url, story):
    with client_scope(story):
        Initiative.objects.filter(name="Deal to invoice").update(start=date(2026, 8, 3))
    assert "from 3 Aug 2026" in shown(visit, url)


def test_the_number_of_statements_does_not_grow(visit, url, story, lead):
    browser = visit("consultant")
    browser.get(url)
    few = queries_of(browser, url)
    with client_scope(story):
        for number in range(8):
            days = {"start": date(2026, 10, 5), "end": date(2026, 11, 2)}
            add_initiative({"name": f"More {number}", "build_cost": Decimal(100), **days}, by=lead)
    assert_constant(browser, url, few=few)


@pytest.mark.usefixtures("story")
def test_the_spreadsheet_computes_by_itself(visit, harbor):
    answer = visit("consultant").get(client_url(harbor, "return-spreadsheet"))
    assert answer["Content-Disposition"].endswith('.xlsx"')
    live, kept = (load_workbook(BytesIO(answer.content), data_only=only) for only in (False, True))
    assert live.sheetnames == ["Expected", "Low", "High", "Inputs"]
    rows = {row[0].value: row[1].value for row in kept["Expected"].iter_rows(max_col=2)}
    assert (round(rows["Net"]), round(rows["Return, %"], 1)) == (17123, 144.1)
    formulas = {row[0].value: row[1].value for row in live["Expected"].iter_rows(max_col=2)}
    assert formulas["Net"].startswith("=E")
    assert "SUMPRODUCT" in formulas[0]
    assert round(rows["Payback, months"], 1) == 6.6


@pytest.mark.usefixtures("story")
def test_the_spreadsheets_inputs_give_its_cumulative_net(visit, harbor):
    """Worked out again from the cells alone, as its formulas do."""
    answer = visit("consultant").get(client_url(harbor, "return-spreadsheet"))
    rows = list(load_workbook(BytesIO(answer.content), data_only=True)["Low"].iter_rows(values_only=True))
    parts = [row for row in rows if row[1] in ("cost", "benefit")]
    levels = {row[0]: row[4] for row in rows if isinstance(row[0], int)}
    assert len(levels) == 25

    def level(month):
        return sum(
            (1 if kind == "benefit" else -1) * (once * (month >= paid) + monthly * max(0, month - begun))
            for _, kind, once, _, monthly, _, paid, begun, *_ in parts
        )

    assert all(abs(level(month) - shown) < 0.005 for month, shown in levels.items())


def test_names_are_never_formulas_in_the_spreadsheet(visit, story, harbor):
    with client_scope(story):
        Initiative.objects.filter(name="Deal to invoice").update(name="=1+1")
    answer = visit("consultant").get(client_url(harbor, "return-spreadsheet"))
    sheet = load_workbook(BytesIO(answer.content))["Expected"]
    names = [row[0] for row in sheet.iter_rows(max_col=1) if str(row[0].value).startswith("=1+1")]
    assert names
    assert all(cell.data_type == "s" for cell in names)

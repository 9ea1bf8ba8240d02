"""How sure the return is, in the executive summary."""

from decimal import Decimal

from apps.core.tenancy.context import client_scope
from apps.tenant.reports.making import render
from apps.tenant.roi.models import CaseLine
from tests.pdf.conftest import Read, plain_of


def sure(summary):
    titles = {title.split("\u2002")[-1]: page for title, page in summary.bookmarks.items()}
    return summary.pages[titles["How sure the return is"]]


def test_the_draws_and_what_matters_most(summary):
    page = sure(summary)
    for words in (
        "100% of the draws pay back within 12 months",
        "0% end below zero",
        "triangular",
        "Stock sync: hours saved matters most",
        "expected $17,123",
    ):
        assert words in page, words


def test_a_client_with_lines_alone_has_a_return_and_its_chances(lumen, lead):
    with client_scope(lumen):
        CaseLine.objects.create(
            kind="cost", name="Licences", initial=1000, yearly=[Decimal(500)], low_percent=20, source="Quote of March"
        )
        CaseLine.objects.create(kind="benefit", name="<b>Sooner</b> paid", yearly=[Decimal(4000)] * 2, low_percent=50)
        CaseLine.objects.create(kind="benefit", name="Left out", yearly=[Decimal(9000)], is_counted=False)
    read = Read(render(plain_of(lumen, lead)))
    assert "The business case pays back after" in read.text
    page = sure(read)
    for words in ("Licences", "Quote of March", "<b>Sooner</b> paid", "not said", "matters most"):
        assert words in page, words
    assert "Left out" not in read.text


def test_without_a_range_there_is_nothing_to_be_unsure_of(lumen, lead):
    with client_scope(lumen):
        CaseLine.objects.create(kind="benefit", name="Sooner paid", yearly=[Decimal(4000)])
    read = Read(render(plain_of(lumen, lead)))
    assert "How sure the return is" not in read.text

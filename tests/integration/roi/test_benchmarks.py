from decimal import Decimal

import pytest
from django.utils.html import strip_tags

from apps.core.tenancy.context import client_scope, public_scope
from apps.core.tenancy.links import client_api_url, client_url
from apps.shared.clients.models import Client, ClientSummary
from apps.tenant.overview.services import refresh_summary
from apps.tenant.roi.selectors.firm import firm_figures


def test_each_with_its_source(visit, harbor):
    page = visit("consultant").get(client_url(harbor, "benchmarks")).content.decode()
    for words in ("240 %", "6 to 9 months", "Kissflow", "84 %", "Integrate.io", "10.3 against 3.7 times"):
        assert words in page


def peer(firm, at, **figures):
    """A client as far as its summary goes."""
    made = Client.objects.create(
        firm=firm, name=f"Peer {at}", slug=f"peer-{at}", schema_name=f"client_peer_{at}", hourly_rate=38
    )
    ClientSummary.objects.create(client=made, **figures)


@pytest.fixture
def peers(world):
    """Four more clients of the firm with figures of their own; only three of them have a payback."""
    with public_scope():
        for at, hours in enumerate(("10.4", "12.6", "20", "31")):
            payback = None if at == 3 else Decimal(5)
            peer(world.northgate, at, hours_found=Decimal(hours), payback_months=payback)


def test_too_few_clients_show_no_median(visit, harbor):
    page = visit("consultant").get(client_url(harbor, "benchmarks")).content.decode()
    assert page.count("Too few: shown from five clients on.") == 4


@pytest.mark.usefixtures("peers")
def test_five_clients_show_a_rounded_median_and_no_figure_of_one(visit, story):
    with client_scope(story):
        refresh_summary(story)
    page = visit("consultant").get(client_url(story, "benchmarks")).content.decode()
    assert "15\u00a0h/week" in page, "the median of 10.4, 12.6, 15.2, 20 and 31, to the hour"
    assert "12.6" not in strip_tags(page)
    assert page.count("Too few: shown from five clients on.") == 3, "four paybacks are too few"


def test_what_the_demo_client_adds(story):
    with client_scope(story):
        refresh_summary(story)
    with public_scope():
        kept = ClientSummary.objects.get(client=story)
    assert (round(kept.roi_percent, 1), round(kept.payback_months, 1), kept.time_less_percent) == (
        Decimal("144.1"),
        Decimal("6.6"),
        Decimal("87.5"),
    )


def test_another_firms_clients_do_not_count(world, story, peers):
    with public_scope():
        peer(world.farrow, 9, payback_months=Decimal(50))
    with client_scope(story):
        refresh_summary(story)
        found = {one.unit: one.median.clients for one in firm_figures(story)}
    assert found["months"] == 4


@pytest.mark.usefixtures("peers")
def test_the_api_gives_them_apart(call, story):
    with client_scope(story):
        refresh_summary(story)
    shown = call("consultant").get(client_api_url(story, "api-benchmarks")).json()
    assert {"240 %", "84 %"} <= {one["value"] for one in shown["reported"]}
    hours, payback = shown["firm"][0], shown["firm"][2]
    assert (hours["median"], hours["rounded_to"], hours["clients"]) == (15, 1, 5)
    assert (payback["median"], payback["clients"]) == (None, 4)

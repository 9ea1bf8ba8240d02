"""What the address asks of the ranked list: state, band, words, order."""

import re

import pytest

from apps.core.tenancy.context import client_scope
from apps.core.tenancy.links import client_url
from apps.tenant.decisions import services
from apps.tenant.decisions.models import Decision
from tests.integration.decisions.conftest import TODAY
from tests.integration.decisions.test_opportunities import words


@pytest.fixture
def listed(visit, harbor, consultant, add, deal):
    add("Orders", "orders", change_effort=1)
    zoho = add("A move", "zoho", change_effort=4)
    with client_scope(harbor):
        services.decide(zoho, Decision.DISMISSED, by=consultant, on=TODAY, reason="too small")
    browser = visit("consultant")

    def names(query=""):
        html = browser.get(f"{client_url(harbor, 'opportunities')}{query}").content.decode()
        part = html[html.index("data-ranked") : html.index("</nav>", html.index("data-ranked"))]
        return re.findall(r'<span class="t"><b>(.*?)</b>', part)

    return names


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", ["Deal to invoice", "A move", "Orders"]),
        ("?state=open", ["Deal to invoice", "Orders"]),
        ("?state=dismissed", ["A move"]),
        ("?state=rubbish", ["Deal to invoice", "A move", "Orders"]),
        ("?band=secondary", ["Orders"]),
        ("?q=shopify order", ["Orders"]),
        ("?q=nothing", []),
        ("?sort=effort", ["Orders", "Deal to invoice", "A move"]),
        ("?sort=name", ["A move", "Deal to invoice", "Orders"]),
        ("?sort=hours&state=open", ["Deal to invoice", "Orders"]),
        ("?sort=rubbish", ["Deal to invoice", "A move", "Orders"]),
    ],
)
def test_what_is_listed(listed, query, names):
    assert listed(query) == names


def test_states_are_counted_and_addresses_keep_the_rest(listed, visit, harbor):
    page = visit("consultant").get(f"{client_url(harbor, 'opportunities')}?q=o&sort=name")
    assert "All 3 Not decided 2 Not worth doing 1" in words(page)
    html = page.content.decode()
    assert "?q=o&amp;sort=name&amp;state=open" in html
    assert re.search(r'href="[^"]*/opportunities/\d+/\?q=o&amp;sort=name"', html)


def test_bands_are_chosen_beside_the_states(listed, visit, harbor):
    def chips(query):
        html = visit("consultant").get(f"{client_url(harbor, 'opportunities')}{query}").content.decode()
        group = re.search(r'aria-label="By priority score">(.*?)</div>', html, re.DOTALL)
        return re.findall(r'href="([^"]*)"[^>]*>(\w+) <b>(\d+)</b>', group[1])

    here = client_url(harbor, "opportunities")
    state = "?state=open&amp;band="
    both = [(f"{here}{state}priority", "Priority", "2"), (f"{here}{state}secondary", "Secondary", "1")]
    assert chips("?state=open") == both
    assert chips("?state=open&band=secondary")[1] == (f"{here}?state=open", "Secondary", "1")


def test_nothing_found_says_so(listed, visit, harbor):
    shown = words(visit("consultant").get(f"{client_url(harbor, 'opportunities')}?q=nothing"))
    assert "No opportunity matches." in shown


def test_tabs_say_how_much_there_is(listed, visit, harbor):
    shown = words(visit("consultant").get(client_url(harbor, "opportunities")))
    assert re.search(r"Opportunities\s*3 Scorecard", shown)
    assert re.search(r"Decisions\s*1", shown)

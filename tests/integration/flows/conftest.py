"""Harbor & Pine as the demo tells it: twelve applications, fifteen flows, five processes."""

from functools import partial

import pytest

from apps.core.tenancy.context import client_scope, public_scope
from apps.core.tenancy.links import client_url
from apps.demo.flows import load_flows
from apps.demo.inventory import load_inventory


class FromOutside:
    """A browser whose requests begin outside of the client, as real ones do, also in a test that works inside."""

    def __init__(self, browser):
        self.browser = browser

    def __getattr__(self, verb):
        def ask(*args, **kwargs):
            with public_scope():
                return getattr(self.browser, verb)(*args, **kwargs)

        return ask


@pytest.fixture
def visit(visit):
    def open_browser(who):
        with public_scope():
            return FromOutside(visit(who))

    return open_browser


@pytest.fixture
def flows(harbor, consultant):
    """The demo's flows by hand-off number and by key."""
    with client_scope(harbor):
        load_inventory(harbor, by=consultant)
        return load_flows(harbor, by=consultant)


@pytest.fixture
def scope(harbor):
    with client_scope(harbor):
        yield harbor


@pytest.fixture
def to(harbor):
    """to("flow", flow_id=3): an address of Harbor & Pine."""
    return partial(client_url, harbor)

"""Harbor & Pine as far as the demo tells it, and the executive summary made of it."""

from io import BytesIO
from types import SimpleNamespace

import pytest
from django.utils import timezone
from pypdf import PdfReader

from apps.core.tenancy.context import client_scope
from apps.demo.decisions import load_decisions
from apps.demo.firms import engagement_start
from apps.demo.flows import load_flows
from apps.demo.inventory import load_inventory
from apps.demo.roadmap import load_roadmap
from apps.demo.roi import load_measurements
from apps.tenant.reports import snapshot
from apps.tenant.reports.making import render
from apps.tenant.reports.models import Report


class Read:
    """A PDF as a reader meets it."""

    def __init__(self, pdf):
        self.pdf = pdf
        self.reader = PdfReader(BytesIO(pdf.content))
        self.pages = [" ".join(page.extract_text().replace("\xa0", " ").split()) for page in self.reader.pages]

    @property
    def text(self):
        return " ".join(self.pages)

    def page(self, name):
        """The text of the page that the bookmark leads to."""
        return self.pages[self.bookmarks[name]]

    @property
    def bookmarks(self):
        top = [item for item in self.reader.outline if not isinstance(item, list)]
        return {item.title: self.reader.get_destination_page_number(item) for item in top}


@pytest.fixture
def told(harbor, lead, sponsor, stakeholder):
    """Harbor with everything from applications to measurements."""
    harbor.engagement_start = engagement_start(timezone.localdate())
    harbor.time_zone = "America/Los_Angeles"
    harbor.save(update_fields=["engagement_start", "time_zone"])
    cast = SimpleNamespace(harbor=harbor, consultant=lead, sponsor=sponsor, stakeholder=stakeholder)
    with client_scope(harbor):
        load_inventory(harbor, by=lead)
        load_flows(harbor, by=lead)
        load_decisions(harbor, by=lead)
        load_roadmap(cast)
        load_measurements(cast)
    return harbor


def plain_of(client, by):
    """A snapshot of the client as it stands now."""
    with client_scope(client):
        report = Report.objects.create(title="Executive summary", requested_by=by)
        report.refresh_from_db()
        return snapshot.collect(client, report)


@pytest.fixture
def plain(told, lead):
    return plain_of(told, lead)


@pytest.fixture(scope="session")
def _kept():
    return {}


@pytest.fixture
def facts(request, _kept):
    """That snapshot, read, for what is worked out of snapshots alone: collected once for all tests."""
    if "facts" not in _kept:
        _kept["facts"] = snapshot.read(request.getfixturevalue("plain"))
    return _kept["facts"]


@pytest.fixture
def summary(plain):
    return Read(render(plain))

"""Harbor & Pine's executive summary: made, published to the portal, and sent to the sponsor."""

from uuid import UUID

from apps.demo.firms import Cast
from apps.tenant.reports.making import make
from apps.tenant.reports.models import Report, ReportKind
from apps.tenant.reports.services import Parcel, deliver_report, publish_report, request_report

KEY = UUID("5f0f6d5e-4c0b-4a3e-9a52-7d5f0c1b2a11")
MESSAGE = """Here is where we stand in week 11.

Page 2 is all you need: what copying data by hand costs, what is won back, and the decision that waits for you."""


def load_reports(cast: Cast) -> Report:
    """Inside the client's scope, after everything else. The e-mail leaves as soon as a worker runs."""
    client, by = cast.harbor, cast.consultant
    report = request_report(client, kind=ReportKind.EXECUTIVE, by=by)
    make(client, report.pk)
    report.refresh_from_db()
    publish_report(report, published=True, by=by)
    sponsor = ((cast.sponsor.email, cast.sponsor.name),)
    parcel = Parcel(key=KEY, subject=f"{report.title}: {client.name}", message=MESSAGE, recipients=sponsor)
    deliver_report(client, report, parcel, by=by)
    return report

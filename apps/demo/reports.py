"""Harbor & Pine's executive summaries: one of week 7, and this week's, which goes to the sponsor by e-mail."""

from datetime import datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from apps.demo.firms import Cast
from apps.demo.run import FIRST_REPORT
from apps.tenant.reports.making import make
from apps.tenant.reports.models import Report, ReportKind
from apps.tenant.reports.services import Parcel, deliver_report, publish_report, request_report

KEY = UUID("5f0f6d5e-4c0b-4a3e-9a52-7d5f0c1b2a11")
MESSAGE = """Here is where we stand in week 11.

Page 2 is all you need: what copying data by hand costs, what is won back, and the decision that waits for you."""


def load_first_report(cast: Cast) -> Report:
    """Inside the client's scope, when everything up to its day is there and nothing after it. In the portal alone."""
    begun, zone = cast.harbor.engagement_start, ZoneInfo(cast.harbor.time_zone)
    if begun is None:
        raise ValueError(f"{cast.harbor} has no first day to count from.")
    at = datetime.combine(begun + timedelta(days=FIRST_REPORT), time(10), zone)
    report = _publish(cast, at)
    Report.objects.filter(pk=report.pk).update(finished_at=at + timedelta(minutes=1))
    return report


def load_reports(cast: Cast) -> Report:
    """Inside the client's scope, after everything else. The e-mail leaves as soon as a worker runs."""
    report = _publish(cast)
    sponsor = ((cast.sponsor.email, cast.sponsor.name),)
    parcel = Parcel(key=KEY, subject=f"{report.title}: {cast.harbor.name}", message=MESSAGE, recipients=sponsor)
    deliver_report(cast.harbor, report, parcel, by=cast.consultant)
    return report


def _publish(cast: Cast, at: datetime | None = None) -> Report:
    client, by = cast.harbor, cast.consultant
    report = request_report(client, kind=ReportKind.EXECUTIVE, by=by, at=at)
    make(client, report.pk)
    report.refresh_from_db()
    publish_report(report, published=True, by=by)
    return report

"""Access, form or page, service, answer. Rights stand beside the URLs."""

from collections.abc import Callable

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render

from apps.core.errors import Refused
from apps.core.forms import refused
from apps.core.http import Request
from apps.tenant.reports import access, services
from apps.tenant.reports.links import LinkState, follow
from apps.tenant.reports.making import make_again
from apps.tenant.reports.models import Recipient, Report, ReportKind
from apps.tenant.reports.pages import SharedPage, delivery_form, job_of, report_page, reports_page
from apps.tenant.reports.storage import FileGone, open_pdf

LIST, DETAIL, SHARED = "reports/reports.html", "reports/report.html", "reports/shared.html"
GONE = 410


def reports(request: Request) -> HttpResponse:
    """The list; posting asks for a new report."""
    if request.method == "POST":
        report = services.request_report(request.client, kind=ReportKind.EXECUTIVE, by=request.user)
        return redirect("report", report_id=report.pk)
    template = f"{LIST}#list" if request.htmx else LIST
    return render(request, template, {"page": reports_page(request)})


def report(request: Request, report_id: int) -> HttpResponse:
    return render(request, DETAIL, {"page": report_page(request, access.report_or_404(request, report_id))})


def report_progress(request: Request, report_id: int) -> HttpResponse:
    """How far it is; when it is over the page around it is fetched again."""
    found = access.report_or_404(request, report_id)
    if not request.htmx:
        return redirect("report", report_id=report_id)
    response = render(request, f"{DETAIL}#job", {"job": job_of(request, found)})
    if not found.is_under_way:
        response["HX-Refresh"] = "true"
    return response


def report_pdf(request: Request, report_id: int) -> HttpResponseBase:
    """The file, to be looked at, or with `?download` to be kept."""
    return _pdf(access.finished_report_or_404(request, report_id), download="download" in request.GET)


def portal_report(request: Request, report_id: int) -> HttpResponseBase:
    """The same for the client's people, of what is published."""
    return _pdf(access.published_report_or_404(request, report_id), download="download" in request.GET)


def retry_report(request: Request, report_id: int) -> HttpResponse:
    found = access.report_or_404(request, report_id)
    return _done(request, found, lambda: services.retry_report(request.client, found, by=request.user), "")


def publish_report(request: Request, report_id: int) -> HttpResponse:
    found, published = access.report_or_404(request, report_id), "published" in request.POST
    words = "Published: the client's people see it in the portal." if published else "Taken out of the portal."
    return _done(request, found, lambda: services.publish_report(found, published=published, by=request.user), words)


def verify_report(request: Request, report_id: int) -> HttpResponse:
    """Make it again from its snapshot and compare every byte."""
    found = access.finished_report_or_404(request, report_id)
    if make_again(found).is_same:
        messages.success(request, "Made again from its figures: the same file, byte for byte.")
    else:
        messages.warning(request, "Made again, the file differs: this version of Throughline draws it in another way.")
    return redirect("report", report_id=report_id)


def report_deliveries(request: Request, report_id: int) -> HttpResponse:
    """To whom it went; posting sends it."""
    found = access.report_or_404(request, report_id)
    if request.method == "POST":
        return _deliver(request, found)
    if not request.htmx:
        return redirect("report", report_id=report_id)
    return render(request, f"{DETAIL}#deliveries", {"page": report_page(request, found)})


def _deliver(request: Request, found: Report) -> HttpResponse:
    form = delivery_form(request, found)
    if form.is_valid():
        try:
            delivery = services.deliver_report(request.client, found, form.parcel(), by=request.user)
        except Refused as refusal:
            refused(form, refusal)
        else:
            count = delivery.recipients.count()
            messages.success(request, f"On its way to {count} {'person' if count == 1 else 'people'}.")
            return redirect("report", report_id=found.pk)
    return render(request, DETAIL, {"page": report_page(request, found, form=form)}, status=422)


def resend_copy(request: Request, recipient_id: int) -> HttpResponse:
    copy = access.recipient_or_404(request, recipient_id)
    return _of_copy(
        request, copy, lambda: services.resend_copy(request.client, copy, by=request.user), "On its way again."
    )


def mark_arrived(request: Request, recipient_id: int) -> HttpResponse:
    copy = access.recipient_or_404(request, recipient_id)
    return _of_copy(request, copy, lambda: services.mark_arrived(copy, by=request.user), "Marked as arrived.")


def revoke_link(request: Request, recipient_id: int) -> HttpResponse:
    copy = access.recipient_or_404(request, recipient_id)
    return _of_copy(request, copy, lambda: services.revoke_link(copy, by=request.user), "The link opens nothing now.")


def shared_report(request: Request, token: str) -> HttpResponse:
    """What a link in an e-mail opens, without an account."""
    link = follow(token)
    if link.state == LinkState.UNKNOWN:
        raise Http404
    if link.client is None or link.report is None:
        return render(request, SHARED, {"page": SharedPage(link.state)}, status=GONE)
    page = SharedPage(link.state, link.report.title, link.client.firm.name, link.client.name, token)
    return render(request, SHARED, {"page": page})


def shared_report_pdf(request: Request, token: str) -> HttpResponseBase:
    link = follow(token)
    if link.state == LinkState.UNKNOWN:
        raise Http404
    if link.report is None:
        return redirect("shared-report", token=token)
    return _pdf(link.report, download="download" in request.GET)


def _pdf(report: Report, *, download: bool) -> HttpResponseBase:
    try:
        file = open_pdf(report)
    except FileGone as gone:
        raise Http404 from gone
    response = FileResponse(file, as_attachment=download, filename=report.file_name, content_type="application/pdf")
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


def _done(request: Request, found: Report, act: Callable[[], None], words: str) -> HttpResponse:
    try:
        act()
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        if words:
            messages.success(request, words)
    return redirect("report", report_id=found.pk)


def _of_copy(request: Request, copy: Recipient, act: Callable[[], None], words: str) -> HttpResponse:
    return _done(request, copy.delivery.report, act, words)

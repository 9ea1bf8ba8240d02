"""Baselines that the client's people read, and that a sponsor signs. Access, service, answer."""

from dataclasses import dataclass
from decimal import Decimal

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from apps.core.access import Right, allowed
from apps.core.forms import noticed
from apps.core.http import Request
from apps.tenant.portal.pages import shown
from apps.tenant.portal.selectors import baselines
from apps.tenant.roi.lines import MetricLine
from apps.tenant.roi.services import sign_baseline


@dataclass(frozen=True)
class Baseline:
    """What was observed before, in the unit as people read it; the ends are None where the sample carries none."""

    line: MetricLine
    mean: Decimal | None
    low: Decimal | None
    high: Decimal | None

    @property
    def unit(self) -> str:
        return "%" if self.line.is_share else self.line.metric.unit

    @property
    def is_signed(self) -> bool:
        return self.line.metric.baseline_signed_at is not None

    @classmethod
    def of(cls, line: MetricLine) -> "Baseline":
        ends = line.before.ends(in_percent=line.is_share)
        return cls(line, line.before.mean(in_percent=line.is_share), *ends)


@dataclass(frozen=True)
class BaselinesPage:
    waiting: list[Baseline]
    signed: list[Baseline]
    may_sign: bool


def read(request: Request) -> HttpResponse:
    rows = [Baseline.of(line) for line in baselines(request.client)]
    page = BaselinesPage(
        [row for row in rows if not row.is_signed],
        [row for row in rows if row.is_signed],
        allowed(request, Right.PORTAL_APPROVE),
    )
    return render(request, "portal/baselines.html", shown(request, page))


def sign(request: Request, metric_id: int) -> HttpResponse:
    """The sponsor's own signature; what was observed before is frozen from then on."""
    found = next((line.metric for line in baselines(request.client) if line.id == metric_id), None)
    if found is None:
        raise Http404
    if noticed(request, lambda: sign_baseline(found, request.user, by=request.user)):
        messages.success(request, f"You signed the baseline of {found}. It can no longer change.")
    return redirect("portal-baselines")

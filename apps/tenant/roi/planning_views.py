"""How many observations a study needs, before it begins."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render

from apps.core.http import Request
from apps.core.listing import Link
from apps.methods.sample_size import Plan
from apps.tenant.roi.planning_forms import PlanForm, SharesPlanForm, ValuesPlanForm

KINDS: dict[str, tuple[str, type[PlanForm]]] = {
    "values": ("Times and values", ValuesPlanForm),
    "shares": ("Shares of errors", SharesPlanForm),
}


@dataclass(frozen=True)
class PlanPage:
    kind: str
    form: PlanForm
    planned: Plan | None

    @property
    def kinds(self) -> list[Link]:
        return [Link(label, f"?kind={key}", is_current=key == self.kind) for key, (label, _) in KINDS.items()]


def plan(request: Request) -> HttpResponse:
    """Nothing is kept: the address holds what was asked, so that it can be sent on."""
    kind = request.GET.get("kind", "")
    kind = kind if kind in KINDS else "values"
    form = KINDS[kind][1](request.GET if "ask" in request.GET else None)
    page = PlanPage(kind, form, form.planned() if form.is_valid() else None)
    return render(request, "roi/plan.html", {"page": page}, status=422 if form.errors else 200)

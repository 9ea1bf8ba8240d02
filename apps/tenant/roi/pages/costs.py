"""Costs: the terms of the business case, and the money of each initiative."""

from dataclasses import dataclass

from apps.core.access import Right, allowed
from apps.core.http import Request
from apps.core.listing import Column
from apps.tenant.roadmap.lines import InitiativeLine
from apps.tenant.roadmap.selectors import list_initiatives
from apps.tenant.roi import selectors
from apps.tenant.roi.forms import AssumptionsForm

COLUMNS = [
    Column("Initiative", sticky=True),
    Column("Build", unit="once", num=True),
    Column("Training", unit="once", num=True),
    Column("Subscription", unit="a month", num=True),
    Column("Upkeep", unit="h/month", num=True),
    Column("Share removed", unit="%", title="Low, expected and high case, until it is measured", num=True),
    Column("Other saving", unit="a month", num=True),
    Column("Reason"),
]


@dataclass(frozen=True)
class CostsPage:
    form: AssumptionsForm
    lines: list[InitiativeLine]
    columns: list[Column]
    may_edit: bool


def costs_page(request: Request, form: AssumptionsForm | None = None) -> CostsPage:
    return CostsPage(
        form=form or AssumptionsForm(instance=(terms := selectors.assumptions()), initial={"version": terms.version}),
        lines=[line for line in list_initiatives(request.client) if line.is_committed],
        columns=COLUMNS,
        may_edit=allowed(request, Right.WORK_EDIT),
    )

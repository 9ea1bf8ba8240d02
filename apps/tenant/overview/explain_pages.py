"""Why a figure is what it is, for the popover and for its page."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from apps.core.http import Request
from apps.methods.workings import Input, Workings
from apps.tenant.history.explaining import Entered, Figure, who_entered
from apps.tenant.overview.explaining import explain


@dataclass(frozen=True)
class Row:
    """An input with who entered it; url: why it is what it is itself, where it was worked out."""

    input: Input
    entered: Entered | None
    url: str


@dataclass(frozen=True)
class ExplainPage:
    name: str
    workings: Workings
    rows: list[Row]
    url: str

    @property
    def by_one(self) -> Entered | None:
        """Who entered everything, where that is one act: said once instead of with each input."""
        acts = {row.entered for row in self.rows if row.entered}
        return next(iter(acts)) if len(acts) == 1 else None


def explain_page(request: Request, asked: str, field: str) -> ExplainPage:
    """Raises NotExplained."""
    found = explain(request.client, asked, field)
    people = who_entered(found)
    rows = [
        Row(one, who, _url(figure))
        for one, who, figure in zip(found.workings.inputs, people, found.figures, strict=True)
    ]
    return ExplainPage(found.name, found.workings, rows, f"{reverse('overview')}{found.path}")


def _url(figure: Figure | None) -> str:
    return f"{reverse('explain')}?{urlencode({'object': figure.object, 'field': figure.field})}" if figure else ""

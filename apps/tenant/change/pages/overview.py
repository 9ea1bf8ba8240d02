"""Change management of the whole client."""

from dataclasses import dataclass

from apps.core.access import Right, allowed
from apps.core.clock import today_of
from apps.core.http import Request
from apps.tenant.change import selectors
from apps.tenant.change.pages.words import Word, benefit_word, due_word, run_word
from apps.tenant.change.selectors import Carried, ChampionsOf
from apps.tenant.roadmap.models import State


@dataclass(frozen=True)
class Row:
    carried: Carried
    run: Word
    retrospective: Word
    benefit: Word


@dataclass(frozen=True)
class OverviewPage:
    rows: list[Row]
    champions: list[ChampionsOf]
    may_edit: bool

    @property
    def named(self) -> list[ChampionsOf]:
        """Departments that have begun to name champions."""
        return [one for one in self.champions if one.people]

    @property
    def without(self) -> list[str]:
        return [one.department for one in self.champions if not one.people]

    @property
    def at_risk(self) -> list[Row]:
        """Live, and nobody has looked back yet."""
        live = [row for row in self.rows if row.carried.line.initiative.state == State.LIVE]
        return [row for row in live if row.carried.line.is_benefit_at_risk]


def overview_page(request: Request) -> OverviewPage:
    today = today_of(request.client)
    return OverviewPage(
        rows=[
            Row(one, run_word(one.run, today), due_word(one.due, today, is_filed=one.is_filed), benefit_word(one.line))
            for one in selectors.carried(request.client)
        ],
        champions=selectors.champions_of_client(),
        may_edit=allowed(request, Right.WORK_EDIT),
    )

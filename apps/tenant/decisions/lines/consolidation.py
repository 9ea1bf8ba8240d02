"""Applications that overlap, with the three questions answered by the method; figures that nobody gave are computed."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from apps.methods.consolidation import (
    Advice,
    Answers,
    MigrationEffort,
    Overlap,
    migration_estimate,
    overlap,
    recommend,
    saving_in_12_months,
)
from apps.tenant.decisions.models import Consolidation


@dataclass(frozen=True, kw_only=True)
class Tool:
    """An application of the group. `annual_cost` None: not known."""

    id: int
    name: str
    users: int | None
    annual_cost: Decimal | None
    capabilities: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ConsolidationLine:
    """The case and its tools; hours: hand-offs a week between those tools; rate: the client's, per hour."""

    consolidation: Consolidation
    tools: tuple[Tool, ...]
    hours: Decimal
    rate: Decimal

    @property
    def id(self) -> int:
        return self.consolidation.pk

    @property
    def name(self) -> str:
        return self.consolidation.name

    @property
    def kept(self) -> Tool | None:
        """The tool that stays: the chosen one; until then the one with most users, then the dearest."""
        chosen = next((tool for tool in self.tools if tool.id == self.consolidation.keep_id), None)
        return chosen or max(self.tools, key=_weight, default=None)

    @property
    def given_up(self) -> tuple[Tool, ...]:
        return tuple(tool for tool in self.tools if tool != self.kept)

    @cached_property
    def shared(self) -> Overlap:
        return overlap({tool.name: tool.capabilities for tool in self.tools})

    @property
    def overlap_percent(self) -> Decimal | None:
        return None if self.shared.value is None else self.shared.value * 100

    @property
    def licences(self) -> Decimal | None:
        """Yearly cost of the tools given up; None while one of them is not known."""
        costs = [tool.annual_cost for tool in self.given_up]
        known = [cost for cost in costs if cost is not None]
        return sum(known, Decimal(0)) if known and len(known) == len(costs) else None

    @property
    def computed_saving(self) -> Decimal | None:
        return None if self.licences is None else saving_in_12_months(self.licences, self.hours, self.rate)

    @property
    def computed_migration(self) -> Decimal | None:
        if self.licences is None:
            return None
        return migration_estimate(self.licences, self.rate, MigrationEffort())

    @property
    def saving(self) -> Decimal | None:
        own = self.consolidation.saving_12_months
        return self.computed_saving if own is None else own

    @property
    def migration(self) -> Decimal | None:
        own = self.consolidation.migration_cost
        return self.computed_migration if own is None else own

    @property
    def switching_cost(self) -> Decimal | None:
        """Migration and retraining; None while one of them is not known."""
        retraining = self.consolidation.retraining_cost
        return None if self.migration is None or retraining is None else self.migration + retraining

    @cached_property
    def advice(self) -> Advice:
        own = self.consolidation
        return recommend(
            Answers(
                overlap=self.shared.value,
                saving_12_months=self.saving,
                migration_cost=self.migration,
                retraining_cost=own.retraining_cost,
                can_maintain=own.can_maintain,
                overlap_overruled=own.overlap_override,
                saving_overruled=own.saving_override,
            )
        )


def _weight(tool: Tool) -> tuple[int, Decimal, int]:
    return tool.users or 0, tool.annual_cost or Decimal(0), -tool.id

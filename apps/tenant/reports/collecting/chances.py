"""How the return may come out, for a report."""

from apps.core.display import manner_of
from apps.methods.monte_carlo import simulate
from apps.shared.clients.models import Client
from apps.tenant.reports.facts import ChancesFact, LineFact
from apps.tenant.roi.lines import ReturnOf
from apps.tenant.roi.selectors.uncertainty import histogram_data, tornado_data, uncertainty_of


def collect_chances(client: Client, made: ReturnOf) -> ChancesFact:
    """The draws, the inputs that matter, and every line that counts."""
    found = uncertainty_of(made)
    drawn = simulate(found)
    return ChancesFact(
        horizon_months=made.horizon_months,
        within_a_year=drawn.within_a_year,
        losing=drawn.losing,
        middle_months=drawn.payback.middle,
        histogram=histogram_data(made, drawn, manner_of(client)),
        tornado=tornado_data(made, found),
        lines=tuple(
            LineFact(
                name=one.name,
                kind=one.kind.value,
                low=one.low,
                expected=one.expected,
                high=one.high,
                source=one.row.source,
            )
            for one in made.own
            if one.is_counted
        ),
    )

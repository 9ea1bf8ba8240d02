"""Who entered what the method page's examples are made of, and when: the answer that the page and the API give, too."""

from collections.abc import Iterator
from typing import Any
from zoneinfo import ZoneInfo

from apps.shared.clients.models import Client
from apps.tenant.decisions import explain as decisions
from apps.tenant.flows import explain as flows
from apps.tenant.history.explaining import Explained, Figure, Kind, who_entered
from apps.tenant.reports.examples import EXPLAINED
from apps.tenant.reports.facts import EnteredFact, Snapshot
from apps.tenant.roi import explain as returns

KINDS: tuple[Kind[Any], ...] = (*flows.KINDS, *decisions.KINDS, *returns.KINDS)


def collect_entered(client: Client, facts: Snapshot) -> tuple[EnteredFact, ...]:
    """A line whose inputs nobody has entered by hand is left out."""
    zone = ZoneInfo(client.time_zone)
    found = []
    for key, (example_of, kind, field) in EXPLAINED.items():
        example = example_of(facts)
        entries = [] if example is None else list(_entries(client, Figure(f"{kind}-{example.id}", field)))
        if entries:
            people = tuple(dict.fromkeys(entry.person for entry in entries))
            last = max(entry.moment for entry in entries).astimezone(zone).date()
            found.append(EnteredFact(key=key, people=people, last=last))
    return tuple(found)


def _entries(client: Client, figure: Figure) -> Iterator[Any]:
    """Of the figure's inputs, and of the inputs of those that are figures themselves."""
    made = _explained(client, figure)
    if made is None:
        return
    yield from (entry for entry in who_entered(made) if entry)
    for inner in made.figures:
        if inner:
            yield from _entries(client, inner)


def _explained(client: Client, figure: Figure) -> Explained | None:
    """None for a figure of another stage."""
    name, _, number = figure.object.partition("-")
    kind = next((one for one in KINDS if one.name == name and figure.field in one.fields), None)
    return kind.fields[figure.field](kind.load(client, int(number or 0))) if kind else None

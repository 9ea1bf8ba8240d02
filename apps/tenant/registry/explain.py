"""Why an integration's checklist and health stand where they do."""

from apps.methods.checklist import POINT_WORDS, CheckPoint
from apps.methods.workings import Input, Workings
from apps.shared.clients.models import Client
from apps.tenant.history.explaining import Entered, Explained, Kind, Origin, Provenance, explained
from apps.tenant.registry import selectors
from apps.tenant.registry.lines import IntegrationLine

GATE_RULE = "eight points; live needs all of them, an owner and a runbook, or a lead's written reason"
HEALTH_RULE = (
    "the worst of what the signals say: last run, volume, errors and freshness against the usual weekday, token"
)


def path_of(line: IntegrationLine) -> str:
    return f"run/integrations/{line.id}/"


def checklist(line: IntegrationLine) -> Explained:
    """Points done of eight, each with who ticked it."""
    gate, own = line.gate, line.integration
    inputs = [Input(POINT_WORDS[point], point in line.ticks) for point in CheckPoint]
    origins: dict[str, tuple[Provenance, ...]] = {
        POINT_WORDS[point]: (Entered(str(item.done_by), item.done_at, path_of(line)),)
        for point, item in line.ticks.items()
    }
    inputs += [Input("an owner", str(own.owner) if own.owner else None), Input("a runbook", line.has_runbook)]
    origins["an owner"] = (Origin("integration", line.id, ("owner",)),)
    origins["a runbook"] = (Origin("integration", line.id, ("runbook_steps", "runbook_call")),)
    if gate.overridden_by:
        inputs.append(Input("a lead's reason", gate.overridden_by.reason))
        origins["a lead's reason"] = (Origin("integration", line.id, ("override_reason",)),)
    made = Workings(gate.done, f"of {gate.total}", GATE_RULE, tuple(inputs), gate.source)
    return explained(f"Checklist of {line.name}", made, path_of(line), by_label=origins)


def health(line: IntegrationLine) -> Explained:
    found, last = line.health, line.last
    inputs = [Input("last run", f"{last.at:%-d %b %Y %H:%M} UTC" if last else None, "", "signals")]
    inputs += [Input("cause", cause.text) for cause in (found.causes if found else ())]
    made = Workings(found.state.value if found else None, "", HEALTH_RULE, tuple(inputs), line.observed.health.source)
    return explained(f"Health of {line.name}", made, path_of(line))


def _line(client: Client, pk: int) -> IntegrationLine:
    return selectors.integration_line(client, pk)


KINDS = (Kind("integration", _line, {"checklist": checklist, "health": health}),)

"""Stage 5 for a report: what is won back and left, and what the roadmap returns."""

from collections.abc import Mapping
from decimal import Decimal

from apps.methods.measurement import Standing
from apps.shared.clients.models import Client
from apps.tenant.reports.facts import ReturnFacts


def collect_returns(client: Client) -> ReturnFacts | None:
    return None


def collect_standing(client: Client) -> tuple[Standing | None, Mapping[int, Decimal]]:
    return None, {}

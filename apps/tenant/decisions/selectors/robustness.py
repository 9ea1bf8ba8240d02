"""How firmly the order of the scorecard stands."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.core.cache import cache

from apps.methods import robustness
from apps.methods.scorecard import Scorecard
from apps.tenant.decisions.lines.opportunity import OpportunityLine

SEED = 2026
REMEMBERED_SECONDS = 24 * 3600


@dataclass(frozen=True)
class Robustness:
    """shares: 0 to 1 by opportunity id, of that many draws. flip: ids as text for first and second.

    leads: whom the flip makes the first, which may be a third one that overtakes both; None without a flip.
    """

    shares: Mapping[int, Decimal]
    draws: int
    flip: robustness.Flip | None
    leads: int | None


def robustness_of(lines: Sequence[OpportunityLine]) -> Robustness:
    """The share of draws in the top three, and the smallest flip. Remembered until a score or weight changes."""
    candidates = sorted((line for line in lines if line.is_candidate), key=lambda line: line.id)
    cards = {str(line.id): line.card for line in candidates}
    shares, flip = _shares(cards), robustness.flip(cards)
    return Robustness(
        shares={int(key): share for key, share in shares.by_key.items()},
        draws=shares.draws,
        flip=flip,
        leads=_leads(cards, flip) if flip else None,
    )


def _shares(cards: Mapping[str, Scorecard]) -> robustness.Shares:
    facts = repr([(key, [(row.weight, row.score) for row in card.contributions]) for key, card in cards.items()])
    name = f"shares-{hashlib.sha256(facts.encode()).hexdigest()}"
    found: robustness.Shares | None = cache.get(name)
    if found is None:
        found = robustness.top_three(cards, seed=SEED)
        cache.set(name, found, REMEMBERED_SECONDS)
    return found


def _leads(cards: Mapping[str, Scorecard], flip: robustness.Flip) -> int:
    weights = {row.criterion: row.weight for row in cards[flip.first].contributions}
    changed = robustness.rescaled(weights, flip.criterion, Decimal(flip.beyond))
    return int(robustness.leader(cards, changed))

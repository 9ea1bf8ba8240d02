"""Stage 2: which connections are worth making, and how."""

from apps.tenant.decisions.models.consolidations import (
    Consolidation,
    CutOverTick,
    DecisionRecord,
    DismissedOverlap,
    Reconciliation,
    ReconciliationMeasure,
)
from apps.tenant.decisions.models.decided import Decided, Decision, Pattern, RuledOut, Tier
from apps.tenant.decisions.models.opportunities import (
    DismissedProposal,
    Opportunity,
    Regrouping,
    ScorecardWeights,
)
from apps.tenant.decisions.models.platforms import Billing, Counts, PriceLine

__all__ = [
    "Billing",
    "Consolidation",
    "Counts",
    "CutOverTick",
    "Decided",
    "Decision",
    "DecisionRecord",
    "DismissedOverlap",
    "DismissedProposal",
    "Opportunity",
    "Pattern",
    "PriceLine",
    "Reconciliation",
    "ReconciliationMeasure",
    "Regrouping",
    "RuledOut",
    "ScorecardWeights",
    "Tier",
]

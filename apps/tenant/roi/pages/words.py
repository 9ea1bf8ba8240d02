"""Verdicts and standings as people read them."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from apps.core.display import Manner, number
from apps.methods.measurement import Target, Verdict, target
from apps.tenant.roi.lines import MetricLine, ReturnLine
from apps.tenant.roi.models import MetricKind

# R: entry errors below 1 %.
ERROR_TARGET = Decimal("0.01")
TARGET_WORDS = {
    Target.PROVEN: "“Below 1 %” is proven.",
    Target.MISSED: "“Below 1 %” is missed.",
    Target.NOT_YET: "“Below 1 %” is not proven yet.",
}


@dataclass(frozen=True)
class Word:
    """A state: its word and tone (see components/state.html)."""

    word: str
    tone: str


VERDICTS = {
    Verdict.IMPROVED: Word("improved", "good"),
    Verdict.WORSE: Word("worse", "bad"),
    Verdict.NO_CHANGE: Word("no change", "none"),
}


def verdict_of(line: MetricLine) -> Word:
    """What the two samples prove, or how many more observations each phase needs."""
    found = line.comparison
    if found is None:
        return Word("not measured after", "none") if line.before.n else Word("not measured yet", "none")
    if found.verdict in VERDICTS:
        return VERDICTS[found.verdict]
    if found.more_needed is None:
        return Word("inconclusive", "warn")
    return Word(f"inconclusive, {found.more_needed} more needed", "warn")


def target_words(line: MetricLine) -> str:
    """Whether an error audit proves R's target; "" for everything else."""
    found = line.after.interval
    return TARGET_WORDS[target(found, ERROR_TARGET)] if line.is_share and found else ""


def saved_words(line: MetricLine, manner: Manner) -> str:
    """ "Saved each time: 10.5 minutes (9.3 to 11.7)." of a time study that improved; "" otherwise."""
    found = line.comparison
    if line.metric.kind != MetricKind.TIME or found is None or found.verdict is not Verdict.IMPROVED:
        return ""
    if found.change.low is None or found.change.high is None:
        return ""
    ends = (-found.change.value, -found.change.high, -found.change.low)
    saved, low, high = (number(end, manner, places=1) for end in ends)
    return f"Saved each time: {saved} {line.metric.unit} ({low} to {high})."


def never_of(lines: Sequence[ReturnLine]) -> list[ReturnLine]:
    return [line for line in lines if line.never_pays_back]

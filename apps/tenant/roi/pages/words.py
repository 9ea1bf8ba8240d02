"""Verdicts and standings as people read them."""

from collections.abc import Sequence
from dataclasses import dataclass

from apps.methods.measurement import Verdict
from apps.tenant.roi.lines import MetricLine, ReturnLine


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


def never_of(lines: Sequence[ReturnLine]) -> list[ReturnLine]:
    return [line for line in lines if line.never_pays_back]

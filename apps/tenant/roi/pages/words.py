"""Verdicts and standings as people read them."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from apps.core.display import Manner, number
from apps.methods.measurement import Better, Target, Verdict, target, target_change
from apps.methods.rounding import short
from apps.shared.catalog.models import MetricKind
from apps.tenant.roi.lines import MetricLine, ReturnLine

# R: entry errors below 1 %.
ERROR_TARGET = Decimal("0.01")
TARGET_WORDS = {
    Target.PROVEN: "“{}” is proven.",
    Target.MISSED: "“{}” is missed.",
    Target.NOT_YET: "“{}” is not proven yet.",
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
    """Whether its targets are proven, in sentences; "" without a target or a measurement after."""
    found, metric = line.after.interval, line.metric
    if found is None:
        return ""
    limit = metric.goal_limit
    words = []
    if line.is_share:
        share = ERROR_TARGET if limit is None else limit / 100
        words.append(TARGET_WORDS[target(found, share)].format(f"Below {short(share * 100)} %"))
    elif limit is not None:
        way = "At least" if line.better is Better.HIGHER else "At most"
        words.append(
            TARGET_WORDS[target(found, limit, better=line.better)].format(f"{way} {short(limit)} {metric.unit}")
        )
    if metric.goal_change_percent is not None and line.comparison:
        way = "more" if line.better is Better.HIGHER else "less"
        reached = target_change(line.comparison, metric.goal_change_percent, better=line.better)
        words.append(TARGET_WORDS[reached].format(f"{short(metric.goal_change_percent)} % {way}"))
    return " ".join(words)


def baseline_of(line: MetricLine) -> Word:
    """Signed, asked for, or not; live without a signature is said as a warning."""
    if line.metric.baseline_signed_at:
        return Word("signed and frozen", "good")
    if line.lacks_signature:
        return Word("live without a signed baseline", "warn")
    return Word("waits for the sponsor", "busy") if line.metric.signing_asked_at else Word("not signed", "none")


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

"""States in words and tones."""

from datetime import date
from typing import NamedTuple

from apps.figures.numerals import plural
from apps.methods.adoption import Verdict
from apps.methods.support import ParallelRun
from apps.tenant.roadmap.lines import InitiativeLine


class Word(NamedTuple):
    word: str
    tone: str = ""


VERDICTS = {
    Verdict.REACHED: Word("On target", "good"),
    Verdict.NOT_YET: Word("Not yet on target", "warn"),
    Verdict.CANNOT_TELL: Word("Too few days to tell"),
    Verdict.NO_TARGET: Word("No target yet"),
}


def benefit_word(line: InitiativeLine) -> Word:
    return Word("At risk", "warn") if line.is_benefit_at_risk else Word("Secured", "good")


def due_word(due: date | None, today: date, *, is_filed: bool) -> Word:
    """Of the retrospective."""
    if is_filed:
        return Word("Filed", "good")
    if due is None:
        return Word("No go-live day yet")
    if today < due:
        return Word("Not due yet")
    return Word("Due", "warn") if today == due else Word(f"{plural((today - due).days, 'day')} overdue", "bad")


def run_word(run: ParallelRun | None, today: date) -> Word:
    if run is None:
        return Word("None planned", "warn")
    if today < run.first:
        return Word(f"{plural(run.weeks, 'week')}, not begun")
    week = run.week(today)
    return Word(f"Week {week} of {run.weeks}", "busy") if week else Word(f"{plural(run.weeks, 'week')}, over", "good")

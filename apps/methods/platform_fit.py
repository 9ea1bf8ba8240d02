"""How well an integration platform meets a written requirement (G mistake 4, R integration-first; order: ours).

Each need and each of the five integration-first criteria is met, not met, or unknown, with the source of the answer.
Unknown is shown and never counted as no: beside the share that is met stands the highest it can still become.
Platforms are put in order by what is not met (fewest first), then what is met, then met criteria, then cost at the
client's volume (unknown last), then name.

Worked example: two of three needs are met, the third nobody has looked up.

>>> answers = {"two_way": Answer(True, "vendor"), "approval": Answer(True, "vendor"), "real_time": Answer(None, "")}
>>> found = fit("Make", answers, {})
>>> (len(found.met), found.unknown, round(found.share, 2), found.highest_share)
(2, ('real_time',), Decimal('0.67'), Decimal('1'))
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from apps.methods.workings import Input, Workings

SOURCE = "G requirements before tools; R integration-first"
RULE = "needs met ÷ needs; unknown is shown, never counted as no"


@dataclass(frozen=True, slots=True)
class Answer:
    """value: met True, not met False, unknown None."""

    value: bool | None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Fit:
    """One platform against the requirement. share, highest_share: of the needs, 0 to 1; both 1 without needs."""

    platform: str
    needs: Mapping[str, Answer]
    criteria: Mapping[str, Answer]
    met: tuple[str, ...]
    not_met: tuple[str, ...]
    unknown: tuple[str, ...]
    share: Decimal
    highest_share: Decimal
    workings: Workings

    @property
    def criteria_met(self) -> int:
        return sum(answer.value is True for answer in self.criteria.values())

    @property
    def criteria_unknown(self) -> int:
        return sum(answer.value is None for answer in self.criteria.values())


def fit(platform: str, needs: Mapping[str, Answer], criteria: Mapping[str, Answer]) -> Fit:
    """A platform's answers, sorted into met, not met and unknown."""
    met, not_met, unknown = (
        tuple(name for name, answer in needs.items() if answer.value is kind) for kind in (True, False, None)
    )
    total = len(needs)
    share = Decimal(len(met)) / total if total else Decimal(1)
    highest = Decimal(len(met) + len(unknown)) / total if total else Decimal(1)
    made_of = tuple(Input(name, answer.value, "", answer.source) for name, answer in needs.items())
    return Fit(
        platform, needs, criteria, met, not_met, unknown, share, highest, Workings(share, "", RULE, made_of, SOURCE)
    )


def in_order(fits: Iterable[Fit], costs: Mapping[str, Decimal | None]) -> list[Fit]:
    """Best first. costs: a month by platform, in one currency; missing or None: not known, so after the known."""

    def key(one: Fit) -> tuple[int, int, int, bool, Decimal, str]:
        cost = costs.get(one.platform)
        return (
            len(one.not_met),
            -len(one.met),
            -one.criteria_met,
            cost is None,
            cost or Decimal(0),
            one.platform.casefold(),
        )

    return sorted(fits, key=key)

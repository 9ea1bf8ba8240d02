"""What is wrong with who holds which data object (DOMAIN "Processes and flows", conflicts; R step 2).

One application is an object's system of record: its version counts, and data go out from there. From who creates, reads
and updates an object, and from the flows that move it, these rules find: no system of record; two claims to it (two
applications create it, or the system of record does not write it while another does); written in three places or
more; flows against its direction (one-way into the system of record); read but created nowhere; a system of record
that is leaving. An object that nobody holds and nothing moves has no findings yet. The order of holders, flows and
objects makes no difference.

Worked example: two applications create invoices, and nobody has said whose version counts.

>>> holders = (Holder(1, "QuickBooks", creates=True), Holder(2, "Zoho Invoice", creates=True))
>>> [found.kind.value for found in findings([ObjectFacts(7, "Invoice", None, holders)])]
['no_system_of_record', 'two_claims']
>>> findings([ObjectFacts(7, "Invoice", 1, holders)])[0].text
'QuickBooks and Zoho Invoice both create Invoice.'
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from apps.methods.workings import Input, Workings

SOURCE = "R step 2"
MANY_WRITERS = 3


class Kind(StrEnum):
    NO_SYSTEM_OF_RECORD = "no_system_of_record"
    TWO_CLAIMS = "two_claims"
    LEAVING = "system_of_record_leaving"
    MANY_WRITERS = "written_in_many_places"
    AGAINST = "against_the_direction"
    NEVER_CREATED = "read_but_never_created"


RULES = {
    Kind.NO_SYSTEM_OF_RECORD: "held or moved, and no application is its system of record",
    Kind.TWO_CLAIMS: "created by two applications, or written elsewhere while its system of record only reads it",
    Kind.LEAVING: "its system of record is being phased out or retired",
    Kind.MANY_WRITERS: f"created or updated in {MANY_WRITERS} applications or more",
    Kind.AGAINST: "a one-way flow brings it into its system of record",
    Kind.NEVER_CREATED: "some application reads it, none creates it",
}


@dataclass(frozen=True, slots=True)
class Holder:
    """What one application does with the object. is_leaving: it is being phased out or retired."""

    application: int
    name: str
    creates: bool = False
    reads: bool = False
    updates: bool = False
    is_leaving: bool = False

    @property
    def writes(self) -> bool:
        return self.creates or self.updates


@dataclass(frozen=True, slots=True)
class Move:
    """A flow that carries the object, with the names of the applications at its ends."""

    flow: int
    source: int
    source_name: str
    target: int
    is_two_way: bool = False


@dataclass(frozen=True, slots=True)
class ObjectFacts:
    """An object with its system of record (an application among the holders, or None), holders and flows."""

    id: int
    name: str
    system_of_record: int | None
    holders: tuple[Holder, ...] = ()
    moves: tuple[Move, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found: the sentence, what to do, the applications and flows concerned, and why.

    key: the same as long as the same rule finds the same applications and flows, so that a dismissal holds that long.
    """

    kind: Kind
    object: int
    text: str
    advice: str
    applications: tuple[int, ...]
    flows: tuple[int, ...]
    workings: Workings

    @property
    def key(self) -> str:
        parts = (self.applications, self.flows)
        return ":".join([self.kind, str(self.object), *(",".join(map(str, ids)) for ids in parts)])


def findings(objects: Iterable[ObjectFacts]) -> list[Finding]:
    """All findings, by rule in the order above, then by the object's name."""
    found = [(list(Kind).index(one.kind), facts.name.lower(), facts.id, one) for facts in objects for one in _of(facts)]
    return [one for *_, one in sorted(found, key=lambda item: item[:3])]


def share_differing(differing: int | None, total: int | None) -> Decimal | None:
    """Percent of the records that differ; None while a number is missing or there are no records.

    >>> round(share_differing(212, 1480), 1)
    Decimal('14.3')
    """
    return None if differing is None or not total else Decimal(100 * differing) / total


def _of(facts: ObjectFacts) -> Iterator[Finding]:
    holders = tuple(sorted(facts.holders, key=lambda one: (one.name.lower(), one.application)))
    master = next((one for one in holders if one.application == facts.system_of_record), None)
    if (any(_is_held(one) for one in holders) or facts.moves) and facts.system_of_record is None:
        text = f"No application is the system of record of {facts.name}."
        advice = "Choose the application whose version counts."
        yield _finding(Kind.NO_SYSTEM_OF_RECORD, facts, text, advice, holders)
    yield from _claims(facts, holders, master)
    if master and master.is_leaving:
        text = f"{master.name} is the system of record of {facts.name}, and it is leaving."
        yield _finding(Kind.LEAVING, facts, text, "Choose its successor before it goes.", (master,))
    writers = tuple(one for one in holders if one.writes)
    if len(writers) >= MANY_WRITERS:
        text = f"{facts.name} is written in {len(writers)} places: {_listed(writers)}."
        advice = "Let one application write it and the others read it."
        yield _finding(Kind.MANY_WRITERS, facts, text, advice, writers)
    if master:
        yield from _against(facts, master)
    if any(one.reads for one in holders) and not any(one.creates for one in holders):
        text = f"{facts.name} is read, but no application creates it."
        advice = "Say where it comes from: an application may be missing from the list."
        yield _finding(Kind.NEVER_CREATED, facts, text, advice, tuple(one for one in holders if one.reads))


def _claims(facts: ObjectFacts, holders: tuple[Holder, ...], master: Holder | None) -> Iterator[Finding]:
    creators = tuple(one for one in holders if one.creates)
    if len(creators) > 1:
        both = "both" if len(creators) == 2 else "all"
        text = f"{_listed(creators)} {both} create {facts.name}."
        advice = "Let one create it, or say which part belongs to which."
        yield _finding(Kind.TWO_CLAIMS, facts, text, advice, creators)
    elif master and not master.writes and (others := tuple(one for one in holders if one.writes)):
        does = "writes" if len(others) == 1 else "write"
        text = f"{master.name} counts for {facts.name}, but {_listed(others)} {does} it."
        advice = "Check which of them is right: the system of record, or what was imported."
        yield _finding(Kind.TWO_CLAIMS, facts, text, advice, (master, *others))


def _against(facts: ObjectFacts, master: Holder) -> Iterator[Finding]:
    inward = sorted(
        (one for one in facts.moves if one.target == master.application and not one.is_two_way),
        key=lambda one: (one.source_name.lower(), one.flow),
    )
    for move in inward:
        source = Holder(move.source, move.source_name)
        text = f"{facts.name} goes from {move.source_name} into its system of record, {master.name}, one way."
        advice = f"Enter it in {master.name} first, or make the flow two-way."
        yield _finding(Kind.AGAINST, facts, text, advice, (source, master), (move.flow,))


def _finding(
    kind: Kind, facts: ObjectFacts, text: str, advice: str, about: tuple[Holder, ...], flows: tuple[int, ...] = ()
) -> Finding:
    inputs = tuple(Input(one.name, _does(one)) for one in about)
    workings = Workings(facts.name, "", RULES[kind], inputs, SOURCE)
    return Finding(kind, facts.id, text, advice, tuple(sorted(one.application for one in about)), flows, workings)


def _is_held(one: Holder) -> bool:
    return one.creates or one.reads or one.updates


def _does(one: Holder) -> str:
    does = (("creates", one.creates), ("reads", one.reads), ("updates", one.updates), ("is leaving", one.is_leaving))
    return ", ".join(word for word, is_so in does if is_so) or "not recorded"


def _listed(holders: tuple[Holder, ...]) -> str:
    names = [one.name for one in holders]
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))

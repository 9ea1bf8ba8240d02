"""Reads of the discovery. Each costs the same number of queries whatever was found."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from apps.methods.discovery import Confidence, Evidence, confidence_of
from apps.methods.recognition import Strength
from apps.tenant.discovery.matching import Names, key_of
from apps.tenant.discovery.models import Discovery, DiscoveryLine, Finding, State
from apps.tenant.intake.models import IntakeProposal, ProposalKind, ProposalState
from apps.tenant.inventory.models import Application, FoundBy

FOUND_AS = {
    FoundBy.LISTED: Evidence.LISTED,
    FoundBy.INTERVIEW: Evidence.INTAKE,
    FoundBy.INTAKE_LINK: Evidence.INTAKE,
}


@dataclass(frozen=True)
class Proposal:
    """Everything that the files say about one product. findings: the newest file's first.

    existing: the application that it is already, or was made of it.
    """

    product: str
    findings: list[Finding]
    sources: list[str]
    existing: Application | None

    @property
    def lead(self) -> Finding:
        return self.findings[0]

    @property
    def confidence(self) -> Confidence:
        return confidence_of(self.sources, [Strength(finding.strength) for finding in self.findings])

    @cached_property
    def strength(self) -> Strength:
        return max((Strength(finding.strength) for finding in self.findings), key=lambda strength: strength.rank)

    @property
    def is_known(self) -> bool:
        """In the inventory already, and not decided on."""
        return self.lead.is_open and self.existing is not None

    @property
    def latest_costs(self) -> list[Finding]:
        """Of the newest file with charges: two files may hold the same ones."""
        newest = max((f.discovery_id for f in self.findings if f.costs or f.series), default=None)
        return [finding for finding in self.findings if finding.discovery_id == newest]

    @property
    def annual_cost(self) -> Decimal | None:
        costs = [finding.annual_cost for finding in self.latest_costs if finding.annual_cost is not None]
        return sum(costs, Decimal(0)) if costs else None

    @property
    def costs(self) -> dict[str, Decimal]:
        """By currency, never added up."""
        sums: dict[str, Decimal] = {}
        for finding in self.latest_costs:
            for code, cost in finding.costs.items():
                sums[code] = sums.get(code, Decimal(0)) + Decimal(cost)
        return sums

    @property
    def charges(self) -> int:
        return sum(finding.lines_count for finding in self.latest_costs)

    @property
    def users(self) -> int | None:
        return max((finding.users for finding in self.findings if finding.users is not None), default=None)

    @property
    def offers_cost(self) -> bool:
        """The charges make another yearly cost than the application has."""
        return (
            self.existing is not None and self.annual_cost is not None and self.existing.annual_cost != self.annual_cost
        )


def list_discoveries() -> QuerySet[Discovery]:
    """The files, newest first, with how many of their proposals and merchants wait."""
    of_it = Finding.objects.filter(discovery=OuterRef("pk")).order_by().values("discovery")
    return (
        Discovery.objects.filter(removed_at=None)
        .select_related("created_by", "same_as")
        .defer("content", "columns", "same_as__content", "same_as__columns")
        .annotate(
            proposals=Subquery(of_it.exclude(product="").annotate(n=Count("pk")).values("n")),
            unmatched=Subquery(of_it.filter(product="", state=State.OPEN).annotate(n=Count("pk")).values("n")),
        )
    )


def list_findings() -> QuerySet[Finding]:
    return (
        Finding.objects.filter(discovery__removed_at=None)
        .select_related("discovery", "application", "decided_by")
        .defer("discovery__content", "discovery__columns")
        .order_by("-discovery_id", "number")
    )


def proposals(names: Names, *, only: Q | None = None) -> list[Proposal]:
    """One a product over all files, the dearest first. only: those with a finding that matches."""
    findings = list_findings().exclude(product="")
    if only is not None:
        wanted = {product.casefold() for product in findings.filter(only).order_by().values_list("product", flat=True)}
    groups: dict[str, list[Finding]] = {}
    for finding in findings:
        key = finding.product.casefold()
        if only is None or key in wanted:
            groups.setdefault(key, []).append(finding)
    told = intake_names()
    found = [_proposal(group, names, told) for group in groups.values()]
    return sorted(found, key=lambda proposal: (-(proposal.annual_cost or 0), proposal.product.casefold()))


def _proposal(group: list[Finding], names: Names, told: set[str]) -> Proposal:
    ordered = sorted(group, key=lambda finding: not finding.is_open)
    lead = ordered[0]
    existing = (lead.application if not lead.is_open else None) or names.application_of(lead.product)
    sources = {finding.discovery.source for finding in group}
    if existing and existing.found_by in FOUND_AS and not any(finding.made_application for finding in group):
        sources.add(FOUND_AS[FoundBy(existing.found_by)].value)
    if key_of(names.canonical(lead.product)) in told:
        sources.add(Evidence.INTAKE.value)
    return Proposal(lead.product, ordered, [source.value for source in Evidence if source.value in sources], existing)


def intake_names() -> set[str]:
    """Tools that people named through an intake link, unless dismissed."""
    told = IntakeProposal.objects.filter(kind=ProposalKind.TOOL).exclude(state=ProposalState.DISMISSED)
    return {key_of(name) for name in told.values_list("name", flat=True)}


def unmatched() -> QuerySet[Finding]:
    """Merchants that wait in the queue, each once, the most frequent first."""
    newest = (
        list_findings().filter(product="", state=State.OPEN).order_by("merchant", "-discovery_id").distinct("merchant")
    )
    return list_findings().filter(pk__in=Subquery(newest.values("pk"))).order_by("-lines_count", "merchant")


def ignored() -> QuerySet[Finding]:
    newest = list_findings().filter(product="", state=State.IGNORED).order_by("merchant", "-discovery_id")
    return list_findings().filter(pk__in=Subquery(newest.distinct("merchant").values("pk"))).order_by("merchant")


def counted_lines(findings: Iterable[Finding]) -> QuerySet[DiscoveryLine]:
    """The lines behind these findings, the latest day first."""
    lines = DiscoveryLine.objects.filter(finding__in=[finding.pk for finding in findings])
    return lines.select_related("discovery").defer("discovery__content").order_by("-day", "-discovery_id", "number")


def copies_of(discovery: Discovery) -> QuerySet[DiscoveryLine]:
    return discovery.lines.exclude(copy_of=None)


def left_out_of(discovery: Discovery) -> QuerySet[DiscoveryLine]:
    return discovery.lines.exclude(problem="")


def counts_of(discovery: Discovery) -> dict[str, int]:
    """Counts for the file's page."""
    found = discovery.findings.aggregate(
        proposals=Count("pk", filter=~Q(product="")), unmatched=Count("pk", filter=Q(product="", state=State.OPEN))
    )
    return dict(found)

"""The five stages and the pages below them: the product's spine, in one place.

A page belongs to the first tab that lists its URL name. The shell (apps.tenant.overview.shell) turns this into the rail
and the tabs of a stage.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Tab:
    """One page of a section. url: the page itself; others: the names of pages that lie below it."""

    label: str
    url: str
    others: tuple[str, ...] = ()


@dataclass(frozen=True)
class Section:
    """An entry of the rail. no: 1 to 5 for a stage, None for the rest."""

    key: str
    name: str
    tabs: tuple[Tab, ...]
    no: int | None = None

    @property
    def url(self) -> str:
        return self.tabs[0].url

    def tab_of(self, url_name: str) -> Tab | None:
        return next((tab for tab in self.tabs if url_name == tab.url or url_name in tab.others), None)


SECTIONS = (
    Section(
        "assess",
        "Assess",
        (
            Tab(
                "Applications",
                "applications",
                (
                    "application",
                    "application-impact",
                    "applications-trash",
                    "applications-duplicates",
                    "applications-merge",
                ),
            ),
            Tab("Processes", "processes", ("process",)),
            Tab(
                "Data flows",
                "flows",
                ("flow", "flow-row", "flow-map", "flow-map-place", "flow-overrule", "flows-trash"),
            ),
            Tab(
                "Data objects",
                "data-objects",
                ("data-object", "data-object-uses", "data-object-master", "findings", "conflicts", "conflict"),
            ),
            Tab("Gaps", "gaps"),
            Tab("Imports", "imports", ("import",)),
            Tab("Discovery", "discovery", ("proposal", "discovery-file", "discovery-decide")),
            Tab(
                "Intake links",
                "intake-links",
                ("intake-link", "intake-link-code", "intake-link-send", "intake-answer", "intake-proposal"),
            ),
            Tab(
                "Audit",
                "audits",
                (
                    *("audit", "audit-room", "audit-tools", "audit-hand-offs", "audit-minutes", "audit-score"),
                    *("audit-pilot", "audit-finish"),
                ),
            ),
        ),
        no=1,
    ),
    Section(
        "decide",
        "Decide",
        (
            Tab(
                "Opportunities",
                "opportunities",
                (
                    *("opportunity", "opportunity-add", "opportunities-propose", "opportunity-change"),
                    *("opportunity-inputs", "opportunity-requirement", "opportunity-decision"),
                    *("opportunity-overrule", "opportunity-platform", "opportunity-merge", "opportunity-split"),
                    "opportunity-factor",
                ),
            ),
            Tab("Scorecard", "scorecard-weights"),
            Tab(
                "Integrate or consolidate",
                "consolidations",
                (
                    *("consolidation", "consolidation-add", "consolidation-change", "consolidation-decision"),
                    *("overlap-dismiss", "parallel-run", "reconciliation-add", "reconciliation-change"),
                    *("reconciliation-week", "cut-over"),
                ),
            ),
            Tab("Platforms", "platforms", ("opportunity-steps",)),
            Tab("Price sheets", "price-sheets", ("price-change",)),
            Tab("Decisions", "decisions"),
        ),
        no=2,
    ),
    Section(
        "plan",
        "Plan",
        (
            Tab(
                "Roadmap",
                "roadmap",
                (
                    *("initiative", "initiative-add", "initiative-row", "roadmap-limit-reason", "roadmap-publish"),
                    *("roadmap-version", "roadmap-compare", "roadmap-proposal"),
                ),
            ),
            Tab("Phases", "roadmap-phases", ("phase",)),
            Tab("Calendars", "calendars"),
            Tab(
                "Change management",
                "change",
                (
                    *("initiative-change", "champion-name", "change-plan", "workflow-step-add", "workflow-step"),
                    *("change-message-add", "change-message", "initiative-run", "run-point-add"),
                    *("initiative-adoption", "adoption-import", "initiative-retrospective", "win-add", "win"),
                ),
            ),
            Tab(
                "Changes of tools",
                "tool-changes",
                (
                    *("tool-change", "tool-change-start", "tool-change-plan", "tool-change-drop", "tool-task-add"),
                    "evidence-add",
                ),
            ),
        ),
        no=3,
    ),
    Section(
        "run",
        "Run",
        (
            Tab(
                "Integrations",
                "integrations",
                (
                    *("integration", "integration-change", "integration-go-live", "integration-signal-address"),
                    *("integration-problem", "incidents", "incident-resolve"),
                ),
            ),
            Tab(
                "Data contracts",
                "contracts",
                ("contract", "contract-field-add", "contract-publish", "contract-sample", "contract-version"),
            ),
        ),
        no=4,
    ),
    Section(
        "prove",
        "Prove",
        (
            Tab("Return", "return"),
            Tab("Business case", "business-case", ("case-line",)),
            Tab("Measurements", "measurements", ("metric", "metric-change", "metric-sign", "flow-study", "study-plan")),
            Tab("Claimed and measured", "claimed"),
            Tab("Wins", "wins"),
            Tab("Upkeep", "upkeep"),
            Tab("Surveys", "surveys", ("survey", "survey-link-add", "survey-link-code")),
            Tab("Costs", "costs", ("initiative-money",)),
            Tab("Benchmarks", "benchmarks"),
        ),
        no=5,
    ),
    Section("reports", "Reports", (Tab("Reports", "reports", ("report",)),)),
    Section("portal", "Portal", (Tab("Portal", "portal-manage", ("comment-answer",)),)),
    Section("activity", "Activity", (Tab("Activity", "activity"),)),
)


def place_of(url_name: str) -> tuple[Section | None, Tab | None]:
    """The section and tab that a URL name belongs to; two Nones for a page outside of them."""
    for section in SECTIONS:
        tab = section.tab_of(url_name)
        if tab:
            return section, tab
    return None, None

"""Publishing, deciding once, comparing, the approved value."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import timezone

from apps.core.display import manner_of
from apps.core.errors import Conflict, Refused
from apps.core.tenancy.context import client_scope
from apps.shared.accounts.models import Mail
from apps.tenant.roadmap import selectors, services
from apps.tenant.roadmap.models import RoadmapVersion, State, VersionStatus


def approve(harbor, version, by):
    with client_scope(harbor):
        return services.decide_version(version, VersionStatus.APPROVED, by=by)


def test_the_approved_value_is_that_of_the_version_approved_last(roadmap, harbor, sponsor):
    first = roadmap.publish()
    with client_scope(harbor):
        assert selectors.approved_value() is None
    approve(harbor, first, sponsor)
    second = roadmap.second_version()
    with client_scope(harbor):
        value = selectors.approved_value()
        assert (value.version, value.hours_per_week, value.per_year) == (1, Decimal("6.9375"), Decimal("13708.50"))
    approve(harbor, second, sponsor)
    with client_scope(harbor):
        value = selectors.approved_value()
        assert (value.version, value.hours_per_week, value.per_year) == (2, Decimal("7.375"), Decimal("14573.00"))
        assert value.workings.value == value.per_year


def test_a_comparison_in_words(roadmap, harbor, sponsor):
    first = approve(harbor, roadmap.publish(), sponsor)
    second = roadmap.second_version()
    with client_scope(harbor):
        found = selectors.changes_between(selectors.snapshot_of(first), selectors.snapshot_of(second))
    assert [one.bar.name for one in found.added] == ["Lead sync"]
    assert [(one.bar.name, one.moved) for one in found.moved] == [("Stock sync", "two weeks later")]
    assert [one.bar.name for one in found.unchanged] == ["Deal to invoice", "Zoho into QuickBooks"]
    assert found.summary == "One addition, one move."
    assert found.comparison.per_year_change == Decimal("864.5")


def test_a_version_never_changes_with_the_draft(roadmap, harbor):
    version = roadmap.publish()
    roadmap.change("Stock sync", name="Other name", end=date(2027, 3, 1))
    with client_scope(harbor):
        kept = selectors.snapshot_of(selectors.find_version(version.number))
        names = [bar.name for bar in kept.bars]
    assert "Stock sync" in names
    assert "Other name" not in names


def test_notes_effort_costs_and_candidates_are_not_in_a_version(roadmap):
    roadmap.change("Stock sync", notes="secret margin", effort_days=Decimal("24.5"), build_cost=Decimal(2417))
    roadmap.add("Someday", state=State.CANDIDATE, start=date(2027, 1, 4), end=date(2027, 2, 1))
    content = str(roadmap.publish().content)
    for hidden in ("secret margin", "24.5", "2417", "Someday"):
        assert hidden not in content


def test_deciding_twice_is_one_decision(roadmap, harbor, sponsor, lead):
    version = roadmap.publish()
    first = approve(harbor, version, sponsor)
    again = approve(harbor, version, sponsor)
    assert again.decided_at == first.decided_at
    with client_scope(harbor), pytest.raises(Conflict, match="approved version 1 already"):
        services.decide_version(version, VersionStatus.CHANGES_REQUESTED, by=sponsor, note="No")
    with client_scope(harbor), pytest.raises(Conflict):
        services.decide_version(version, VersionStatus.APPROVED, by=lead)


def test_asking_for_changes_needs_words(roadmap, harbor, sponsor):
    version = roadmap.publish()
    with client_scope(harbor), pytest.raises(Refused, match="Say what should change"):
        services.decide_version(version, VersionStatus.CHANGES_REQUESTED, by=sponsor, note="  ")
    with client_scope(harbor):
        decided = services.decide_version(version, VersionStatus.CHANGES_REQUESTED, by=sponsor, note="Later, please")
        assert RoadmapVersion.objects.get().decision_note == decided.decision_note == "Later, please"


def test_publishing_again_withdraws_what_waits(roadmap, harbor, sponsor):
    first = roadmap.publish()
    roadmap.second_version()
    with client_scope(harbor):
        assert RoadmapVersion.objects.get(number=1).status == VersionStatus.WITHDRAWN
        with pytest.raises(Conflict, match="replaced by v2"):
            services.decide_version(first, VersionStatus.APPROVED, by=sponsor)


def test_what_cannot_be_published(roadmap, harbor, lead):
    roadmap.add("No days")
    with pytest.raises(Refused, match="Give No days a start and a go-live day"):
        roadmap.publish()
    with client_scope(harbor):
        services.remove_initiative(roadmap.initiatives["No days"], by=lead)
    for name in ("A", "B"):
        roadmap.add(name, start=date(2026, 11, 9), end=date(2026, 11, 30))
    with pytest.raises(Refused, match="4 efforts run at once without a reason"):
        roadmap.publish()
    with client_scope(harbor):
        services.give_limit_reason("Christmas", by=lead)
    assert roadmap.publish().content["limit_reason"] == "Christmas"
    with pytest.raises(Refused, match="Nothing has changed since v1"):
        roadmap.publish()


def test_nothing_planned_is_refused(lumen, lead):
    with client_scope(lumen), pytest.raises(Refused, match="Nothing is planned yet"):
        services.publish_version(lumen, by=lead)


def test_the_sponsor_and_nobody_else_gets_one_e_mail(roadmap, sponsor):
    roadmap.publish()
    mail = Mail.objects.get()
    assert mail.to == sponsor.email
    assert mail.subject == "Roadmap v1 waits for your approval"
    assert "/clients/harbor/portal/roadmap/1/" in mail.text
    assert "$13,709 a year" in mail.text


def test_what_happened_earlier_writes_to_nobody(roadmap, harbor):
    moment = timezone.now().replace(year=2026, month=9, day=21)
    version = roadmap.publish(at=moment)
    assert version.published_at == moment
    assert not Mail.objects.exists()


def test_what_changed_is_told_in_sentences(roadmap, harbor, lead):
    roadmap.change(
        "Zoho into QuickBooks", owner="Priya Raman", milestones=[{"name": "List signed", "on": date(2026, 11, 20)}]
    )
    first = roadmap.publish()
    stock, zoho = roadmap.initiatives["Stock sync"], roadmap.initiatives["Zoho into QuickBooks"]
    with client_scope(harbor):
        kept = zoho.milestones.get().pk
    roadmap.change(
        "Zoho into QuickBooks",
        name="One invoicing tool",
        owner="Tom Okafor",
        state=State.PARALLEL,
        phase="Core",
        depends_on=[stock.pk],
        milestones=[
            {"id": kept, "name": "List signed", "on": date(2026, 11, 27), "is_done": True},
            {"name": "Switched off", "on": date(2026, 12, 9)},
        ],
    )
    roadmap.change("Stock sync", start=date(2026, 11, 5))
    with client_scope(harbor):
        services.remove_initiative(roadmap.initiatives["Deal to invoice"], by=lead)
    second = roadmap.publish()
    with client_scope(harbor):
        old, new = selectors.snapshot_of(first), selectors.snapshot_of(second)
        changes = selectors.changes_between(old, new)
        said = selectors.sentences(changes, old, new, manner_of(harbor))
    assert said == [
        "Stock sync starts three days later, 5 Nov 2026 instead of 2 Nov 2026.",
        "One invoicing tool: was called Zoho into QuickBooks.",
        "One invoicing tool: owner Priya Raman → Tom Okafor.",
        "One invoicing tool: phase none → Core.",
        "One invoicing tool: state planned → parallel run.",
        "One invoicing tool: now waits for Stock sync.",
        "One invoicing tool: milestone “List signed” on 27 Nov 2026 instead of 20 Nov 2026.",
        "One invoicing tool: milestone “List signed” is reached.",
        "One invoicing tool: milestone “Switched off” is new, 9 Dec 2026.",
        "Deal to invoice was taken out.",
    ]
    with client_scope(harbor):
        drawn = selectors.gantt_figure(harbor, snapshot=new, before=old, with_removed=True, before_name="version 1")
    assert ">Taken out<" in drawn.svg
    assert ">as in version 1<" in drawn.svg
    backwards = selectors.changes_between(new, old)
    assert [one.bar.name for one in backwards.added] == ["Deal to invoice"]

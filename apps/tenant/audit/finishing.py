"""The end of a sitting: opportunities, the pilot candidate, the PDF asked for. Nothing is decided."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from apps.core.clock import today_of
from apps.core.errors import Refused
from apps.shared.accounts.models import User
from apps.shared.clients.models import Client
from apps.tenant.audit.content import content_of
from apps.tenant.audit.models import AuditHandOff, AuditSitting, SittingState, Step
from apps.tenant.audit.selectors import result_of
from apps.tenant.audit.services import path_of
from apps.tenant.decisions.models import Opportunity
from apps.tenant.decisions.selectors import find_proposals
from apps.tenant.decisions.services import accept_proposals, change_opportunity, reconsider_proposals
from apps.tenant.history.services import record
from apps.tenant.reports.services import request_audit_page

NOTHING = "Enter how often and how long at least one hand-off takes. Without a time there is nothing to say."


@transaction.atomic
def finish(client: Client, sitting: AuditSitting, *, by: User) -> AuditSitting:
    """Finish once: whoever asks again, or at the same time, gets the finished sitting with its report."""
    current = AuditSitting.objects.select_for_update(of=("self",)).get(pk=sitting.pk)
    if not current.is_open:
        return current
    result = result_of(client, current)
    if not any(line.appraisal for line in result.lines):
        raise Refused(NOTHING)
    today = today_of(client)
    for line in result.lines:
        if line.appraisal:
            _make_opportunity(client, line.item, line.flow.id, by=by, on=today)
    _close(current, by=by)
    if result.pilot:
        current.pilot = result.pilot.item.opportunity
        _mark(current, by=by)
    current.report = request_audit_page(client, content_of(client, current, result), by=by)
    current.save()
    record("finished", current, by=by, path=path_of(current))
    return current


def _close(sitting: AuditSitting, *, by: User) -> None:
    now = timezone.now()
    if sitting.paused_at is not None:
        sitting.paused_seconds += int((now - sitting.paused_at).total_seconds())
        sitting.paused_at = None
    sitting.state, sitting.step = SittingState.FINISHED, Step.FINISH
    sitting.finished_at, sitting.finished_by = now, by
    sitting.save()


def _mark(sitting: AuditSitting, *, by: User) -> None:
    if sitting.pilot is not None:
        path = f"decide/opportunities/{sitting.pilot.pk}/"
        record("marked as pilot candidate", sitting.pilot, by=by, path=path)


def _make_opportunity(client: Client, item: AuditHandOff, flow_id: int, *, by: User, on: date) -> None:
    """The one that the hand-off belongs to already, or a new one of all hand-offs of the same kind."""
    found = Opportunity.objects.filter(flows=flow_id).order_by("pk").first() or _made(client, flow_id, by=by, on=on)
    if item.effort and found.change_effort is None and not found.is_decided:
        change_opportunity(found, {"change_effort": item.effort}, by=by, on=on)
    item.opportunity = found
    item.save(update_fields=["opportunity"])


def _made(client: Client, flow_id: int, *, by: User, on: date) -> Opportunity:
    proposals = find_proposals(client)
    of_flow = [one for one in [*proposals.waiting, *proposals.dismissed] if flow_id in {flow.id for flow in one.flows}]
    proposal = of_flow[0]
    if proposal.is_dismissed:
        reconsider_proposals(client, [proposal.key], by=by)
    return accept_proposals(client, [proposal.key], by=by, on=on)[0]

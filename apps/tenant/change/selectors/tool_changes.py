"""What a change of a tool touches, and what it still lacks."""

from collections.abc import Collection

from django.db.models import Q, QuerySet

from apps.methods import tool_change
from apps.tenant.change.models import ToolChange
from apps.tenant.contracts.models import Contract, ContractStatus
from apps.tenant.registry.models import Integration, IntegrationStatus


def touched_integrations(applications: Collection[int]) -> QuerySet[Integration]:
    """What connects these applications or makes one of them, and is not retired."""
    flows = Q(opportunity__flows__deleted_at=None)
    ends = Q(opportunity__flows__source__in=applications) | Q(opportunity__flows__target__in=applications)
    cases = Q(consolidation__applications__in=applications)
    found = Integration.objects.filter((flows & ends) | cases).exclude(status=IntegrationStatus.RETIRED)
    return found.select_related("owner").distinct()


def touched_contracts(applications: Collection[int]) -> QuerySet[Contract]:
    """Contracts of the objects that these applications hold or send, and that are not retired."""
    holds = Q(data_object__holdings__application__in=applications)
    sends = Q(data_object__flows__deleted_at=None) & (
        Q(data_object__flows__source__in=applications) | Q(data_object__flows__target__in=applications)
    )
    masters = Q(data_object__system_of_record__in=applications)
    found = Contract.objects.filter(holds | sends | masters).exclude(status=ContractStatus.RETIRED)
    return found.select_related("data_object", "owner").distinct()


def conditions_missing(change: ToolChange) -> tuple[tool_change.Condition, ...]:
    """Exit conditions that do not hold yet. Two queries."""
    tasks = [(task.condition, task.done_at is not None) for task in change.tasks.all()]
    done = [
        condition
        for condition in tool_change.Condition
        if (states := [is_done for of, is_done in tasks if of == condition]) and all(states)
    ]
    return tool_change.missing(done, evidence=len(change.evidence.all()))

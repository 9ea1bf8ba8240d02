"""From the number in an address to a sitting. Whatever is not there answers 404."""

from django.shortcuts import get_object_or_404

from apps.tenant.audit.models import AuditSitting


def sitting_or_404(audit_sitting_id: int) -> AuditSitting:
    found = AuditSitting.objects.select_related("started_by", "finished_by", "pilot", "report")
    return get_object_or_404(found, pk=audit_sitting_id)

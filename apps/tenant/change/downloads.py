"""What was uploaded, handed out again: the same answer to the page and to the API."""

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404

from apps.tenant.change.models import Evidence


def evidence_download(row: Evidence) -> FileResponse:
    """Always as a download: whatever somebody uploaded is never shown as a page of ours. Http404 without a file."""
    if not row.stored or not default_storage.exists(row.stored):
        raise Http404
    file = default_storage.open(row.stored, "rb")
    return FileResponse(file, as_attachment=True, filename=row.file_name, content_type="application/octet-stream")

"""Where finished reports lie: in the private file storage, in a folder of the client's own that nobody can guess.

No address serves this folder. Files leave it through views that ask for rights first.
"""

from typing import BinaryIO, cast

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from apps.core.tenancy.context import active_schema
from apps.core.tenancy.files import folder_of
from apps.tenant.reports.models import Report


class FileGone(Exception):
    """The stored file is missing; it can be made again from the snapshot."""


def save_pdf(report: Report, content: bytes) -> str:
    """Store the report's file, in place of what a broken-off attempt may have left; its name in the storage."""
    name = f"{folder_of(active_schema())}/reports/{report.public_id}.pdf"
    default_storage.delete(name)
    return default_storage.save(name, ContentFile(content))


def open_pdf(report: Report) -> BinaryIO:
    """The stored file. Raises FileGone."""
    try:
        return cast(BinaryIO, default_storage.open(report.file.name or "", "rb"))
    except (FileNotFoundError, ValueError) as error:
        raise FileGone(report.title) from error

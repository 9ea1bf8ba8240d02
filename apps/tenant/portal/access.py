"""From the numbers in an address to something that was published, or 404. Drafts have no address here."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from apps.core.http import Request
from apps.tenant.portal.models import Comment
from apps.tenant.roadmap.models import RoadmapVersion
from apps.tenant.roadmap.selectors import snapshot_of
from apps.tenant.roadmap.snapshot import Bar


def version_or_404(request: Request, number: int) -> RoadmapVersion:
    found = RoadmapVersion.objects.select_related("published_by", "decided_by")
    return get_object_or_404(found, number=number)


def initiative_or_404(request: Request, version: RoadmapVersion, number: int) -> Bar:
    """An initiative as that version holds it."""
    bar = snapshot_of(version).bar(number)
    if bar is None:
        raise Http404
    return bar


def comment_or_404(request: Request, comment_id: int, *, version: RoadmapVersion | None = None) -> Comment:
    """version: it has to be about that one."""
    found = Comment.objects.select_related("version", "author", "answers__author")
    return get_object_or_404(found.filter(version=version) if version else found, pk=comment_id)

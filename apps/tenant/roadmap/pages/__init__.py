"""What the roadmap's templates may use."""

from apps.tenant.roadmap.pages.initiative import initiative_page, new_initiative_page, phases_page
from apps.tenant.roadmap.pages.roadmap import roadmap_page, row_page
from apps.tenant.roadmap.pages.versions import compare_page, publish_page, published_words, version_page

__all__ = [
    "compare_page",
    "initiative_page",
    "new_initiative_page",
    "phases_page",
    "publish_page",
    "published_words",
    "roadmap_page",
    "row_page",
    "version_page",
]

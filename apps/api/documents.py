"""The OpenAPI document of the whole API: the public addresses and one client's, under `/clients/{slug}/`."""

from typing import Any

from django.urls import URLPattern, path
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import OpenApiJsonRenderer
from drf_spectacular.views import SpectacularAPIView

from apps.api.v1.urls import urlpatterns as client_patterns

PREFIX = "api/v1/clients/<slug:slug>/"


def documented_patterns() -> list[URLPattern]:
    """Every address as a caller sees it; the middleware strips a client's prefix before Django looks."""
    from apps.api.v1.public_urls import ADDRESSES  # noqa: PLC0415  the document's own address stands beside them

    return [*ADDRESSES, *(path(PREFIX + str(pattern.pattern), pattern.callback) for pattern in client_patterns)]


class Generator(SchemaGenerator):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **(kwargs | {"patterns": documented_patterns()}))


class OpenApiDocument(SpectacularAPIView):
    """Machine-readable: every address, its parameters and answers."""

    generator_class = Generator
    renderer_classes = [OpenApiJsonRenderer]

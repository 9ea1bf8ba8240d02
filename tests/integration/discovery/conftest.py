from collections.abc import Callable
from typing import Any

import pytest

from apps.core.tenancy.context import client_scope
from apps.shared.catalog.models import Product
from apps.tenant.discovery import services
from apps.tenant.discovery.models import Discovery

PRODUCTS = [
    ("Trello", "Atlassian", ["TRELLO.COM", "ATLASSIAN TRELLO"]),
    ("Slack", "Salesforce", ["SLACK TECHNOLOGIES"]),
    ("Asana", "Asana", []),
    ("Canva", "Canva", ["CANVA PTY"]),
    ("QuickBooks Online", "Intuit", ["QBOOKS ONLINE"]),
    ("Zoom", "Zoom", ["ZOOM VIDEO COMMUNICATIONS"]),
]


@pytest.fixture(autouse=True)
def catalogue(world: Any) -> None:
    """A few products that everybody shares; a test's world has no others."""
    Product.objects.all().delete()
    Product.objects.bulk_create(
        Product(key=name.lower().replace(" ", "-"), name=name, vendor=vendor, aliases=aliases, category="project")
        for name, vendor, aliases in PRODUCTS
    )


@pytest.fixture
def hand_in(harbor: Any, consultant: Any) -> Callable[..., Discovery]:
    """hand_in(text, source="card"): the discovery, read as far as it is at once."""

    def upload(content: bytes | str, source: str = "card", name: str = "export.csv", client: Any = harbor) -> Discovery:
        raw = content.encode() if isinstance(content, str) else content
        with client_scope(client):
            return services.start_discovery(services.Upload(name, raw, source), client=client, by=consultant)

    return upload

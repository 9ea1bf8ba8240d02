from collections.abc import Callable
from typing import Any

import pytest

from apps.core.tenancy.context import client_scope
from apps.tenant.imports import services
from apps.tenant.imports.models import Import


@pytest.fixture
def bring_in(harbor: Any, consultant: Any) -> Callable[..., Import]:
    """bring_in(bytes or text): the import, read as far as it is at once. Call it inside harbor's scope or not."""

    def bring(content: bytes | str, name: str = "tools") -> Import:
        raw = content.encode() if isinstance(content, str) else content
        with client_scope(harbor):
            return services.start_import(services.Upload(name, raw), client=harbor, by=consultant)

    return bring


@pytest.fixture
def put(harbor: Any, consultant: Any) -> Callable[[Import], Import]:
    """Apply it."""

    def apply(imported: Import) -> Import:
        with client_scope(harbor):
            return services.apply_import(imported, client=harbor, by=consultant)

    return apply

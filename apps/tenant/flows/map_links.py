"""Addresses of the map: what is chosen stands in them, and a change keeps the rest."""

from apps.core.http import Request


def with_query(request: Request, **changes: object) -> str:
    """The map's address with some of its parameters changed; None takes one away. Always from the first page."""
    query = request.GET.copy()
    query.pop("page", None)
    for name, value in changes.items():
        if value is None:
            query.pop(name, None)
        else:
            query[name] = str(value)
    for name in [name for name, value in query.items() if not value]:
        query.pop(name)
    return f"?{query.urlencode()}"

from typing import Any

from rest_framework.request import Request
from rest_framework.throttling import SimpleRateThrottle


class PerPerson(SimpleRateThrottle):
    """So many requests a minute for each person, whatever the client."""

    scope = "person"

    def get_cache_key(self, request: Request, view: Any) -> str | None:
        ident = request.user.pk if request.user.is_authenticated else self.get_ident(request)
        return f"throttle-{self.scope}-{ident}"

"""How a client's slug stands in an address, and which slugs an address needs for itself."""

import re
from typing import NamedTuple

PAGE_PREFIX = "/clients/"
API_PREFIX = "/api/v1/clients/"
# Words that stand where a slug would in public addresses, now or likely later.
RESERVED_SLUGS = frozenset({"new", "search", "archived", "export", "import", "table", "list", "all", "public", "api"})
_ADDRESS = re.compile(r"^(?P<start>/clients/|/api/v1/clients/)(?P<slug>[a-z0-9][a-z0-9-]{0,62})(?P<rest>/.*)?$")


class ClientAddress(NamedTuple):
    """A path below a client. prefix has no slash at its end, path has one at its start ("" when it was missing)."""

    slug: str
    prefix: str
    path: str
    is_api: bool


def split(path: str) -> ClientAddress | None:
    """The client's part of a request path, or None when the path names no client."""
    match = _ADDRESS.match(path)
    if match is None or match["slug"] in RESERVED_SLUGS:
        return None
    start, slug = match["start"], match["slug"]
    return ClientAddress(slug, f"{start}{slug}", match["rest"] or "", start == API_PREFIX)

"""How often somebody who is not signed in may knock, by the address they come from. Kept in the cache, a minute long.

Counts in fixed minutes: at the turn of one, up to twice as many get through, which is good enough against guessing.
"""

import time

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest

WINDOW = 60  # seconds


def too_often(request: HttpRequest, what: str, *, most: int) -> bool:
    """Count this request under `what`; True once its sender has made more than `most` in this minute."""
    sender = get_adapter().get_client_ip(request)
    key = f"knocks:{what}:{sender}:{int(time.time()) // WINDOW}"
    cache.add(key, 0, timeout=2 * WINDOW)
    try:
        return bool(cache.incr(key) > most)
    except ValueError:  # the cache has just forgotten it
        return False

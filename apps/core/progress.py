"""How far long work is, kept in the cache: what is written in one transaction is seen by nobody before its end."""

from django.core.cache import cache

SECONDS = 3_600


def tell_progress(key: str, done: int, total: int) -> None:
    """key: of the piece of work, within its client ("import-7")."""
    cache.set(f"progress:{key}", (done, total), SECONDS)


def progress_of(key: str) -> tuple[int, int]:
    """What is done and what there is to do; (0, 0) before the first word."""
    done, total = cache.get(f"progress:{key}") or (0, 0)
    return done, total


def forget_progress(key: str) -> None:
    cache.delete(f"progress:{key}")

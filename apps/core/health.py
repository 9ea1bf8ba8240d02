"""`/healthz`: 200 when web, database, broker and a worker answer; 503 with the names of those that don't."""

import logging
from collections.abc import Callable

from celery import current_app
from django.core.cache import cache
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse

logger = logging.getLogger(__name__)
WORKER_SECONDS = 1.0


def healthz(request: HttpRequest) -> HttpResponse:
    answers = {name: _answers(name, check) for name, check in CHECKS.items()}
    return JsonResponse(answers, status=200 if all(answers.values()) else 503)


def _answers(name: str, check: Callable[[], object]) -> bool:
    try:
        return bool(check())
    except Exception:  # whatever is wrong with a part, the answer is that it does not answer
        logger.exception("%s does not answer", name)
        return False


def _database() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return cursor.fetchone() == (1,)


def _broker() -> bool:
    cache.set("healthz", "ok", 5)
    return bool(cache.get("healthz") == "ok")


def _worker() -> bool:
    return bool(current_app.control.ping(timeout=WORKER_SECONDS, limit=1))


CHECKS: dict[str, Callable[[], object]] = {"database": _database, "broker": _broker, "worker": _worker}

"""Acts that happen in the public schema but belong into a client's history: who was invited, joined, left."""

from typing import Any

from apps.core.tasks import client_task
from apps.tenant.history.models import Activity


@client_task(archived=True)
def record_person(client: Any, *, at: str, verb: str, label: str, actor: tuple[int, str], object_id: int) -> None:
    """Write the entry with the moment of the act, once, however often the message arrives.

    at: ISO 8601; actor: id and name; object_id: of the invitation or membership concerned.
    """
    actor_id, actor_name = actor
    entry = {"actor_id": actor_id, "actor_name": actor_name[:160], "label": label[:200], "path": "settings/people/"}
    Activity.objects.get_or_create(at=at, noun="person", verb=verb, object_id=object_id, defaults=entry)

"""Acts in the public schema that belong into a client's history: who joined or left, what its details are."""

from collections.abc import Mapping, Sequence
from typing import Any

from apps.core.tasks import client_task
from apps.tenant.history.models import Activity


@client_task(archived=True)
def record_person(  # noqa: PLR0913
    client: Any,
    *,
    at: str,
    verb: str,
    label: str,
    actor: tuple[int, str],
    object_id: int,
    noun: str = "person",
    path: str = "settings/people/",
    changes: Sequence[Mapping[str, str]] = (),
) -> None:
    """Write the entry with the moment of the act, once, however often the message arrives.

    at: ISO 8601; actor: id and name; object_id: of the invitation, membership or client concerned; changes: as those
    of an activity.
    """
    actor_id, actor_name = actor
    entry = {"actor_id": actor_id, "actor_name": actor_name[:160], "label": label[:200], "path": path}
    found = {"at": at, "noun": noun, "verb": verb, "object_id": object_id}
    Activity.objects.get_or_create(**found, defaults=entry | {"changes": list(changes)})

"""Acts that happen in the public schema but belong into a client's history: who was invited, joined, left."""

from typing import Any

from apps.core.tasks import client_task
from apps.shared.accounts.models import User
from apps.tenant.history.models import Activity


@client_task(archived=True)
def record_person(client: Any, *, key: str, verb: str, label: str, by: int) -> None:
    """Write the entry once, however often the message arrives. key: names the act."""
    actor = User.objects.get(pk=by)
    Activity.objects.get_or_create(
        noun="person",
        path=f"settings/people/#{key}",
        defaults={"actor": actor, "actor_name": str(actor), "verb": verb, "label": label[:200]},
    )

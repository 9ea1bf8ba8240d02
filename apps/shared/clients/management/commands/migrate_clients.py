"""`manage.py migrate_clients`: every schema to this release. Run it again after an interruption."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from apps.shared.clients.migrating import migrate_everything


class Command(BaseCommand):
    help = "Bring the public schema, the template and every client to this release."

    def handle(self, *args: Any, **options: Any) -> None:
        outcome = migrate_everything(self._say)
        if outcome.failed:
            raise CommandError(f"{outcome.failed} of {outcome.failed + outcome.migrated} clients could not be migrated")

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()

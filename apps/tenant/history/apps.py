from django.apps import AppConfig
from django.core.management.commands import makemigrations
from django_tenants.management.commands.migrate_schemas import MigrateSchemasCommand


class HistoryConfig(AppConfig):
    name = "apps.tenant.history"
    label = "history"

    def ready(self) -> None:
        """Let django-tenants' command see triggers as `makemigrations` does (system check commands.E001).

        The trigger library has patched Django's own commands by now, but not this one.
        """
        MigrateSchemasCommand.autodetector = makemigrations.Command.autodetector

from django.apps import AppConfig

from apps.core import checks  # noqa: F401 - registers the system checks


class CoreConfig(AppConfig):
    name = "apps.core"
    label = "core"

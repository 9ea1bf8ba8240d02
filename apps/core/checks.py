"""System checks: what must hold before the product starts."""

from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.checks import Error, register
from django.db import models


@register()
def no_foreign_key_leaves_a_clients_schema(**kwargs: Any) -> list[Error]:
    """Each database foreign key to a public table would add triggers there for every client (E001)."""
    return [
        Error(
            f"{model._meta.label}.{field.name} has a database foreign key to a public table.",
            hint="Name people with apps.core.fields.UserField; point at nothing else outside the client's schema.",
            obj=model,
            id="throughline.E001",
        )
        for config in apps.get_app_configs()
        if config.name in settings.TENANT_APPS
        for model in config.get_models()
        if model._meta.managed and not model._meta.proxy
        for field in model._meta.local_concrete_fields
        if _leaves(field)
    ]


def _leaves(field: models.Field) -> bool:
    if not isinstance(field, models.ForeignKey) or not getattr(field, "db_constraint", True):
        return False
    return apps.get_app_config(field.related_model._meta.app_label).name not in settings.TENANT_APPS

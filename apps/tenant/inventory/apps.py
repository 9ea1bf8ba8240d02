from django.apps import AppConfig


class InventoryConfig(AppConfig):
    name = "apps.tenant.inventory"
    label = "inventory"

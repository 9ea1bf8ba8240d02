from django.apps import AppConfig


class RoiConfig(AppConfig):
    name = "apps.tenant.roi"
    label = "roi"

    def ready(self) -> None:
        """Models are there only now."""
        from apps.shared.clients.details import amounts_entered  # noqa: PLC0415

        amounts_entered.append("apps.tenant.roi.selectors.amounts.has_amounts")

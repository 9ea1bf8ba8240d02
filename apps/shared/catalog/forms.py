"""What a person may enter about a product of the firm's own. Cleans to the values that the services take."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms

from apps.core.forms import DateField, Grouped, NamesField, VersionField, YesNoUnknownField
from apps.shared.catalog.models import Product, ProductPrice
from apps.shared.catalog.services import PLAIN
from apps.shared.catalog.vocabulary import vocabulary

PRICE = ("low", "high", "currency", "per", "note")


class ProductForm(Grouped, forms.ModelForm):
    groups: ClassVar = {
        "What it is": ("name", "vendor", "kind", "category", "website", "aliases"),
        "What it does": ("capabilities", "data_objects", "best_use", "tier"),
        "How ready it is to be connected": ("open_api", "webhooks", "bulk", "sso", "connectors"),
        "Indicative price": ("price_low", "price_high", "price_currency", "price_per", "price_note"),
        "Where this is from": ("source", "sourced_on"),
    }

    website = forms.URLField(max_length=200, assume_scheme="https", required=False)
    category = forms.ChoiceField(choices=lambda: list(vocabulary().categories.items()))
    aliases = NamesField(
        label="Also called", help_text="Former names and spellings on statements, with commas between."
    )
    capabilities = NamesField(help_text="Words of the catalogue such as invoicing, quotes.")
    data_objects = NamesField(label="Typical data objects", help_text="Such as Order, Invoice.")
    connectors = NamesField(label="Connects to", help_text="Products of the catalogue, without anything in between.")
    open_api = YesNoUnknownField(label="Open API with documentation")
    webhooks = YesNoUnknownField(label="Webhooks")
    bulk = YesNoUnknownField(label="Bulk import and export")
    sso = YesNoUnknownField(label="Single sign-on")
    tier = forms.TypedChoiceField(
        label="Tier of a platform",
        choices=[("", ""), (1, "1, no-code connector"), (2, "2, integration platform"), (3, "3, custom")],
        coerce=int,
        empty_value=None,
        required=False,
    )
    price_low = forms.DecimalField(label="From", min_value=0, max_digits=12, decimal_places=2, required=False)
    price_high = forms.DecimalField(label="To", min_value=0, max_digits=12, decimal_places=2, required=False)
    price_currency = forms.RegexField(
        "^[A-Za-z]{3}$", label="Currency", required=False, error_messages={"invalid": "Three letters such as USD."}
    )
    price_per = forms.ChoiceField(label="Paid", choices=ProductPrice.Per.choices, required=False)
    price_note = forms.CharField(label="Note", max_length=200, required=False, help_text="Such as “On request”.")
    sourced_on = DateField(label="As of", required=False)
    version = VersionField(required=False)

    class Meta:
        model = Product
        fields: Sequence[str] = PLAIN
        labels: ClassVar = {"best_use": "Best for", "source": "Source"}
        help_texts: ClassVar = {"source": "An address, or who told you."}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        price = self.instance.prices.first() if self.instance.pk else None
        shown = {f"price_{name}": getattr(price, name) for name in PRICE} if price else {}
        first = {"price_currency": "USD", "price_per": "month", "version": self.instance.version}
        self.initial = {**self.initial, **first, **shown}

    def values(self) -> dict[str, Any]:
        """For the services. The form shows the first price; others, from the API, stay."""
        given = self.cleaned_data
        price = {name: given[f"price_{name}"] for name in PRICE}
        price["currency"] = price["currency"].upper() or "USD"
        price["per"] = price["per"] or ProductPrice.Per.MONTH
        is_priced = price["low"] is not None or price["high"] is not None or price["note"]
        return {name: given[name] for name in PLAIN} | {"prices": [*([price] if is_priced else []), *self._others()]}

    def _others(self) -> list[dict[str, Any]]:
        names = (*PRICE, "source", "sourced_on")
        prices = self.instance.prices.all()[1:] if self.instance.pk else []
        return [{name: getattr(price, name) for name in names} for price in prices]

    def _post_clean(self) -> None:
        """The services write; ModelForm would change the object in memory."""

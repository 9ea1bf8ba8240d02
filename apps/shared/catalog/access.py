"""From the number in an address to a product that the person's firm may see, or change."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from apps.shared.accounts.models import Firm, User
from apps.shared.catalog.models import Product


def own_firm(request: HttpRequest) -> Firm:
    """The firm of the signed-in person; only behind addresses for people of a firm."""
    firm: Firm = request.firm  # type: ignore[attr-defined]
    return firm


def person(request: HttpRequest) -> User:
    user: User = request.user  # type: ignore[assignment]
    return user


def product_or_404(request: HttpRequest, product_id: int) -> Product:
    return get_object_or_404(Product.objects.visible_to(own_firm(request)), pk=product_id)


def own_product_or_404(request: HttpRequest, product_id: int) -> Product:
    return get_object_or_404(Product, firm=own_firm(request), pk=product_id)

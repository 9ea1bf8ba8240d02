"""The catalogue of products: list, one product, and the firm's own ones. Rights stand beside the URLs."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from apps.core.errors import Refused
from apps.core.forms import refused
from apps.shared.catalog import access, services
from apps.shared.catalog.forms import ProductForm
from apps.shared.catalog.pages import catalogue_page, product_page

LIST = "catalog/catalogue.html"
FORM = "catalog/product_form.html"


def catalogue(request: HttpRequest) -> HttpResponse:
    template = f"{LIST}#list" if request.htmx else LIST  # type: ignore[attr-defined]
    return render(request, template, {"page": catalogue_page(request)})


def product(request: HttpRequest, product_id: int) -> HttpResponse:
    found = access.product_or_404(request, product_id)
    return render(request, "catalog/product.html", {"page": product_page(request, found)})


def add_product(request: HttpRequest) -> HttpResponse:
    """A product of the firm's own; `?name=…` fills the name in."""
    form = ProductForm(request.POST or None, initial={"name": request.GET.get("name", "")[:80], "category": "other"})
    if request.method == "POST" and form.is_valid():
        try:
            added = services.add_product(access.own_firm(request), form.values(), by=access.person(request))
        except Refused as refusal:
            refused(form, refusal)
        else:
            messages.success(request, f"{added} added to your catalogue.")
            return redirect("catalogue-product", product_id=added.pk)
    return render(request, FORM, {"form": form}, status=422 if form.errors else 200)


def change_product(request: HttpRequest, product_id: int) -> HttpResponse:
    found = access.own_product_or_404(request, product_id)
    form = ProductForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        try:
            services.change_product(
                found, form.values(), by=access.person(request), version=form.cleaned_data["version"]
            )
        except Refused as refusal:
            refused(form, refusal)
        else:
            messages.success(request, f"{form.cleaned_data['name']} saved.")
            return redirect("catalogue-product", product_id=found.pk)
    return render(request, FORM, {"form": form, "product": found}, status=422 if form.errors else 200)


def archive_product(request: HttpRequest, product_id: int) -> HttpResponse:
    found = services.archive_product(access.own_product_or_404(request, product_id), by=access.person(request))
    messages.success(request, f"{found} is archived.", extra_tags=f"undo:/catalogue/{found.pk}/restore/")
    return redirect("catalogue")


def restore_product(request: HttpRequest, product_id: int) -> HttpResponse:
    found = access.own_product_or_404(request, product_id)
    try:
        services.restore_product(found, by=access.person(request))
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, f"{found} is back in the list.")
    return redirect("catalogue-product", product_id=found.pk)

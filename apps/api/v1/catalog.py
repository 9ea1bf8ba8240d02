"""/catalog/: the shared products to read; the firm's own products and metrics to keep."""

from typing import Any, ClassVar

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django_filters import rest_framework as filters
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from apps.api.resources import Collection, Item, Resource
from apps.api.serializers import Strict, StrictModel
from apps.shared.catalog import metric_services, services
from apps.shared.catalog.models import FirmMetric, Product, ProductPrice
from apps.shared.catalog.selectors import Wanted, list_products, with_changes
from apps.shared.catalog.vocabulary import category_label, vocabulary


class Words(serializers.ListField):
    """Words of the catalogue's vocabulary; the service refuses others and says what is near."""

    child = serializers.CharField(max_length=80)


class PriceSerializer(StrictModel):
    class Meta:
        model = ProductPrice
        fields = ["low", "high", "currency", "per", "note", "source", "sourced_on"]
        extra_kwargs: ClassVar[dict[str, Any]] = {
            **{name: {"required": False, "allow_null": True} for name in ("low", "high")},
            **{name: {"required": False} for name in ("source", "sourced_on")},
        }


class ProductSerializer(StrictModel):
    category = serializers.ChoiceField(choices=sorted(vocabulary().categories), required=False)
    category_label = serializers.SerializerMethodField()
    aliases = Words(required=False)
    capabilities = Words(required=False)
    data_objects = Words(required=False)
    connectors = Words(required=False)
    tier = serializers.ChoiceField(choices=[1, 2, 3], required=False, allow_null=True)
    prices = PriceSerializer(many=True, required=False)
    is_own = serializers.BooleanField(read_only=True)
    version = serializers.IntegerField(required=False, min_value=1)

    class Meta:
        model = Product
        fields = ["id", *services.PLAIN, "category_label", "prices", "is_own", "is_archived", "version", "changed_at"]
        read_only_fields: ClassVar[list[str]] = ["is_archived", "changed_at"]
        # Uniqueness is the service's to refuse: its message says what to do.
        extra_kwargs: ClassVar[dict[str, Any]] = {"name": {"validators": []}}
        validators: ClassVar[list[Any]] = []

    def get_category_label(self, product: Product) -> str:
        return category_label(product.category)


class ProductFilterSet(filters.FilterSet):
    """`q` finds names, vendors and aliases; `show` is own or archived."""

    q = filters.CharFilter(method="asked")
    kind = filters.ChoiceFilter(choices=Product.Kind.choices, method="asked")
    category = filters.ChoiceFilter(choices=lambda: list(vocabulary().categories.items()), method="asked")
    capability = filters.CharFilter(method="asked")
    ready = filters.CharFilter(method="asked")
    show = filters.ChoiceFilter(choices=[("own", "own"), ("archived", "archived")], method="asked")

    def asked(self, products: QuerySet[Product], name: str, value: Any) -> QuerySet[Product]:
        """The selector filters by all of them together; see `filter_queryset`."""
        return products

    def filter_queryset(self, queryset: QuerySet[Product]) -> QuerySet[Product]:
        wanted = {name: value for name, value in self.form.cleaned_data.items() if value}
        return list_products(self.request.firm, Wanted(query=wanted.pop("q", ""), **wanted))


class Products(Collection):
    """The shared products and the firm's own; POST adds one of its own."""

    serializer_class = ProductSerializer
    filterset_class = ProductFilterSet

    def get_queryset(self) -> QuerySet[Product]:
        return list_products(self.asked.firm, Wanted())

    def add(self, values: dict[str, Any]) -> Product:
        values.pop("version", None)
        return services.add_product(self.asked.firm, values, by=self.by)


class ProductItem(Item):
    """PATCH changes and DELETE archives one of the firm's own; shared products can only be read."""

    serializer_class = ProductSerializer
    key = "product_id"

    def get_queryset(self) -> QuerySet[Product]:
        return Product.objects.visible_to(self.asked.firm).prefetch_related("prices")

    def change(self, item: Product, values: dict[str, Any]) -> Product:
        version = values.pop("version", None)
        return services.change_product(item, values, by=self.by, version=version)

    def remove(self, item: Product) -> None:
        services.archive_product(item, by=self.by)


class ProductRestore(Resource):
    """POST {} brings an archived product of the firm's own back."""

    serializer_class = Strict

    def post(self, request: Request, product_id: int) -> Response:
        found = get_object_or_404(Product.objects.visible_to(self.asked.firm), pk=product_id)
        restored = services.restore_product(found, by=self.by)
        return Response(ProductSerializer(restored).data)


class FirmMetricSerializer(StrictModel):
    """changed_by, changed_at: the last act; null for one from before acts were kept."""

    changed_by = serializers.CharField(source="latest.by", read_only=True, default=None, allow_null=True)
    changed_at = serializers.DateTimeField(source="latest.at", read_only=True, default=None, allow_null=True)

    class Meta:
        model = FirmMetric
        fields = ["id", *metric_services.FIELDS, "changed_by", "changed_at"]
        extra_kwargs: ClassVar[dict[str, Any]] = {"name": {"validators": []}}


class FirmMetrics(Collection):
    """The firm's own metrics, to be chosen at its clients; POST adds one. What the method brings is no part of them."""

    serializer_class = FirmMetricSerializer

    def get_queryset(self) -> QuerySet[FirmMetric]:
        return with_changes(self.asked.firm).filter(is_archived=False)

    def add(self, values: dict[str, Any]) -> FirmMetric:
        return metric_services.add_metric(self.asked.firm, values, by=self.by)


class FirmMetricItem(Item):
    """DELETE no longer offers it; what is measured by it stays."""

    serializer_class = FirmMetricSerializer
    key = "firm_metric_id"

    def get_queryset(self) -> QuerySet[FirmMetric]:
        return with_changes(self.asked.firm).filter(is_archived=False)

    def change(self, item: FirmMetric, values: dict[str, Any]) -> FirmMetric:
        return metric_services.change_metric(item, values, by=self.by)

    def remove(self, item: FirmMetric) -> None:
        metric_services.archive_metric(item, by=self.by)

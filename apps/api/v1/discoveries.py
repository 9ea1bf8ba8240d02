"""…/discoveries/: hand in a card, sign-in or app access export; decide on the products found in it."""

from typing import Any

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404
from rest_framework import serializers, status
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from apps.api.parsers import Json
from apps.api.resources import Collection, Resource
from apps.api.serializers import Strict, Upload
from apps.core.errors import Refused
from apps.core.progress import progress_of
from apps.tenant.discovery import services
from apps.tenant.discovery.matching import Names
from apps.tenant.discovery.models import Discovery, Finding, Source, State
from apps.tenant.discovery.selectors import Proposal, copies_of, left_out_of, list_discoveries, list_findings, proposals
from apps.tenant.discovery.services.uploading import progress_key
from apps.tenant.inventory.selectors import application_named

LINES_SHOWN = 500


class DiscoverySerializer(serializers.ModelSerializer):
    """status: reading, ready, unclear (columns to choose) or failed. same_as: the discovery of the same file before."""

    created_by: Any = serializers.StringRelatedField()
    same_as: Any = serializers.PrimaryKeyRelatedField(read_only=True)

    class Meta:
        model = Discovery
        fields = [
            *("id", "name", "source", "status", "error", "same_as", "first_day", "last_day", "lines_read", "left_out"),
            *("totals", "created_by", "created_at"),
        ]


class UploadSerializer(Strict):
    file = Upload(allow_empty_file=True, max_length=400)
    source = serializers.ChoiceField(choices=Source.values)  # type: ignore[assignment]


class ReadingSerializer(Strict):
    """columns: position in the file → key of its field, "" to leave the column out."""

    columns = serializers.DictField(child=serializers.CharField(allow_blank=True, max_length=40), required=False)
    head_row = serializers.IntegerField(min_value=0, max_value=1_000_000, required=False)
    charges_are_negative = serializers.BooleanField(required=False)

    def validate_columns(self, columns: dict[str, str]) -> dict[int, str]:
        if not all(position.isascii() and position.isdigit() for position in columns):
            raise serializers.ValidationError("Name columns by their position, from 0.")
        return {int(position): key for position, key in columns.items()}


class AcceptSerializer(Strict):
    """All as proposed when left out. annual_cost null: not known."""

    name = serializers.CharField(max_length=120, required=False)
    annual_cost = serializers.DecimalField(
        max_digits=12, decimal_places=2, min_value=0, required=False, allow_null=True
    )
    is_shadow_it = serializers.BooleanField(required=False)


class MergeSerializer(Strict):
    """application: the name of one in the inventory."""

    application = serializers.CharField(max_length=120)


class DismissSerializer(Strict):
    reason = serializers.CharField(max_length=300)


class AssignSerializer(Strict):
    product = serializers.CharField(max_length=120)


class Discoveries(Collection):
    """POST a multipart `file` with its `source`. Very long files answer with status `reading`: ask again."""

    serializer_class = UploadSerializer
    parser_classes = [MultiPartParser]

    def get_queryset(self) -> QuerySet[Discovery]:
        return list_discoveries()

    def get(self, request: Request) -> Response:
        rows = self.paginate_queryset(self.get_queryset())
        return self.get_paginated_response(DiscoverySerializer(rows, many=True).data)

    def post(self, request: Request) -> Response:
        values = self.values()
        upload = services.Upload(values["file"].name, values["file"].read(), values["source"])
        discovery = services.start_discovery(upload, client=self.asked.client, by=self.by)
        return Response(whole(discovery, self.asked.client), status=status.HTTP_201_CREATED)


class DiscoveryResource(Resource):
    parser_classes = [Json]

    def get_object(self) -> Discovery:
        files = Discovery.objects.select_related("created_by").filter(removed_at=None)
        return get_object_or_404(files, pk=self.kwargs["discovery_id"])


class DiscoveryItem(DiscoveryResource):
    """GET shows it, PATCH reads its columns in another way, DELETE takes it out of the list."""

    serializer_class = ReadingSerializer

    def get(self, request: Request, discovery_id: int) -> Response:
        return Response(whole(self.get_object(), self.asked.client))

    def patch(self, request: Request, discovery_id: int) -> Response:
        wanted = services.Wanted(**self.values())
        discovery = services.change_reading(self.get_object(), wanted, client=self.asked.client)
        return Response(whole(discovery, self.asked.client))

    def delete(self, request: Request, discovery_id: int) -> Response:
        services.remove_discovery(self.get_object(), by=self.by)
        return Response(status=status.HTTP_204_NO_CONTENT)


class Deciding(DiscoveryResource):
    """POST decides on one proposal and answers with it. 409 when somebody decided first."""

    http_method_names = ["post", "options"]

    def get_finding(self) -> Finding:
        number = self.kwargs["finding_number"]
        return get_object_or_404(list_findings(), discovery=self.get_object(), number=number)

    def decide(self, finding: Finding, values: dict[str, Any]) -> None:
        raise NotImplementedError

    def post(self, request: Request, discovery_id: int, finding_number: int) -> Response:
        self.decide(self.get_finding(), self.values())
        return Response(shown(self.get_finding(), self.asked.client))


class ProposalAccept(Deciding):
    serializer_class = AcceptSerializer

    def decide(self, finding: Finding, values: dict[str, Any]) -> None:
        with_cost = "annual_cost" not in values
        accepting = services.Accepting(**values, with_cost=with_cost)
        services.accept_findings([finding], client=self.asked.client, by=self.by, accepting=accepting)


class ProposalMerge(Deciding):
    serializer_class = MergeSerializer

    def decide(self, finding: Finding, values: dict[str, Any]) -> None:
        application = application_named(values["application"])
        if application is None:
            raise Refused(f"There is no application called {values['application']}.", field="application")
        services.merge_findings([finding], application, by=self.by)


class ProposalDismiss(Deciding):
    serializer_class = DismissSerializer

    def decide(self, finding: Finding, values: dict[str, Any]) -> None:
        services.dismiss_findings([finding], reason=values["reason"], by=self.by)


class ProposalAssign(Deciding):
    """Says which product an unmatched merchant is, of the catalogue or with a name of your own."""

    serializer_class = AssignSerializer

    def decide(self, finding: Finding, values: dict[str, Any]) -> None:
        services.assign_merchant(finding, values["product"], client=self.asked.client, by=self.by)


class ProposalIgnore(Deciding):
    serializer_class = Strict

    def decide(self, finding: Finding, values: dict[str, Any]) -> None:
        services.ignore_merchants([finding], by=self.by)


class ProposalReopen(Deciding):
    """Takes a decision back; an application that was made goes into the trash."""

    serializer_class = Strict

    def decide(self, finding: Finding, values: dict[str, Any]) -> None:
        if finding.product:
            services.reopen_findings([finding], by=self.by)
        else:
            services.ask_again([finding], by=self.by)


def whole(discovery: Discovery, client: Any) -> dict[str, Any]:
    """A file with everything that was found in it."""
    names = Names(client.firm)
    found = {p.product.casefold(): p for p in proposals(names, only=Q(discovery=discovery))}
    findings = list(list_findings().filter(discovery=discovery))
    done, total = progress_of(progress_key(discovery))
    return {
        **DiscoverySerializer(discovery).data,
        "columns": [{"position": position, **column} for position, column in enumerate(discovery.columns)],
        "has_preset": discovery.has_preset,
        "charges_are_negative": discovery.charges_are_negative,
        "progress": {"done": done, "total": total},
        "proposals": [_proposal(f, found[f.product.casefold()]) for f in findings if f.product],
        "unmatched": [_unmatched(f) for f in findings if not f.product and f.state == State.OPEN],
        "duplicates": [
            {
                "row": line.number, "same_as_row": line.copy_of, "merchant": line.text, "date": line.day,
                "amount": line.amount, "currency": line.currency,
            }
            for line in copies_of(discovery)[:LINES_SHOWN]
        ],
        "not_read": [
            {"row": line.number, "text": line.text, "reason": line.problem}
            for line in left_out_of(discovery)[:LINES_SHOWN]
        ],
    }  # fmt: skip


def shown(finding: Finding, client: Any) -> dict[str, Any]:
    """One proposal, or merchant, after a decision."""
    if not finding.product:
        return _unmatched(finding)
    names = Names(client.firm)
    (found,) = proposals(names, only=Q(product__iexact=finding.product))
    return _proposal(finding, found)


def _proposal(finding: Finding, proposal: Proposal) -> dict[str, Any]:
    existing = finding.application or proposal.existing
    return {
        **_unmatched(finding),
        "product": finding.product,
        "vendor": finding.vendor,
        "confidence": proposal.confidence.value,
        "match": finding.strength,
        "score": finding.score,
        "margin": finding.margin,
        "because": finding.because,
        "sources": proposal.sources,
        "users": finding.users,
        "application": existing and {"id": existing.pk, "name": existing.name},
        "reason": finding.reason,
        "decided_by": str(finding.decided_by) if finding.decided_by else None,
        "decided_at": finding.decided_at,
    }


def _unmatched(finding: Finding) -> dict[str, Any]:
    return {
        "id": finding.number,
        "number": finding.number,
        "merchant": finding.example,
        "normalised": finding.merchant,
        "charges": sum(entry["charges"] for entry in finding.series) if finding.series else finding.lines_count,
        "annual_cost": finding.annual_cost,
        "annual_costs": finding.costs,
        "series": finding.series,
        "state": finding.state,
    }

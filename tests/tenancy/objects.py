"""What stands in an address's `<int:flow_id>`: a real object of the client (or of the person who asks).

A name such as `flow_id` finds the client model Flow by itself and gets a row with its required fields filled; others
are listed in PUBLIC or CLIENT with a function that makes one. A name that is neither fails the access matrix.
"""

import base64
import datetime
from collections.abc import Callable
from decimal import Decimal
from itertools import count
from typing import Any
from uuid import uuid4

from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from django.apps import apps
from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.text import slugify

from apps.core.access import Role
from apps.core.tenancy.context import client_scope, public_scope
from apps.shared.accounts.models import ApiToken, FirmMembership, User
from apps.shared.catalog.models import FirmMetric, Product
from apps.shared.catalog.names import name_keys
from apps.shared.clients.models import Client, Invitation
from apps.tenant.audit.services import start_sitting
from apps.tenant.calendars.links import token_for as calendar_token
from apps.tenant.change.services import add_evidence
from apps.tenant.intake.links import token_for
from apps.tenant.registry.services import make_signal_key
from apps.tenant.reports.models import Report
from apps.tenant.reports.snapshot import collect
from apps.tenant.reports.storage import save_pdf
from apps.tenant.surveys.links import token_for as survey_token_for
from tests.factories import join_client, join_firm, make_user
from tests.personas import World

_numbers = count(1)


class Nothing(Exception):
    """No object can be made for a name in an address: register one in tests/tenancy/objects.py."""


def client_value(name: str, client: Client, by: User, *, at: str = "") -> Any:
    """A value for a name in one of the client's addresses. Runs inside the client's scope. at: the address's name."""
    if at in IN_STATE:
        label, state = IN_STATE[at]
        return make(apps.get_model(label), by, **state).pk
    if name in CLIENT:
        with public_scope():
            return CLIENT[name](client, by)
    model = _model_called(name.removesuffix("_id").replace("_", ""))
    if model is None:
        raise Nothing(name)
    return make(model, by).pk


def public_value(name: str, user: Any, world: World) -> Any:
    """A value for a name in a public address, belonging to whoever asks (to the lead for nobody)."""
    if name not in PUBLIC:
        raise Nothing(name)
    return PUBLIC[name](user if user.is_authenticated else world.lead, world)


def make(model: type[models.Model], by: User, **state: Any) -> models.Model:
    """A row of any client model with its required fields filled, and with `state`."""
    values = {field.name: _filled(field, by) for field in model._meta.concrete_fields if _is_required(field)}
    return model._base_manager.create(**values | state)


def _model_called(name: str) -> type[models.Model] | None:
    found = [
        model
        for config in apps.get_app_configs()
        if config.name in settings.TENANT_APPS
        for model in config.get_models()
        if model._meta.model_name == name
    ]
    return found[0] if len(found) == 1 else None


def _is_required(field: models.Field) -> bool:
    optional = field.null or field.has_default() or field.has_db_default() or field.blank
    return not (field.primary_key or field.generated or optional)


def _filled(field: models.Field, by: User) -> Any:
    if isinstance(field, models.ForeignKey):
        return by if field.related_model is User else make(field.related_model, by)
    if field.choices:
        return field.choices[0][0]
    for kind, value in _VALUES.items():
        if isinstance(field, kind):
            return value() if callable(value) else value
    raise Nothing(f"a value for {field}")


_VALUES: dict[Any, Any] = {
    models.EmailField: lambda: f"object{next(_numbers)}@people.example",
    (models.CharField, models.TextField): lambda: f"o{next(_numbers)}",
    models.DecimalField: Decimal(1),
    models.BooleanField: False,
    (models.IntegerField, models.FloatField): lambda: next(_numbers),
    models.DateTimeField: timezone.now,
    models.DateField: datetime.date(2026, 11, 21),
    models.JSONField: dict,
    models.UUIDField: uuid4,
    models.BinaryField: b"x",
}


def _observation(client: Client, by: User) -> int:
    with client_scope(client):
        return make(apps.get_model("roi", "Observation"), by, value=1, phase="after").pk


def _membership(client: Client, by: User) -> int:
    return join_client(make_user(), client, Role.VIEWER).pk


def _invitation(client: Client, by: User) -> int:
    return _invite(by, firm=client.firm, client=client, role=Role.VIEWER)


def _invite(by: User, **of: Any) -> int:
    later = timezone.now() + datetime.timedelta(days=3)
    number = next(_numbers)
    invitation = Invitation.objects.create(
        email=f"guest{number}@people.example", digest=f"{number:064}", invited_by=by, expires_at=later, **of
    )
    Invitation.objects.filter(pk=invitation.pk).update(created_at=timezone.now() - datetime.timedelta(hours=1))
    return invitation.pk


def _firm_of(user: User, world: World) -> Any:
    membership = FirmMembership.objects.filter(user=user).first()
    return membership.firm if membership else world.northgate


def _colleague(user: User, world: World) -> int:
    return join_firm(make_user(), _firm_of(user, world)).pk


def _token(user: User, world: World) -> int:
    later = timezone.now() + datetime.timedelta(days=3)
    return ApiToken.objects.create(user=user, name="x", digest=f"{next(_numbers):064}", expires_at=later).pk


def _passkey(user: User, world: World) -> int:
    authenticator = apps.get_model("mfa", "Authenticator")
    key = base64.urlsafe_b64encode(b"key").decode()
    data = {"name": "Key", "credential": {"id": key, "clientExtensionResults": {}}}
    return authenticator.objects.create(user=user, type="webauthn", data=data).pk


def _confirmation_key(user: User, world: World) -> str:
    """Of a link that confirms an e-mail address; for any other link it is an unknown one."""
    address = EmailAddress.objects.create(user=user, email=f"second{next(_numbers)}@people.example")
    return EmailConfirmationHMAC(address).key


def _report(client: Client, by: User) -> int:
    """A finished, published report with its file."""
    with client_scope(client):
        report = Report.objects.create(title="Summary", requested_by=by)
        report.refresh_from_db()
        report.snapshot = collect(client, report)
        report.file.name = save_pdf(report, b"%PDF-1.7")
        report.status, report.is_published = "ready", True
        report.save()
        return report.pk


def _intake_answer(client: Client, by: User) -> int:
    """Of somebody who named one tool, number 1."""
    with client_scope(client):
        proposal = make(apps.get_model("intake", "IntakeProposal"), by, number=1, name=f"Tool {next(_numbers)}")
        return proposal.answer_id


# Addresses that only exist for an object in a certain state.
IN_STATE: dict[str, tuple[str, dict[str, Any]]] = {
    "sample-check": ("roi.Metric", {"kind": "error_rate"}),
    "portal-baseline-sign": ("roi.Metric", {"signing_asked_at": timezone.now()}),
    "application-restore": ("inventory.Application", {"deleted_at": timezone.now()}),
    "api-application-restore": ("inventory.Application", {"deleted_at": timezone.now()}),
    "saved-view": ("inventory.SavedView", {"is_shared": True}),
    "saved-view-remove": ("inventory.SavedView", {"is_shared": True}),
    "api-saved-view": ("inventory.SavedView", {"is_shared": True}),
    "flow-restore": ("flows.Flow", {"deleted_at": timezone.now()}),
    "process-restore": ("flows.Process", {"deleted_at": timezone.now()}),
    "api-flow-restore": ("flows.Flow", {"deleted_at": timezone.now()}),
    "api-process-restore": ("flows.Process", {"deleted_at": timezone.now()}),
}


def _version_number(client: Client, by: User) -> int:
    """A published roadmap version with one initiative, numbered 1."""
    content = {"start": "2026-09-07", "weeks": 26, "initiatives": [{"id": 1, "name": "Deal to invoice"}]}
    with client_scope(client):
        model = apps.get_model("roadmap", "RoadmapVersion")
        return model.objects.create(number=next(_numbers), content=content, published_by=by).number


def _discovery(client: Client, by: User) -> int:
    """A file that was read, with one open proposal, number 1."""
    with client_scope(client):
        discovery = make(apps.get_model("discovery", "Discovery"), by, status="ready")
        make(apps.get_model("discovery", "Finding"), by, discovery=discovery, number=1, product="Trello")
        return discovery.pk


def _audit_sitting(client: Client, by: User) -> int:
    """One can be open at a time: the one that is."""
    with client_scope(client):
        return start_sitting(by=by).pk


def _evidence(client: Client, by: User) -> int:
    """With its file."""
    with client_scope(client):
        change = make(apps.get_model("change", "ToolChange"), by)
        return add_evidence(change, by=by, file=("protocol.txt", b"passed")).pk


CLIENT: dict[str, Callable[[Client, User], Any]] = {
    "evidence_id": _evidence,
    "discovery_id": _discovery,
    "finding_number": lambda client, by: 1,
    "version_number": _version_number,
    "other_number": _version_number,
    "initiative_number": lambda client, by: 1,
    "week_number": lambda client, by: 1,
    "cut_over_point": lambda client, by: "data_moved",
    "intake_answer_id": _intake_answer,
    "proposal_number": lambda client, by: 1,
    "membership_id": _membership,
    "observation_id": _observation,
    "invitation_id": _invitation,
    "report_id": _report,
    "audit_sitting_id": _audit_sitting,
}


def _signal_key(user: User, world: World) -> str:
    """Of an integration of harbor's: whoever has it may send signals, signed in or not."""
    with client_scope(world.harbor):
        entry = make(apps.get_model("registry", "Integration"), world.lead)
        return make_signal_key(entry, world.harbor.pk, by=world.lead)


def _intake_link(world: World) -> Any:
    with client_scope(world.harbor):
        return make(
            apps.get_model("intake", "IntakeLink"), world.lead, expires_at=timezone.now() + datetime.timedelta(1)
        )


def _intake_token(user: User, world: World) -> str:
    """Of an open link of harbor's: whoever has it may answer, signed in or not."""
    return token_for(world.harbor, _intake_link(world))


def _survey_token(user: User, world: World) -> str:
    """Of an open link of harbor's: whoever has it may answer, signed in or not."""
    with client_scope(world.harbor):
        later = timezone.now() + datetime.timedelta(1)
        link = make(apps.get_model("surveys", "SurveyLink"), world.lead, expires_at=later)
        return survey_token_for(world.harbor, link)


def _calendar_token(user: User, world: World) -> str:
    """Of harbor's dates: whoever has it may read them, signed in or not."""
    with client_scope(world.harbor):
        return calendar_token(world.harbor, make(apps.get_model("calendars", "CalendarFeed"), world.lead))


def _own_product(user: User, world: World) -> int:
    name = f"Product {next(_numbers)}"
    values = {"firm": _firm_of(user, world), "name": name, "key": slugify(name), "category": "other"}
    return Product.objects.create(**values, match_keys=name_keys([name])).pk


def _own_metric(user: User, world: World) -> int:
    return FirmMetric.objects.create(firm=_firm_of(user, world), name=f"Metric {next(_numbers)}", kind="count").pk


PUBLIC: dict[str, Callable[[User, World], Any]] = {
    "product_id": _own_product,
    "firm_metric_id": _own_metric,
    "membership_id": _colleague,
    "invitation_id": lambda user, world: _invite(user, firm=_firm_of(user, world), role="consultant"),
    "token_id": _token,
    "pk": _passkey,
    "token": lambda user, world: "unknown-token",
    "signal_key": _signal_key,
    "intake_token": _intake_token,
    "calendar_token": _calendar_token,
    "survey_token": _survey_token,
    "answer_token": lambda user, world: "unknown-token",
    "key": _confirmation_key,
    "uidb36": lambda user, world: "1",
}

"""Answers to the catalogue's suggestions: take over, dismiss, confirm. Nothing is written before a person says so."""

from collections.abc import Collection, Mapping
from typing import Any

from django.db import transaction

from apps.core.errors import Refused
from apps.shared.accounts.models import Firm, User
from apps.shared.catalog.models import Product
from apps.tenant.history.services import record, shown
from apps.tenant.inventory.catalogue_models import CatalogueAnswer
from apps.tenant.inventory.catalogue_selectors import LISTS, Suggestion, known_about, label_of
from apps.tenant.inventory.models import Application
from apps.tenant.inventory.services import add_application, change_application, path_of, snapshot

Answer = CatalogueAnswer.Answer


@transaction.atomic
def accept_suggestions(
    application: Application, fields: Collection[str] | None, *, firm: Firm | None, by: User
) -> Application:
    """Set the suggested values of these fields (None: of all) and remember where they are from.

    Words are added to lists, the ones that are there stay. Refused for a field without an open suggestion; then
    nothing is changed.
    """
    locked, product, chosen = _chosen(application, fields, firm)
    values = {s.field: _together(locked, s) for s in chosen}
    changed = change_application(locked, values, by=by)
    _remember(changed, product, chosen, Answer.ACCEPTED, by)
    return changed


@transaction.atomic
def dismiss_suggestions(
    application: Application, fields: Collection[str] | None, *, firm: Firm | None, by: User
) -> None:
    """Suggested no more, until the catalogue says something else about the field. Refused as above."""
    locked, product, chosen = _chosen(application, fields, firm)
    _remember(locked, product, chosen, Answer.DISMISSED, by)
    changes = [{"field": s.field, "label": s.label, "before": s.words, "after": "dismissed"} for s in chosen]
    record("dismissed suggestions for", locked, by=by, changes=changes, path=path_of(locked))


@transaction.atomic
def confirm_values(application: Application, fields: Collection[str] | None, *, by: User) -> None:
    """These values (None: all that were taken over) are the client's own from now on. Refused for others."""
    locked = Application.objects.select_for_update().get(pk=application.pk)
    standing = {answer.field: answer for answer in known_about(locked, None).taken_over}
    wanted = _wanted(fields, standing, "was not taken over from the catalogue")
    changes = [
        {"field": name, "label": label_of(name), "before": "from the catalogue", "after": shown(standing[name].value)}
        for name in wanted
    ]
    locked.catalogue_answers.filter(field__in=wanted).delete()
    record("confirmed", locked, by=by, changes=changes, path=path_of(locked))


@transaction.atomic
def add_known_application(
    values: Mapping[str, Any], fields: Collection[str], *, firm: Firm | None, by: User
) -> Application:
    """A new application with what the catalogue knows in these fields; what a person typed comes first."""
    application = add_application(values, by=by)
    known = {s.field for s in known_about(application, firm).suggestions}
    wanted = known & set(fields)
    return accept_suggestions(application, wanted, firm=firm, by=by) if wanted else application


def _chosen(
    application: Application, fields: Collection[str] | None, firm: Firm | None
) -> tuple[Application, Product, list[Suggestion]]:
    locked = Application.objects.select_for_update().get(pk=application.pk)
    known = known_about(locked, firm)
    offered = {suggestion.field: suggestion for suggestion in known.suggestions}
    wanted = _wanted(fields, offered, "has no open suggestion of the catalogue")
    if known.product is None or not wanted:
        raise Refused(f"The catalogue has no open suggestion for {locked.name}.")
    return locked, known.product, [offered[name] for name in wanted]


def _wanted(fields: Collection[str] | None, offered: Mapping[str, Any], refusal: str) -> list[str]:
    if fields is None:
        return list(offered)
    strange = [name for name in fields if name not in offered]
    if strange:
        raise Refused(f"{strange[0]} {refusal}. Load the page again to see what is open.", field="fields")
    return [name for name in offered if name in set(fields)]


def _together(application: Application, suggestion: Suggestion) -> Any:
    if suggestion.field not in LISTS:
        return suggestion.value
    return [*snapshot(application, [suggestion.field])[suggestion.field], *suggestion.value]


def _remember(
    application: Application, product: Product, chosen: list[Suggestion], answer: CatalogueAnswer.Answer, by: User
) -> None:
    for suggestion in chosen:
        CatalogueAnswer.objects.update_or_create(
            application=application,
            field=suggestion.field,
            defaults={
                "answer": answer,
                "value": suggestion.value,
                "product_id": product.pk,
                "product_name": product.name,
                "source": suggestion.source,
                "sourced_on": suggestion.sourced_on,
                "answered_by": by,
            },
        )

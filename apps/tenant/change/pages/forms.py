"""A page that asks one thing, and where it leads back to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models.functions import Lower
from django.forms import BaseForm

from apps.tenant.inventory.models import Application, Department, Person


@dataclass(frozen=True, kw_only=True)
class Names:
    """What can be chosen by typing."""

    people: Sequence[str] = ()
    departments: Sequence[str] = ()
    tools: Sequence[str] = ()


@dataclass(frozen=True, kw_only=True)
class FormPage:
    """submit: a verb phrase; back: the page it belongs to."""

    title: str
    form: BaseForm
    submit: str
    back: str
    text: str = ""
    names: Names = field(default_factory=Names)


def people_names() -> list[str]:
    return list(Person.objects.values_list("name", flat=True).order_by(Lower("name")))


def department_names() -> list[str]:
    return list(Department.objects.values_list("name", flat=True).order_by(Lower("name")))


def tool_names(ids: Iterable[int]) -> list[str]:
    return list(Application.objects.filter(pk__in=ids).values_list("name", flat=True).order_by(Lower("name")))

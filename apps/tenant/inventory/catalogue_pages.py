"""What the templates may use of the catalogue beside an application, and while one is added."""

from dataclasses import dataclass

from apps.core.access import Right, allowed
from apps.core.http import Request
from apps.core.tenancy.links import public_url
from apps.tenant.history.services import shown
from apps.tenant.inventory.catalogue_models import CatalogueAnswer
from apps.tenant.inventory.catalogue_selectors import Known, Suggestion, known_about, known_by_name, label_of
from apps.tenant.inventory.models import Application


@dataclass(frozen=True)
class TakenOver:
    """A value that came from the catalogue and that nobody has confirmed."""

    answer: CatalogueAnswer

    @property
    def label(self) -> str:
        return label_of(self.answer.field)

    @property
    def words(self) -> str:
        return shown(self.answer.value)


@dataclass(frozen=True)
class CataloguePanel:
    """Beside one application. product_url: its page in the catalogue; empty when the catalogue does not know it."""

    product_name: str
    product_url: str
    suggestions: list[Suggestion]
    taken_over: list[TakenOver]
    may_edit: bool

    @property
    def is_empty(self) -> bool:
        return not self.suggestions and not self.taken_over


def catalogue_panel(request: Request, application: Application) -> CataloguePanel:
    return _panel(request, known_about(application, request.firm))


def panel_for_name(request: Request, name: str) -> CataloguePanel:
    return _panel(request, known_by_name(name, request.firm))


def _panel(request: Request, known: Known) -> CataloguePanel:
    product = known.product
    return CataloguePanel(
        product_name=product.name if product else "",
        product_url=public_url("catalogue-product", product_id=product.pk) if product else "",
        suggestions=known.suggestions,
        taken_over=[TakenOver(answer) for answer in known.taken_over],
        may_edit=allowed(request, Right.WORK_EDIT),
    )

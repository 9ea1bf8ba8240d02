"""A department with a tool that is known, an open link for it, and somebody who answers it without an account."""

from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client as Browser

from apps.core.tenancy.context import public_scope
from apps.tenant.intake import services
from apps.tenant.intake.links import address_of
from apps.tenant.intake.models import IntakeAnswer
from apps.tenant.inventory.services import add_application

HAND_OFF = {
    "source": "Shopify",
    "target": "Inventory sheet",
    "data_object": "Orders",
    "per": "day",
    "times": "2",
    "minutes": "18",
    "people": "1",
}


@pytest.fixture
def known(at_harbor: Any, consultant: Any) -> Any:
    """Shopify, of Operations."""
    return add_application({"name": "Shopify", "departments": ["Operations"]}, by=consultant)


@pytest.fixture
def link(known: Any, consultant: Any) -> Any:
    return services.make_link(known.departments.get().pk, by=consultant)


@pytest.fixture
def address(link: Any, harbor: Any) -> str:
    """Path of the first question."""
    return urlsplit(address_of(harbor, link)).path


class Outside:
    """A browser whose requests begin outside of the client, as real ones do, also in a test that works inside."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser

    def __getattr__(self, name: str) -> Any:
        found = getattr(self.browser, name)
        if not callable(found):
            return found

        def ask(*args: Any, **kwargs: Any) -> Any:
            with public_scope():
                return found(*args, **kwargs)

        return ask


def nobody(**options: Any) -> Any:
    """A browser in which nobody is signed in."""
    return Outside(Browser(**options))


@pytest.fixture
def visit(visit: Any) -> Any:
    return lambda who: Outside(_opened(visit, who))


@pytest.fixture
def call(call: Any) -> Any:
    return lambda who: Outside(_opened(call, who))


def _opened(visit: Any, who: Any) -> Browser:
    with public_scope():
        opened: Browser = visit(who)
        return opened


class Asked:
    """Somebody's phone at the questions."""

    def __init__(self, address: str, name: str = "Lena Brandt") -> None:
        self.address, self.phone = address, nobody()
        if name:
            self.begun = self.phone.post(address, {"person": name, "key": self.key()})

    def key(self) -> str:
        return str(self.phone.get(self.address).context["page"].form["key"].value())

    def get(self, step: str = "") -> Any:
        return self.phone.get(f"{self.address}{step}")

    def post(self, step: str, **given: Any) -> Any:
        return self.phone.post(f"{self.address}{step}", given)

    def type(self, step: str, **given: Any) -> Any:
        """What the script sends while somebody types."""
        return self.phone.post(f"{self.address}{step}", given, headers={"HX-Request": "true"})


@pytest.fixture
def lena(address: str) -> Asked:
    return Asked(address)


@pytest.fixture
def answered(lena: Asked, harbor: Any) -> Any:
    """Lena named one tool and one hand-off that hurts, and sent it."""
    lena.post("tools/", name="Packing list", used_for="What goes into a box", go="next")
    lena.post("by-hand/", **HAND_OFF, go="next")
    lena.post("pain/", **{"pain-2": "4"})
    lena.post("else/", remark="Stock that is right.")
    lena.post("check/")
    return IntakeAnswer.objects.get()

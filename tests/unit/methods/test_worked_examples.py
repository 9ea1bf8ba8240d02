"""Every module opens with a worked example; each one is run here."""

import doctest
import importlib
import pkgutil

import pytest

import apps.methods

NAMES = sorted(module.name for module in pkgutil.iter_modules(apps.methods.__path__))


@pytest.mark.parametrize("name", NAMES)
def test_the_worked_example_holds(name):
    module = importlib.import_module(f"apps.methods.{name}")
    result = doctest.testmod(module)
    assert result.attempted > 0, f"{name} has no worked example"
    assert result.failed == 0


def test_the_methods_are_all_there():
    expected = (
        "business_case capacity checklist claims consolidation contracts gaps handoffs health intervals measurement "
        "priority readiness rounding scorecard stages tiers versions workings"
    )
    assert set(expected.split()) <= set(NAMES)

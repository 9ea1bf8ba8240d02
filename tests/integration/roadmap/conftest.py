import pytest

from tests.integration.roadmap.helpers import make_roadmap


@pytest.fixture
def roadmap(harbor, lead):
    return make_roadmap(harbor, lead)

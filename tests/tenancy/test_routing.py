import pytest

from apps.core.tenancy.routing import split


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/clients/harbor/", ("harbor", "/clients/harbor", "/", False)),
        ("/clients/harbor/flows/3/", ("harbor", "/clients/harbor", "/flows/3/", False)),
        ("/clients/harbor", ("harbor", "/clients/harbor", "", False)),
        ("/api/v1/clients/harbor/flows/", ("harbor", "/api/v1/clients/harbor", "/flows/", True)),
        ("/clients/", None),
        ("/clients/new/", None),
        ("/api/v1/clients/", None),
        ("/clients/Harbor/", None),
        ("/other/clients/harbor/", None),
    ],
)
def test_the_clients_part_of_a_path(path, expected):
    found = split(path)
    assert (found and tuple(found)) == expected

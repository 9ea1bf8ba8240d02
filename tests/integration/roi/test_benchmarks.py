from apps.core.tenancy.links import client_url


def test_each_with_its_source(visit, harbor):
    page = visit("consultant").get(client_url(harbor, "benchmarks")).content.decode()
    for words in ("240 %", "6 to 9 months", "Kissflow", "84 %", "Integrate.io", "10.3 against 3.7 times"):
        assert words in page

"""The floor under discovery: on the labelled statement lines it is as exact as it was measured to be."""

from tests.statement_lines import catalogue_shelf, labelled_lines, measured

SHELF = catalogue_shelf()


def test_the_set_is_large_and_every_product_is_in_the_catalogue():
    lines = labelled_lines()
    assert len(lines) >= 320
    assert len({line for line, _ in lines}) == len(lines)
    assert 0.3 < len(labelled_lines("held out")) / len(lines) < 0.36
    known = {name.product for names in SHELF.names.values() for name in names}
    assert {product for _, product in lines if product} <= known


def test_all_lines():
    quality = measured(SHELF)
    assert quality.precision >= 0.97
    assert quality.recall >= 0.9


def test_the_held_out_lines():
    quality = measured(SHELF, "held out")
    assert quality.precision >= 0.97
    assert quality.recall >= 0.9

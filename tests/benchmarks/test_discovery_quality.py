"""Precision and recall of discovery on the labelled statement lines, and its speed. Prints its figures.

Run by `make bench`: pytest tests/benchmarks -s
"""

import time

from tests.statement_lines import catalogue_shelf, labelled_lines, measured

ROUNDS = 50
MOST_SECONDS = 60


def test_precision_and_recall():
    shelf = catalogue_shelf()
    for part in ("tuning", "held out", ""):
        quality = measured(shelf, part)
        words = f"{quality.proposed} proposed of {quality.labelled} products in {len(labelled_lines(part))} lines"
        print(  # noqa: T201 - what a benchmark is for
            f"\n{part or 'all'}: precision {quality.precision:.3f}, recall {quality.recall:.3f} ({words})"
        )
        assert quality.precision > 0.95


def test_eighteen_thousand_different_lines():
    shelf = catalogue_shelf()
    lines = [f"{line} {number}" for number in range(ROUNDS) for line, _ in labelled_lines()]
    start = time.perf_counter()
    for line in lines:
        shelf.recognise(line)
    seconds = time.perf_counter() - start
    print(f"\n{len(lines):,} lines recognised in {seconds:.1f} s")  # noqa: T201 - what a benchmark is for
    assert seconds < MOST_SECONDS

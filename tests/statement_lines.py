"""How well the products of the catalogue are recognised in the labelled statement lines of tests/data.

Two thirds were there to tune the rules; the held-out third was only ever counted.
"""

import csv
import tomllib
from dataclasses import dataclass
from pathlib import Path

from apps.methods.recognition import Known, Shelf

ROOT = Path(__file__).resolve().parents[1]
LINES = ROOT / "tests" / "data" / "statement_lines.csv"
CATALOGUE = ROOT / "apps" / "shared" / "catalog" / "data"


@dataclass(frozen=True)
class Quality:
    """right: of `proposed`, those with the labelled product; labelled: lines that are a product."""

    right: int
    proposed: int
    labelled: int

    @property
    def precision(self) -> float:
        return self.right / self.proposed

    @property
    def recall(self) -> float:
        return self.right / self.labelled


def labelled_lines(part: str = "") -> list[tuple[str, str]]:
    """Line and product ("" for none). part: "tuning", "held out", or all."""
    with LINES.open(encoding="utf-8", newline="") as file:
        return [(row["line"], row["product"]) for row in csv.DictReader(file) if part in {"", row["part"]}]


def catalogue_shelf() -> Shelf:
    """The shared products as their files have them."""
    return Shelf(
        Known(product["name"], tuple(product.get("aliases", ())), product.get("vendor", ""))
        for path in sorted(CATALOGUE.glob("*.toml"))
        for product in tomllib.loads(path.read_text(encoding="utf-8")).get("product", ())
    )


def measured(shelf: Shelf, part: str = "") -> Quality:
    lines = labelled_lines(part)
    found = [(product, shelf.recognise(line)) for line, product in lines]
    proposed = [(product, hit.product) for product, hit in found if hit]
    return Quality(
        right=sum(wanted == given for wanted, given in proposed),
        proposed=len(proposed),
        labelled=sum(bool(product) for _, product in lines),
    )

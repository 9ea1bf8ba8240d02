"""How wide a text will be, without a font engine: Inter's advance widths at 400 and 600.

Measured from Inter Variable at optical size 14, in thousandths of the font size, for U+0020 to U+007E. Figures are set
in tabular numerals, so each digit counts as the widest. Other scripts are estimated on the generous side, because a
label with room to spare is better than one that is cut off.
"""

import unicodedata
from functools import lru_cache

_REGULAR_WIDTHS = """
    281 288 466 633 642 982 644 300 365 365 501 662 288 460 288 360 631 407 610 618 646 593 620 566 619 620 288
    302 662 662 662 511 966 690 654 730 722 601 590 746 743 269 571 672 565 903 753 765 639 765 644 642 646 744
    690 985 682 679 629 365 360 365 471 456 323 562 612 571 612 583 370 613 591 242 242 549 242 876 591 600 612
    612 376 528 327 591 562 818 546 562 552 426 333 426 662
"""
_SEMIBOLD_WIDTHS = """
    252 321 523 644 650 1004 663 326 373 373 540 673 319 465 319 379 660 423 623 636 666 612 640 576 640 640 319
    329 673 673 673 543 999 728 659 737 722 605 588 749 746 277 580 703 565 922 759 769 645 773 652 650 660 736
    728 1020 720 713 652 373 379 373 481 469 351 574 624 583 624 591 389 625 612 262 262 569 262 900 612 609 624
    624 397 549 353 612 587 839 569 588 566 455 359 455 673
"""
_REGULAR = tuple(int(width) for width in _REGULAR_WIDTHS.split())
_SEMIBOLD = tuple(int(width) for width in _SEMIBOLD_WIDTHS.split())
_DIGIT = 650
_PUNCTUATION = {"\u2013": 500, "\u2019": 294, "\u2212": 673, "\u00b7": 319, "\u00d7": 673, "\u00a0": 281, "\u2026": 956}
ELLIPSIS = "\u2026"


@lru_cache(maxsize=8192)
def text_width(text: str, size: float, weight: int = 400) -> float:
    """Width of one line in the unit of `size`."""
    table = _SEMIBOLD if weight > 500 else _REGULAR
    return sum(_advance(character, table) for character in text) * size / 1000


def fit_text(text: str, size: float, room: float, weight: int = 400) -> str:
    """`text`, or as much of its beginning as fits into `room` with an ellipsis."""
    if text_width(text, size, weight) <= room:
        return text
    kept = text
    while kept and text_width(kept + ELLIPSIS, size, weight) > room:
        kept = kept[:-1]
    return kept.rstrip() + ELLIPSIS


def wrap_text(text: str, size: float, room: float, weight: int = 400, *, lines: int = 2) -> list[str]:
    """At most `lines` lines broken at spaces; the last one is shortened when it does not fit."""
    done: list[str] = []
    rest = text.split()
    while rest and len(done) < lines - 1:
        count = _words_that_fit(rest, size, room, weight)
        done.append(fit_text(" ".join(rest[:count]), size, room, weight))
        rest = rest[count:]
    return [*done, fit_text(" ".join(rest), size, room, weight)] if rest else done


def _words_that_fit(words: list[str], size: float, room: float, weight: int) -> int:
    count = 1
    while count < len(words) and text_width(" ".join(words[: count + 1]), size, weight) <= room:
        count += 1
    return count


def _advance(character: str, table: tuple[int, ...]) -> int:
    if character.isdigit():
        return _DIGIT
    code = ord(character)
    if 32 <= code <= 126:
        return table[code - 32]
    if character in _PUNCTUATION:
        return _PUNCTUATION[character]
    if unicodedata.combining(character):
        return 0
    base = ord(unicodedata.normalize("NFD", character)[0])
    if 32 <= base <= 126:
        return table[base - 32]
    return 1050 if unicodedata.east_asian_width(character) in "WF" else 760

"""When two spellings mean the same product: letters and digits alone count.

>>> name_key("Quick-Books  Online®"), name_key("Café POS")
('quickbooksonline', 'cafepos')
"""

import unicodedata
from collections.abc import Iterable

SPOKEN = str.maketrans({"+": "plus", "&": "and", "™": "", "℠": ""})


def name_key(name: str) -> str:
    """The name without capitals, accents, spaces and signs; "+" and "&" are said, since they tell names apart."""
    plain = unicodedata.normalize("NFKD", name.translate(SPOKEN).casefold())
    return "".join(letter for letter in plain if letter.isalnum())


def name_keys(names: Iterable[str]) -> list[str]:
    """The key of each name, each once, in order; names without a letter or digit have none."""
    return list(dict.fromkeys(key for name in names if (key := name_key(name))))

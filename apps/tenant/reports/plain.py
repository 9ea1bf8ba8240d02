"""Frozen dataclasses as plain JSON and back, so that a snapshot needs no code to be read.

Decimals, dates and moments become strings, tuples become lists, enumerations their value,
dictionaries lists of pairs. `from_plain` goes by the
annotations; a field that an older snapshot does not have takes its default.

>>> from apps.methods.ranges import Range
>>> to_plain(Range(Decimal("0.60"), Decimal("0.75"), Decimal("0.90")))["low"]
'0.60'
>>> from_plain(Range, {"low": "1", "expected": "2", "high": "3"}).high
Decimal('3')
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints


def to_plain(value: Any) -> Any:
    """JSON values of a dataclass, or of anything it may hold. TypeError for what has no plain form."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: to_plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, list | tuple | set | frozenset):
        return [to_plain(item) for item in _ordered(value)]
    if isinstance(value, dict):
        return [[to_plain(key), to_plain(item)] for key, item in value.items()]
    return _scalar(value)


def from_plain(kind: Any, data: Any) -> Any:
    """The object of type `kind` that `to_plain` made `data` of."""
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        return _one_of(get_args(kind), data)
    if origin in (tuple, list, frozenset):
        return origin(_items(get_args(kind), data))
    if origin is dict:
        of_key, of_item = get_args(kind)
        return {from_plain(of_key, key): from_plain(of_item, item) for key, item in data}
    if isinstance(kind, type) and is_dataclass(kind):
        hints = _hints(kind)
        return kind(**{name: from_plain(hints[name], data[name]) for name in hints if name in data})
    return _read(kind, data)


def digest(plain: Any) -> str:
    """SHA-256 of plain values, the same however their keys are ordered."""
    text = json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _scalar(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, date):
        return value.isoformat()
    if value is None or isinstance(value, bool | int | str):
        return value
    raise TypeError(f"{type(value).__name__} has no plain form")


def _ordered(values: Iterable[Any]) -> Iterable[Any]:
    return sorted(values) if isinstance(values, set | frozenset) else values


def _items(kinds: tuple[Any, ...], data: list[Any]) -> list[Any]:
    if len(kinds) == 1 or kinds[-1] is ...:
        return [from_plain(kinds[0], item) for item in data]
    return [from_plain(kind, item) for kind, item in zip(kinds, data, strict=True)]


def _one_of(kinds: tuple[Any, ...], data: Any) -> Any:
    if data is None:
        return None
    return from_plain(next(kind for kind in kinds if kind is not type(None)), data)


def _read(kind: Any, data: Any) -> Any:
    if kind is Decimal:
        return Decimal(data)
    if kind in (date, datetime):
        return kind.fromisoformat(data)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(data)
    return data


@lru_cache(maxsize=128)
def _hints(kind: type) -> dict[str, Any]:
    wanted = {field.name for field in fields(kind)}
    return {name: hint for name, hint in get_type_hints(kind).items() if name in wanted}

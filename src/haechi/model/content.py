"""Entries of the register as plain values and back: for the database, TOML files and spreadsheets."""

import math
import types
import typing
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from enum import Enum
from functools import cache
from typing import Any

from haechi.errors import InputError
from haechi.model.dates import PartialDate, Span
from haechi.model.entries import CONTENTS, Entry, Kind
from haechi.sentence import Said, said

_YEARS = (1800, 2999)
_NAMES: Mapping[Any, Said] = {
    float: said("a number"),
    int: said("a whole number"),
    bool: said("yes or no (true or false)"),
    str: said("text"),
}


def told(content: object) -> Any:
    """A value in types that JSON has; what is at its default is left out of an entry.

    Examples
    --------
    >>> from haechi.model.entries import BodyForm
    >>> told(CONTENTS[Kind.BODY](title="Dialogue", form=BodyForm.DIALOGUE, since=PartialDate.parse("2023-12")))
    {'title': 'Dialogue', 'form': 'dialogue', 'since': '2023-12'}
    """
    if isinstance(content, (PartialDate, Span)):
        return str(content)
    if isinstance(content, Enum):
        return content.value
    if isinstance(content, tuple):
        return [told(part) for part in content]
    if is_dataclass(content):
        values = ((field, getattr(content, field.name)) for field in fields(content))
        return {field.name: told(value) for field, value in values if value != field.default}
    return content


def made(kind: Kind, values: Mapping[str, Any], where: str) -> Entry:
    """An entry from plain values.

    Parameters
    ----------
    where : what the values stand in, for errors

    Raises
    ------
    InputError
        If a field is missing, unknown or cannot be read; the field is named.
    """
    return _made(CONTENTS[kind], values, where)  # type: ignore[no-any-return]


def faults(kind: Kind, values: Mapping[str, Any]) -> dict[str, str]:
    """What is missing or cannot be read, in a sentence for each such field of an entry."""
    found: dict[str, str] = {name: said("{field} is missing", field=name) for name in _missing(CONTENTS[kind], values)}
    known = hints(CONTENTS[kind])
    for name, value in values.items():
        try:
            read(value, known[name], name)
        except InputError as error:
            found.setdefault(name, error.sentence)
    return found


def hints(kind: type) -> Mapping[str, Any]:
    """Types of the fields of a dataclass, in order."""
    return _hints(typing.cast("Any", kind))


@cache
def _hints(kind: type) -> Mapping[str, Any]:
    found = typing.get_type_hints(kind)
    return {field.name: found[field.name] for field in fields(kind)}


def read(value: object, hint: Any, where: str) -> Any:
    """A plain value as what a field holds; raise `InputError` where it cannot be that."""
    if isinstance(hint, types.UnionType):
        (inner,) = (part for part in hint.__args__ if part is not types.NoneType)
        return None if value is None or value == "" else read(value, inner, where)
    if typing.get_origin(hint) is tuple:
        if not isinstance(value, (list, tuple)):
            raise InputError(said("{where}: {value} is no list", where=where, value=repr(value)))
        return tuple(
            read(part, hint.__args__[0], said("{where} {place}", where=where, place=place))
            for place, part in enumerate(value, 1)
        )
    if is_dataclass(hint) and hint not in (PartialDate, Span):
        if not isinstance(value, Mapping):
            raise InputError(f"{where}: {value!r} is no table of fields")
        return _made(typing.cast("type", hint), value, where)
    return _plain(value, hint, where)


def _plain(value: object, hint: Any, where: str) -> Any:
    try:
        if hint in (PartialDate, Span):
            return _of_our_time(hint.parse(str(value)))
        if isinstance(hint, type) and issubclass(hint, Enum):
            return hint(value)
    except (InputError, ValueError):
        words = "2026, 2026-Q3, 2026-07"
        if issubclass(hint, Enum):
            words = said("one of {known}", known=", ".join(word.value for word in hint))
        raise InputError(
            said("{where}: {value} cannot be read; write {known}", where=where, value=repr(value), known=words)
        ) from None
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        if not _is_finite(value):
            raise InputError(
                said("{where}: that is no number which can be reckoned with; write a smaller one", where=where)
            )
        if hint in (float, str) or (hint is int and float(value).is_integer()):
            return hint(value)
    elif hint in (str, bool) and isinstance(value, hint):
        return value
    raise InputError(said("{where}: {value} is not {kind}", where=where, value=repr(value), kind=_NAMES[hint]))


def _of_our_time(value: PartialDate | Span) -> PartialDate | Span:
    """A date from which months and years can be counted; raise `InputError` for any other."""
    first, last = (value, value) if isinstance(value, PartialDate) else (value.start, value.end)
    if not _YEARS[0] <= first.first.year <= last.first.year <= _YEARS[1]:
        raise InputError(
            said("{value} lies outside the years {first} to {last}", value=value, first=_YEARS[0], last=_YEARS[1])
        )
    return value


def _is_finite(value: float) -> bool:
    try:
        return math.isfinite(value)
    except OverflowError:
        return False


def _made(kind: type, values: Mapping[str, Any], where: str) -> Any:
    known = hints(kind)
    if unknown := sorted(set(values) - set(known)):
        raise InputError(
            said(
                "{where}: there is no field {field}; use {known}",
                where=where,
                field=repr(unknown[0]),
                known=", ".join(known),
            )
        )
    if missing := _missing(kind, values):
        raise InputError(said("{where}: {field} is missing", where=where, field=missing[0]))
    return kind(
        **{
            name: read(value, known[name], said("{where}, {field}", where=where, field=name))
            for name, value in values.items()
        }
    )


def _missing(kind: type, values: Mapping[str, Any]) -> list[str]:
    needed = [field.name for field in fields(kind) if field.default is MISSING]
    return [name for name in needed if values.get(name) in (None, "")]

"""An entry of the register as a form: its fields as text, and what is typed as values."""

import types
import typing
from collections.abc import Mapping, Sequence
from dataclasses import MISSING, dataclass, fields, is_dataclass
from enum import Enum, StrEnum
from typing import Any

from haechi.errors import InputError
from haechi.model.content import hints, told
from haechi.model.entries import CONTENTS, Entry, Kind
from haechi.sentence import said

_BETWEEN = " | "


class Shape(StrEnum):
    """How a field is typed."""

    LINE = "line"
    LINES = "lines"  # one part in each
    TABLE = "table"  # one row in each, its columns in order between bars
    CHOICE = "choice"


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field of a form: its text, the words to choose from, the columns of a table, and whether it may be empty."""

    name: str
    shape: Shape
    text: str
    choices: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    is_needed: bool = False


def form(kind: Kind, content: Entry | None) -> tuple[Field, ...]:
    """The fields of a kind of entry, with what a content says in them."""
    made, written = CONTENTS[kind], told(content) if content is not None else {}
    needed = {field.name for field in fields(made) if field.default is MISSING}
    defaults = {field.name: told(field.default) for field in fields(made) if field.default is not MISSING}
    return tuple(
        _field(name, _inner(hint), written.get(name, defaults.get(name)), is_needed=name in needed)
        for name, hint in hints(made).items()
    )


def values(kind: Kind, typed: Mapping[str, str]) -> dict[str, Any]:
    """What was typed, as plain values; an empty field is None or an empty list.

    Raises
    ------
    InputError
        If a row of a table has more parts than the table has columns.
    """
    return {name: _value(name, _inner(hints(CONTENTS[kind])[name]), text) for name, text in typed.items()}


def _field(name: str, hint: Any, value: Any, *, is_needed: bool) -> Field:
    if typing.get_origin(hint) is tuple:
        part = hint.__args__[0]
        if is_dataclass(part):
            columns = tuple(hints(typing.cast("type", part)))
            rows = "\n".join(_BETWEEN.join(_text(row.get(column)) for column in columns) for row in value or ())
            return Field(name=name, shape=Shape.TABLE, text=rows, columns=columns, is_needed=is_needed)
        return Field(name=name, shape=Shape.LINES, text="\n".join(map(_text, value or ())), is_needed=is_needed)
    choices = _choices(hint)
    shape = Shape.CHOICE if choices else Shape.LINE
    return Field(name=name, shape=shape, text=_text(value), choices=choices, is_needed=is_needed)


def _value(name: str, hint: Any, text: str) -> Any:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if typing.get_origin(hint) is not tuple:
        return _plain(hint, text.strip())
    part = hint.__args__[0]
    if not is_dataclass(part):
        return [_plain(part, line) for line in lines]
    return [_row(name, typing.cast("type", part), line) for line in lines]


def _row(name: str, kind: type, line: str) -> dict[str, Any]:
    columns, parts = hints(kind), [part.strip() for part in line.split(_BETWEEN.strip())]
    if len(parts) > len(columns):
        raise InputError(
            said(
                "{where}: {value} has {n} parts; write {known}, with a bar between two",
                where=name,
                value=repr(line),
                n=len(parts),
                known=_BETWEEN.join(columns),
            )
        )
    pairs = zip(columns.items(), parts, strict=False)
    return {column: _plain(_inner(hint), part) for (column, hint), part in pairs if part}


def _plain(hint: Any, text: str) -> Any:
    if not text:
        return None
    if hint is bool:
        return {"yes": True, "no": False}.get(text, text)
    if hint in (float, int):
        try:
            return float(text)
        except ValueError:
            return text  # whoever reads it says what is wrong
    return text


def _choices(hint: Any) -> tuple[str, ...]:
    if hint is bool:
        return ("yes", "no")
    if isinstance(hint, type) and issubclass(hint, Enum):
        return tuple(str(word.value) for word in hint)
    return ()


def _inner(hint: Any) -> Any:
    """What a field holds where it is not None."""
    if isinstance(hint, types.UnionType):
        (inner,) = (part for part in hint.__args__ if part is not types.NoneType)
        return inner
    return hint


def _text(value: Any) -> str:
    if value is None or (isinstance(value, Sequence) and not value):
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:g}" if isinstance(value, float) else str(value)

"""Bundled tables: a CSV file to a tuple of typed rows, every cell checked, every error with table, line and column."""

import csv
import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import fields
from enum import Enum
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from haechi.errors import FactError, HaechiError
from haechi.model.chain import Names
from haechi.model.citation import Citation, Method
from haechi.model.dates import PartialDate, Span

_FOLDER = files("haechi.reference") / "tables"
_LANGUAGES = ("en", "ko", "nl")

Row = typing.TypeVar("Row")
Cells = Mapping[str, str]
OfRow = Callable[[Cells], typing.Any]

_date = cache(PartialDate.parse)  # the same few dates stand in thousands of cells
_span = cache(Span.parse)


def read(name: str, kind: type[Row], *, folder: Traversable = _FOLDER) -> tuple[Row, ...]:
    """Rows of the table `name` as instances of `kind`.

    A field of type `Citation` is read from the columns source, locator, as_of and method, one of type `Names` from
    name_en, name_ko and name_nl, every other field from the column of its own name. An empty cell is None where the
    field allows it; lists stand in one cell with semicolons between.

    Raises
    ------
    FactError
        If a column is missing or foreign, or a cell cannot be read as its type.
    """
    text = (folder / f"{name}.csv").read_text(encoding="utf-8")
    reader = csv.DictReader(text.splitlines(), strict=True)
    expected = columns(kind)
    if reader.fieldnames != expected:
        raise FactError(f"table {name}: columns are {reader.fieldnames}, expected {expected}")
    parsers = {field: _of_field(field, hint) for field, hint in _hints(kind).items()}
    return tuple(_row(kind, parsers, cells, f"table {name}, line {reader.line_num}") for cells in reader)


def columns(kind: type) -> list[str]:
    """Columns of the table that holds instances of `kind`."""
    names: list[str] = []
    for field, hint in _hints(kind).items():
        if hint is Citation:
            names += ["source", "locator", "as_of", "method"]
        elif hint is Names:
            names += [f"name_{language}" for language in _LANGUAGES]
        else:
            names.append(field)
    return names


def _hints(kind: type) -> dict[str, typing.Any]:
    hints = typing.get_type_hints(kind)
    return {field.name: hints[field.name] for field in fields(kind)}


def _of_field(field: str, hint: typing.Any) -> OfRow:
    """How a field is read from the cells of a row."""
    if hint is Citation:
        return _citation
    if hint is Names:
        return _names
    parse = _of_cell(hint)
    return lambda cells: parse(cells[field])


def _of_cell(hint: typing.Any) -> Callable[[str], typing.Any]:
    """How a cell of a type is read."""
    if isinstance(hint, types.UnionType):
        (inner,) = (part for part in typing.get_args(hint) if part is not types.NoneType)
        parse = _of_cell(inner)
        return lambda cell: parse(cell) if cell else None
    if typing.get_origin(hint) is tuple:
        return lambda cell: tuple(_text(part) for part in cell.split(";")) if cell else ()
    if hint is PartialDate:
        return _date
    if hint is Span:
        return _span
    if hint is bool:
        return _flag
    if hint in (int, float) or issubclass(hint, Enum):
        return typing.cast("Callable[[str], typing.Any]", hint)
    return _text


def _row(kind: type[Row], parsers: Mapping[str, OfRow], cells: dict[str, str], place: str) -> Row:
    if None in cells or None in cells.values():
        raise FactError(f"{place}: the number of cells is not that of the header")
    try:
        return kind(**{field: parse(cells) for field, parse in parsers.items()})
    except (HaechiError, ValueError) as error:
        raise FactError(f"{place} ({next(iter(cells.values()))}): {error}") from error


def _citation(cells: Cells) -> Citation:
    return Citation(
        source=_text(cells["source"]),
        locator=_text(cells["locator"]),
        as_of=_date(cells["as_of"]),
        method=Method(cells["method"]),
    )


def _names(cells: Cells) -> Names:
    return Names(**{language: _text(cells[f"name_{language}"]) for language in _LANGUAGES})


def _text(cell: str) -> str:
    if not cell or cell != cell.strip():
        raise FactError(f"cell {cell!r} is empty or has blanks around it")
    return cell


def _flag(cell: str) -> bool:
    if cell not in ("yes", "no"):
        raise FactError(f"cell {cell!r} must be yes or no")
    return cell == "yes"

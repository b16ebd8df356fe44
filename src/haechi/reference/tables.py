"""Bundled tables: a CSV file to a tuple of typed rows, every cell checked, every error with table, line and column."""

import csv
import types
import typing
from dataclasses import fields
from enum import Enum
from importlib.resources import files
from importlib.resources.abc import Traversable

from haechi.errors import FactError, HaechiError
from haechi.model.chain import Names
from haechi.model.citation import Citation, Method
from haechi.model.dates import PartialDate, Span

_FOLDER = files("haechi.reference") / "tables"
_LANGUAGES = ("en", "ko", "nl")

Row = typing.TypeVar("Row")


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
    hints = _hints(kind)
    text = (folder / f"{name}.csv").read_text(encoding="utf-8")
    reader = csv.DictReader(text.splitlines(), strict=True)
    expected = columns(kind)
    if reader.fieldnames != expected:
        raise FactError(f"table {name}: columns are {reader.fieldnames}, expected {expected}")
    return tuple(_row(kind, hints, cells, f"table {name}, line {reader.line_num}") for cells in reader)


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


def _row(kind: type[Row], hints: dict[str, typing.Any], cells: dict[str, str], place: str) -> Row:
    if None in cells or None in cells.values():
        raise FactError(f"{place}: the number of cells is not that of the header")
    values: dict[str, typing.Any] = {}
    try:
        for field, hint in hints.items():
            if hint is Citation:
                values[field] = _citation(cells)
            elif hint is Names:
                values[field] = Names(**{language: _text(cells[f"name_{language}"]) for language in _LANGUAGES})
            else:
                values[field] = _cell(cells[field], hint)
        return kind(**values)
    except (HaechiError, ValueError) as error:
        raise FactError(f"{place} ({next(iter(cells.values()))}): {error}") from error


def _citation(cells: dict[str, str]) -> Citation:
    return Citation(
        source=_text(cells["source"]),
        locator=_text(cells["locator"]),
        as_of=PartialDate.parse(cells["as_of"]),
        method=Method(cells["method"]),
    )


def _text(cell: str) -> str:
    if not cell or cell != cell.strip():
        raise FactError(f"cell {cell!r} is empty or has blanks around it")
    return cell


def _cell(cell: str, hint: typing.Any) -> typing.Any:
    if isinstance(hint, types.UnionType):
        (inner,) = (part for part in typing.get_args(hint) if part is not types.NoneType)
        return _cell(cell, inner) if cell else None
    if typing.get_origin(hint) is tuple:
        return tuple(_text(part) for part in cell.split(";")) if cell else ()
    if hint in (PartialDate, Span):
        return hint.parse(cell)
    if hint is bool:
        return {"yes": True, "no": False}[_flag(cell)]
    if hint in (int, float) or issubclass(hint, Enum):
        return hint(cell)
    return _text(cell)


def _flag(cell: str) -> str:
    if cell not in ("yes", "no"):
        raise FactError(f"cell {cell!r} must be yes or no")
    return cell

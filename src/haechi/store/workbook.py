"""The register as a workbook on disk: sheets out, sheets in, every cell as it was typed and no formula run."""

import datetime as dt
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from xml.parsers import expat

import openpyxl
from openpyxl.cell.cell import Cell as Typed
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

from haechi.errors import FileRefused
from haechi.model.sheet import Cell, Sheet
from haechi.readers.workbook import reading

GUIDE = "read me"
_MOST_CELLS = 1_000_000
_MOST_ELEMENTS = 1_000_000  # cells, values, rows, styles; openpyxl makes about 0.6 kB of each
_LARGEST = 64 * 2**20  # bytes, unpacked
_SPANS = ("hyperlink", "mergeCell")  # openpyxl makes every cell within their reference
_WIDE = 60  # characters


def write(path: Path, guide: Sequence[str], sheets: Sequence[Sheet]) -> None:
    """Write a guide and the sheets; text is text, also where it begins like a formula."""
    book = openpyxl.Workbook()
    first = book.active
    first.title = GUIDE
    for number, line in enumerate(guide, 1):
        first.cell(number, 1, line)
    first.column_dimensions["A"].width = 2 * _WIDE
    for sheet in sheets:
        _fill(book.create_sheet(sheet.name), sheet)
    book.properties.creator = "Haechi"
    book.properties.created = book.properties.modified = dt.datetime(2000, 1, 1)  # noqa: DTZ001 - a workbook knows no zone
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)


def read(path: Path) -> tuple[Sheet, ...]:
    """Sheets of a workbook, but for the guide.

    Raises
    ------
    FileRefused
        If it is no workbook, or a sheet has merged cells, a formula, or no header; the cell is named.
    """
    with reading(path.name):
        _check_size(path)
        with path.open("rb") as file:  # which openpyxl leaves open where it stumbles
            book = openpyxl.load_workbook(file)
    return tuple(_sheet(path, page) for page in book.worksheets if page.title != GUIDE)


def _check_size(path: Path) -> None:
    """Refuse, before anything is made of it, what would be far more than a register in memory."""
    with zipfile.ZipFile(path) as archive:
        unpacked = sum(member.file_size for member in archive.infolist())
        if unpacked > _LARGEST:
            size = f"{unpacked / 1e6:,.0f} MB"
            raise FileRefused(f"{path.name} unpacks to {size}, as no register does: look at what is in it")
        counter = _Counter(path.name)
        for member in archive.infolist():
            with archive.open(member) as content:
                counter.read(content.read())


class _Counter:
    """Counts what openpyxl would make of the members of a workbook, whichever of them are its sheets."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._left = _MOST_ELEMENTS

    def read(self, content: bytes) -> None:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler = self._count
        try:
            parser.Parse(content, True)
        except expat.ExpatError:
            return  # a picture; or a sheet that openpyxl refuses where this parser did

    def _count(self, name: str, attributes: dict[str, str]) -> None:
        self._left -= 1
        if name.rpartition(" ")[2] in _SPANS and (span := attributes.get("ref")):
            first_column, first_row, last_column, last_row = openpyxl.utils.range_boundaries(span)
            self._left -= (last_column - first_column + 1) * (last_row - first_row + 1)
        if self._left < 0:
            most = f"{_MOST_ELEMENTS:,}"
            raise FileRefused(f"{self._name} has more than {most} cells and values, as no register does: look into it")


def _fill(page: Worksheet, sheet: Sheet) -> None:
    for number, cells in ((1, sheet.header), *sheet.rows):
        for place, value in enumerate(cells, 1):
            if value is not None:
                cell = page.cell(number, place)
                cell.value = value
                cell.alignment = Alignment(wrap_text=True, vertical="top")
                if isinstance(value, str):
                    cell.data_type = "s"
                if number == 1:
                    cell.font = Font(bold=True)
    page.freeze_panes = "C2"
    for place, name in enumerate(sheet.header, 1):
        longest = max((len(str(cells[place - 1] or "")) for _, cells in sheet.rows), default=0)
        width = min(max(len(name), longest) + 2, _WIDE)
        page.column_dimensions[openpyxl.utils.get_column_letter(place)].width = width


def _sheet(path: Path, page: Worksheet) -> Sheet:
    where = f"{path.name}, sheet {page.title!r}"
    if page.merged_cells.ranges:
        raise FileRefused(
            f"{where}: cells {next(iter(page.merged_cells.ranges))} are merged; give each cell its own value"
        )
    if page.max_row * page.max_column > _MOST_CELLS:
        size = f"{page.max_row:,} rows and {page.max_column:,} columns"
        raise FileRefused(f"{where} has {size}; a register has at most {_MOST_CELLS:,} cells: take out what is far off")
    rows = list(_rows(where, page))
    if not rows or not any(rows[0][1]):
        raise FileRefused(f"{where} has no header; begin it with the names of the columns")
    header = tuple(str(name) for name in rows[0][1] if name is not None)
    if header != tuple(str(name) for name in rows[0][1][: len(header)]):
        raise FileRefused(f"{where}: a column in between has no name; name it or take it out")
    for number, cells in rows[1:]:
        if any(cell is not None for cell in cells[len(header) :]):
            raise FileRefused(f"{where}, row {number}: a cell stands beside the last column; take it out")
    held = ((number, tuple(cells[: len(header)])) for number, cells in rows[1:])
    return Sheet(
        name=page.title, header=header, rows=tuple(row for row in held if any(cell is not None for cell in row[1]))
    )


def _rows(where: str, page: Worksheet) -> Iterator[tuple[int, list[Cell]]]:
    for number, row in enumerate(page.iter_rows(), 1):
        yield number, [_value(where, cell) for cell in row]


def _value(where: str, cell: Typed | Any) -> Cell:
    """What a cell holds; a day as text, whatever else a program made of it."""
    if cell.data_type == "f":
        raise FileRefused(f"{where}, cell {cell.coordinate} holds a formula; give its value")
    if cell.data_type == "e":
        raise FileRefused(f"{where}, cell {cell.coordinate} holds the error {cell.value}; give a value")
    if isinstance(cell.value, dt.datetime):
        return cell.value.date().isoformat() if cell.value.time() == dt.time() else cell.value.isoformat()
    if isinstance(cell.value, (dt.date, dt.time)):
        return cell.value.isoformat()
    return cell.value  # type: ignore[no-any-return]

"""A brief as a spreadsheet: its words on the first sheet, a sheet for each table, its sources on the last.

The only home of writing by openpyxl in briefs. Every cell is text, so that nothing that was entered becomes a formula.
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from haechi.brief.document import Brief, Bullets, Paragraph, Table

_WIDEST_NAME = 31  # letters that a spreadsheet allows in the name of a sheet
_FORBIDDEN_IN_NAMES = re.compile(r"[\[\]:*?/\\]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_WIDTH = 140  # of a sheet, in letters
_TOP = Alignment(vertical="top", wrap_text=True)
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # of a zip archive


def workbook(brief: Brief) -> bytes:
    """The brief as xlsx; the same brief gives the same bytes."""
    book = Workbook()
    words = book.active
    words.title = _name(brief.title, book)
    _fill(words, [(line,) for line in _words(brief)], widths=(1,))
    for heading, table in _tables(brief):
        sheet = book.create_sheet(_name(heading, book))
        _fill(sheet, [table.header, *table.rows], widths=table.widths)
        sheet.freeze_panes = "A2"
    sources = [(str(number), text) for number, text in enumerate(brief.references, start=1)]
    _fill(book.create_sheet(_name(brief.references_heading, book)), sources, widths=(1, 15))
    return _repeatable(book, brief.issued)


def _words(brief: Brief) -> Iterator[str]:
    """Everything that stands in no table."""
    yield brief.title
    yield f"{brief.subtitle} · {brief.issued.isoformat()}"
    yield from brief.lead
    for section in brief.sections:
        lines = [line for block in section.blocks if not isinstance(block, Table) for line in _lines(block)]
        yield from (section.heading, *lines) if lines else ()
    yield from brief.colophon


def _lines(block: object) -> tuple[str, ...]:
    if isinstance(block, Paragraph):
        return (block.text,)
    return block.points if isinstance(block, Bullets) else ()


def _tables(brief: Brief) -> Iterator[tuple[str, Table]]:
    for section in brief.sections:
        for block in section.blocks:
            if isinstance(block, Table):
                yield section.heading, block


def _fill(sheet: Worksheet, rows: Iterable[tuple[str, ...]], *, widths: tuple[int, ...]) -> None:
    for number, row in enumerate(rows, start=1):
        for place, text in enumerate(row, start=1):
            cell = sheet.cell(number, place)
            cell.value = _CONTROL.sub("", text)
            cell.data_type = "s"
            cell.alignment = _TOP
            cell.font = Font(bold=number == 1)
    for place, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = _WIDTH * width / sum(widths)


def _name(heading: str, book: Workbook) -> str:
    """A name that no other sheet has."""
    plain = _FORBIDDEN_IN_NAMES.sub(" ", heading)[:_WIDEST_NAME]
    taken = {name.casefold() for name in book.sheetnames}
    numbered = (f"{plain[: _WIDEST_NAME - 3]} {number}" for number in range(2, 100))
    return next(name for name in (plain, *numbered) if name.casefold() not in taken)


def _repeatable(book: Workbook, issued: dt.date) -> bytes:
    """The file without the time at which it was written."""
    made, settled = BytesIO(), BytesIO()
    book.properties.created = dt.datetime.combine(issued, dt.time())
    book.save(made)
    stamp = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")
    with ZipFile(made) as given, ZipFile(settled, "w", ZIP_DEFLATED) as kept:
        for name in given.namelist():
            content = stamp.sub(rb"\g<1>" + f"{issued.isoformat()}T00:00:00Z".encode(), given.read(name))
            kept.writestr(ZipInfo(name, _FIRST_DAY), content, ZIP_DEFLATED)
    return settled.getvalue()

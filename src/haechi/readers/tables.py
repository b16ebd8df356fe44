"""Tables of text: each row as its cells with the line that it begins on.

Rows are not changed and none is left out; a row whose number of cells differs from the header's is handed on as it is.
"""

import csv
import json
import sys
from collections.abc import Iterator
from typing import Any

from haechi.errors import FileRefused
from haechi.readers.sniff import Form, Part
from haechi.readers.workbook import LAST_ROW, reading

Row = tuple[int, list[str]]

csv.field_size_limit(1 << 20)


def rows(part: Part) -> Iterator[Row]:
    """The rows of a table, its header first.

    Returns
    -------
    Pairs of the line (of a JSON reply: the number of the record) and the cells, as text; an absent cell is empty.

    Raises
    ------
    FileRefused
        If the text is no table: a quote that is never closed, JSON without records, a workbook that cannot be read.
    """
    if part.form is Form.TEXT:
        return _text_rows(part)
    if part.form is Form.JSON:
        return _json_rows(part)
    if part.form is Form.XLSX:
        return _sheet_rows(part)
    raise FileRefused(f"{part.name} is {part.form.value}, which is not read row by row")


def announced(part: Part) -> int | None:
    """How many records a JSON reply says that it answers with, or None where it does not say."""
    if part.form is not Form.JSON:
        return None
    reply = _reply(part)
    count = reply.get("count") if isinstance(reply, dict) else None
    return count if isinstance(count, int) else None


def _text_rows(part: Part) -> Iterator[Row]:
    with part.open_text() as text:
        reader = csv.reader(text, delimiter=part.delimiter, strict=True)
        line = 1
        try:
            for cells in reader:
                if cells:
                    yield line, cells
                line = reader.line_num + 1
        except csv.Error as error:
            raise FileRefused(
                f"{part.name}, row beginning in line {line}: {error}; a quote is likely not closed: mend the line"
            ) from error


def _json_rows(part: Part) -> Iterator[Row]:
    reply = _reply(part)
    records = reply.get("data") if isinstance(reply, dict) else reply
    if not isinstance(records, list) or not all(isinstance(record, dict) for record in records):
        raise FileRefused(f"{part.name} holds no list of records under 'data': give a reply of the UN Comtrade API")
    if not records:
        raise FileRefused(f"{part.name} holds no record: the question that it answers found nothing")
    header = list(dict.fromkeys(name for record in records for name in record))
    yield 0, header
    for number, record in enumerate(records, start=1):
        yield number, [_plain(record.get(name)) for name in header]


def _reply(part: Part) -> Any:
    try:
        with part.open_text() as text:
            return json.load(text)
    except json.JSONDecodeError as error:
        raise FileRefused(f"{part.name} is no valid JSON ({error}): it may have broken off; fetch it again") from error
    except RecursionError as error:
        raise FileRefused(f"{part.name} is nested too deeply: give a reply of the UN Comtrade API") from error


def _sheet_rows(part: Part) -> Iterator[Row]:
    import openpyxl  # takes long to load, and few files are workbooks

    with reading(part.name), part.path.open("rb") as file:  # which openpyxl leaves open where it stumbles
        sheet = openpyxl.load_workbook(file, read_only=True, data_only=True).worksheets[0]
        sheet.reset_dimensions()
        width = 0
        for line, cells in enumerate(sheet.iter_rows(values_only=True), start=1):
            if line > LAST_ROW:
                raise FileRefused(f"{part.name} has a row beyond the last of any workbook: save it again as .xlsx")
            texts = [_plain(cell) for cell in cells]
            if not any(texts):
                continue
            width = width or len(texts)
            # A worksheet does not store blank cells at the end of a row.
            yield line, texts + [""] * (width - len(texts))


def _plain(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1 / sys.float_info.epsilon:
        return str(int(value))
    return str(value)

import json
from pathlib import Path

import openpyxl
import pytest

from haechi.errors import FileRefused
from haechi.readers.sniff import parts
from haechi.readers.tables import announced, rows


def _rows(path: Path) -> list[tuple[int, list[str]]]:
    (part,) = parts(path)
    return list(rows(part))


def test_rows_carry_the_line_that_they_begin_on(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text('a,b\n1,"two\nlines"\n\n3,4\n')
    assert _rows(path) == [(1, ["a", "b"]), (2, ["1", "two\nlines"]), (5, ["3", "4"])]


def test_a_quote_that_is_never_closed_is_named_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text('a,b\n1,2\n3,"4\n5,6\n')
    with pytest.raises(FileRefused, match="row beginning in line 3"):
        _rows(path)


def test_a_reply_of_the_api_becomes_rows_of_text(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_text(json.dumps({"count": 9, "data": [{"a": None, "b": True}, {"a": 2.0, "c": 1.5}]}))
    assert _rows(path) == [(0, ["a", "b", "c"]), (1, ["", "TRUE", ""]), (2, ["2", "", "1.5"])]
    assert announced(parts(path)[0]) == 9


@pytest.mark.parametrize(
    ("text", "word"),
    [('{"data": [{"a": 1}', "broken off"), ('{"a": 1}', "no list of records"), ('{"data": []}', "no record")],
)
def test_json_without_records_is_refused(tmp_path: Path, text: str, word: str) -> None:
    path = tmp_path / "x.json"
    path.write_text(text)
    with pytest.raises(FileRefused, match=word):
        _rows(path)


def test_the_first_sheet_of_a_workbook_is_read(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["a", "b", "c"], [1, 2.5, None], [None, None, None], ["0101", True, 3.0]):
        sheet.append(row)
    book.save(path)
    assert _rows(path) == [(1, ["a", "b", "c"]), (2, ["1", "2.5", ""]), (4, ["0101", "TRUE", "3"])]

import datetime as dt
from dataclasses import replace
from io import BytesIO

import openpyxl

from haechi.brief import xlsx
from haechi.brief.document import Brief, Bullets, Paragraph, Section, Table

TABLE = Table(caption="Shares", header=("Item", "Share"), rows=(("HF", "=1+1"), ("NF3", "007")), widths=(3, 1))
BRIEF = Brief(
    title="What was promised: all of it, and then some more",
    subtitle="KOR, NLD",
    issued=dt.date(2026, 11, 22),
    language="en",
    lead=("A sentence.",),
    sections=(
        Section(heading="Late", blocks=(Paragraph(text="A paragraph."), TABLE)),
        Section(heading="late", blocks=(Bullets(points=("a point",)), TABLE)),
    ),
    references_heading="Sources",
    references=("KITA, 2019",),
    colophon=("Made with Haechi.",),
)


def book(brief: Brief = BRIEF) -> openpyxl.Workbook:
    return openpyxl.load_workbook(BytesIO(xlsx.workbook(brief)))


def test_every_table_is_a_sheet_and_sheets_of_the_same_heading_are_numbered() -> None:
    assert book().sheetnames == ["What was promised  all of it, a", "Late", "late 2", "Sources"]


def test_a_sheet_holds_the_rows_of_the_table() -> None:
    rows = list(book()["Late"].iter_rows(values_only=True))
    assert rows == [TABLE.header, *TABLE.rows]


def test_nothing_that_was_entered_becomes_a_formula() -> None:
    assert [cell.data_type for cell in book()["Late"]["B"]] == ["s", "s", "s"]


def test_what_stands_in_no_table_is_on_the_first_sheet() -> None:
    words = [str(row[0]) for row in book().worksheets[0].iter_rows(values_only=True)]
    assert words == [
        BRIEF.title,
        "KOR, NLD · 2026-11-22",
        "A sentence.",
        "Late",
        "A paragraph.",
        "late",
        "a point",
        "Made with Haechi.",
    ]


def test_the_file_is_the_same_bytes_every_time() -> None:
    assert xlsx.workbook(BRIEF) == xlsx.workbook(BRIEF)


def test_control_characters_are_left_out() -> None:
    assert book(replace(BRIEF, lead=("a\x07b",))).worksheets[0]["A3"].value == "ab"

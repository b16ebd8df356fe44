"""The register through a workbook and back: nothing is lost, and a bad cell is named."""

import datetime as dt
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from tests.app.at_desk import desk

from haechi.app import book, register_files, registering
from haechi.app.desk import Desk
from haechi.app.registering import Given
from haechi.errors import FileRefused, HaechiError
from haechi.model.content import told
from haechi.model.entries import Kind

AT = dt.datetime(2026, 11, 1, tzinfo=dt.UTC)
GIVEN = Given(side="KOR", why="=a test, not a formula", evidence=("a\nb", "c\\d"), who="a desk", at=AT)
MEETING = {
    "title": "+ second dialogue",
    "body": "kor-nld-semiconductor-dialogue",
    "date": "2026-Q4",
    "is_held": False,
    "agenda": ["first; point", "second\nline"],
    "actions": [
        {"number": 1, "what": "@send", "owner": "kor-mofe", "due": "2026-12"},
        {"number": 2, "what": "answer\x07", "completion": "under way"},
    ],
}


@pytest.fixture(scope="module")
def entered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a workspace, in it a meeting and a promise of one side, and its register as a workbook."""
    folder = tmp_path_factory.mktemp("entered")
    found = desk("2026-11-22", folder / "ws")
    registering.enter(found, Kind.MEETING, "dialogue-2", MEETING, GIVEN)
    registering.enter(found, Kind.COMMITMENT, "share", {"title": "Share", "target": 0.1, "due": "2028"}, GIVEN)
    register_files.export(found, folder / "register.xlsx")
    return folder


@pytest.fixture
def at(entered: Path, tmp_path: Path) -> Desk:
    shutil.copytree(entered / "ws", tmp_path / "ws")
    return desk("2026-11-22", tmp_path / "ws")


@pytest.fixture
def file(entered: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(entered / "register.xlsx", tmp_path))


def bring_in(at: Desk, path: Path) -> Any:
    return register_files.bring_in(at, path, who="a secretary", at=AT + dt.timedelta(hours=1))


def edit(path: Path, change: Callable[[Any], object]) -> None:
    workbook = openpyxl.load_workbook(path)
    change(workbook)
    workbook.save(path)


def cell(page: Worksheet, row: int, name: str) -> Any:
    """The cell of a column by its name."""
    header = [entry.value for entry in page[1]]
    return page.cell(row, header.index(name) + 1)


def add(page: Worksheet, **values: object) -> int:
    """Add a row; the number it got."""
    row: int = page.max_row + 1
    for name, value in values.items():
        cell(page, row, name).value = value
    return row


def test_export_and_import_into_the_same_register_add_nothing(at: Desk, file: Path) -> None:
    before = book.history(at)
    assert bring_in(at, file).notes == ("register.xlsx adds nothing: every row in it is in the register already.",)
    assert book.history(at) == before


def test_a_workbook_fills_an_empty_register_and_loses_nothing(at: Desk, file: Path, tmp_path: Path) -> None:
    other = desk("2026-11-22", tmp_path / "other")
    bring_in(other, file)
    assert book.history(other) == book.history(at)


def test_numbers_of_another_register_are_refused_where_something_is_held(at: Desk, file: Path, tmp_path: Path) -> None:
    other = desk("2026-11-22", tmp_path / "other")
    registering.enter(other, Kind.COMMITMENT, "own", {"title": "Own"}, GIVEN)
    with pytest.raises(HaechiError, match="what the register holds is not rewritten"):
        bring_in(other, file)
    assert len(book.history(other)) == len(book.history(at)) - 1


def test_rows_with_keys_of_new_ones_are_entered_now(at: Desk, file: Path, tmp_path: Path) -> None:
    def without_keys(workbook: Any) -> None:
        for page in workbook.worksheets[1:]:
            for row in range(2, page.max_row + 1):
                key = page.cell(row, 1)
                key.value = f"new {key.value}" if str(key.value).isdigit() else key.value

    edit(file, without_keys)
    other = desk("2026-11-22", tmp_path / "other")
    bring_in(other, file)
    mine, theirs = (
        [(row.entry, row.side, row.deed, row.content, row.why, row.evidence, row.who) for row in book.history(held)]
        for held in (at, other)
    )
    assert sorted(map(repr, mine)) == sorted(map(repr, theirs))


NEW = {"entry": "new", "deed": "entered", "side": "KOR", "why": "x", "title": "New"}


def own(at: Desk, path: Path) -> Any:
    return register_files.bring_in(at, path, who="a secretary", at=AT + dt.timedelta(hours=1), is_own=True)


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"who": "a minister"}, "row 16: it names 'a minister' as who enters it, and 'a secretary' hands it in"),
        ({"at": "2020-01-01T00:00:00+00:00"}, "row 16: it names 2020-01-01 00:00:00+00:00 as when it is entered"),
        ({"at": "2020-01-01T00:00:00"}, "row 16: it names 2020-01-01 00:00:00 as when it is entered"),
        ({"at": "long ago"}, "row 16: at 'long ago' is no moment"),
    ],
)
def test_a_row_that_must_be_own_names_nobody_else_and_no_other_moment(
    at: Desk, file: Path, given: dict[str, str], why: str
) -> None:
    before = book.history(at)
    edit(file, lambda workbook: add(workbook["commitment"], **NEW, **given))
    with pytest.raises(HaechiError) as error:
        own(at, file)
    assert why in str(error.value)
    assert book.history(at) == before


def test_rows_that_the_register_holds_may_be_of_others(at: Desk, file: Path) -> None:
    edit(file, lambda workbook: add(workbook["commitment"], **NEW, who="a secretary"))
    (row,) = own(at, file).rows
    assert (row["entry"], row["who"]) == ("new", "a secretary")
    assert book.history(at)[-1].at == AT + dt.timedelta(hours=1)


def test_another_register_is_no_row_of_ones_own(file: Path, tmp_path: Path) -> None:
    other = desk("2026-11-22", tmp_path / "other")
    with pytest.raises(HaechiError, match="names 'a desk' as who enters it"):
        own(other, file)
    assert not any(change.id for change in book.history(other))


def test_text_that_begins_like_a_formula_stays_text(file: Path) -> None:
    page = openpyxl.load_workbook(file)["meeting"]
    assert cell(page, page.max_row, "why").data_type == "s"
    assert cell(page, page.max_row, "why").value == "=a test, not a formula"


def test_a_new_row_with_its_table_is_entered(at: Desk, file: Path) -> None:
    def change(workbook: Any) -> None:
        new = {"key": "new 1", "entry": "dialogue-3", "deed": "entered", "side": "nld", "why": "invited"}
        add(workbook["meeting"], **new, title="Third", body="kor-nld-semiconductor-dialogue", date=dt.date(2027, 3, 1))
        add(workbook["meeting.actions"], key="new 1", number=1, what="book a room", due=2027)

    edit(file, change)
    (row,) = bring_in(at, file).rows
    assert (row["entry"], row["side"], row["who"]) == ("dialogue-3", "NLD", "a secretary")
    content = book.book(at)["dialogue-3"].content
    assert told(content)["actions"] == [{"number": 1, "what": "book a room", "due": "2027"}]
    assert told(content)["date"] == "2027-03-01"


@pytest.mark.parametrize(
    ("sheet", "name", "value", "why"),
    [
        ("commitment", "due", "soon", "sheet 'commitment', cell AA16: 'soon' cannot be read; write 2026"),
        ("commitment", "target", "many", "sheet 'commitment', cell Y16: 'many' is not a number"),
        ("commitment", "weight", "heavy", "'heavy' cannot be read; write one of political"),
        ("commitment", "items", "unobtainium", "sheet 'commitment', row 16: new: 'unobtainium' is no item"),
        ("commitment", "completion", "done", "sheet 'commitment', row 16: new: nothing shows that it was done"),
        ("commitment", "deed", "wished", "cell D16: 'wished' cannot be read; write one of entered"),
        ("commitment", "why", None, "sheet 'commitment', cell E16: why is missing"),
        ("commitment", "title", None, "sheet 'commitment', row 16: title is missing"),
        ("commitment", "entry", "kaist", "sheet 'commitment', row 16: 'kaist' is a party"),
    ],
)
def test_a_bad_cell_is_named_and_nothing_is_entered(
    at: Desk, file: Path, sheet: str, name: str, value: object, why: str
) -> None:
    def change(workbook: Any) -> None:
        row = add(workbook[sheet], entry="new", deed="entered", side="KOR", why="x", title="New")
        cell(workbook[sheet], row, name).value = value

    before = book.history(at)
    edit(file, change)
    with pytest.raises(HaechiError) as error:
        bring_in(at, file)
    assert why in str(error.value)
    assert book.history(at) == before


def test_history_is_not_rewritten(at: Desk, file: Path) -> None:
    edit(file, lambda workbook: setattr(cell(workbook["commitment"], 15, "title"), "value", "Share nothing"))
    with pytest.raises(HaechiError, match="sheet 'commitment', cell I15: what the register holds is not rewritten"):
        bring_in(at, file)


def test_an_action_cannot_be_added_to_what_is_known(at: Desk, file: Path) -> None:
    def change(workbook: Any) -> None:
        add(workbook["meeting.actions"], key=1, number=3, what="one more")

    edit(file, change)
    with pytest.raises(HaechiError, match=r"sheet 'meeting.actions', cell B4: what the register holds"):
        bring_in(at, file)


def test_rows_that_were_taken_out_change_nothing(at: Desk, file: Path) -> None:
    before = book.history(at)
    edit(file, lambda workbook: workbook["commitment"].delete_rows(2, 14))
    bring_in(at, file)
    assert book.history(at) == before


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda book: book["body"].merge_cells("B2:B3"), "sheet 'body': cells B2:B3 are merged"),
        (lambda book: setattr(book["body"]["E2"], "value", "=1+1"), "sheet 'body', cell E2 holds a formula"),
        (
            lambda book: setattr(book["body"]["C1"], "value", "hue"),
            "sheet 'body', cell C1: column 'hue' is unknown",
        ),
        (lambda book: book["body"].delete_cols(2), "sheet 'body': column 'entry' is missing"),
        (lambda book: book.create_sheet("extra").append(["x"]), "sheet 'extra' is none of the register"),
        (lambda book: book["body"].delete_rows(1), "a column in between has no name"),
    ],
)
def test_a_workbook_that_is_out_of_shape_is_refused(
    at: Desk, file: Path, change: Callable[[Any], None], why: str
) -> None:
    edit(file, change)
    with pytest.raises(HaechiError) as error:
        bring_in(at, file)
    assert why in str(error.value)


def test_what_is_no_workbook_is_refused(at: Desk, tmp_path: Path) -> None:
    (tmp_path / "x.xlsx").write_bytes(b"\x00not a workbook")
    for name in ("x.xlsx", "nowhere.xlsx"):
        with pytest.raises(FileRefused, match=f"{name} cannot be read as a workbook"):
            bring_in(at, tmp_path / name)
    with pytest.raises(HaechiError, match="does not end in .xlsx"):
        register_files.export(at, tmp_path / "x.csv")


def test_the_same_register_gives_the_same_rows(at: Desk, file: Path, tmp_path: Path) -> None:
    shutil.copy(file, tmp_path / "first.xlsx")
    register_files.export(at, file)
    first, second = (openpyxl.load_workbook(path) for path in (tmp_path / "first.xlsx", file))
    for page in first.worksheets:
        assert [[c.value for c in row] for row in page] == [[c.value for c in row] for row in second[page.title]]

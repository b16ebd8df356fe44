"""The status sheet on the register that is bundled, and on what two sides entered."""

import datetime as dt
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from tests.app.at_desk import desk

from haechi.app import registering, standing
from haechi.app.desk import Desk
from haechi.app.registering import Given
from haechi.brief.document import Bullets, Table
from haechi.brief.messages import Messages
from haechi.brief.status import compose
from haechi.model.entries import Kind

DAY = "2026-06-01"


def given(side: str | None, hour: int = 0, evidence: tuple[str, ...] = ()) -> Given:
    at = dt.datetime(2026, 5, 1, hour, tzinfo=dt.UTC)
    return Given(side=side, why="a test", evidence=evidence, who="a desk", at=at)


def tables(at: Desk, language: str = "en") -> dict[str, Table]:
    """The first table of each section by its heading."""
    made = compose(standing.status(at, language), Messages(language))
    return {
        section.heading: next(block for block in section.blocks if isinstance(block, Table))
        for section in made.sections
        if any(isinstance(block, Table) for block in section.blocks)
    }


def row(at: Desk, title: str, language: str = "en") -> dict[str, str]:
    for table in tables(at, language).values():
        for cells in table.rows:
            if len(cells) > 1 and cells[1] == title:
                return dict(zip(table.header, cells, strict=True))
    raise AssertionError(title)


@pytest.fixture
def held(tmp_path: Path) -> Desk:
    return desk(DAY, tmp_path / "ws")


def enter(at: Desk, values: dict[str, Any], side: str | None = "KOR", evidence: tuple[str, ...] = ()) -> None:
    registering.enter(
        at, Kind.COMMITMENT, "share-stocks", {"title": "Share stocks", **values}, given(side, 0, evidence)
    )


def test_what_drifts_stands_first_with_the_last_meeting_and_the_day_it_was_expected_by() -> None:
    first = tables(desk(DAY))["Overdue and drifting"].rows[1]
    assert first[1] == "Hold the Semiconductor Dialogue every year"
    assert first[3] == "drifting: last met 19 February 2024, expected by 19 February 2025, 467 days late"


@pytest.mark.parametrize(
    ("language", "title", "korea", "post"),
    [
        (
            "en",
            "Train 500 experts of both economies by 2028",
            "South Korea",
            "Advanced Industry Policy, Ministry of Trade, Industry and Resources; says: under way",
        ),
        ("ko", "2028년까지 양국 전문가 500명 양성", "대한민국", "산업통상부 첨단산업정책관. 입장: 진행 중"),
        (
            "nl",
            "Vóór eind 2028 500 deskundigen van beide landen opleiden",
            "Zuid-Korea",
            "Beleid hoogwaardige industrie, Ministerie van Handel, Industrie en Grondstoffen van Korea; zegt: loopt",
        ),
    ],
)
def test_title_and_post_are_in_the_language(language: str, title: str, korea: str, post: str) -> None:
    assert row(desk(DAY), title, language)[korea] == post


def test_a_date_shows_how_closely_it_was_agreed() -> None:
    assert row(desk(DAY), "Hold the second 2+2 in The Hague")["Due"] == "2028 (year)"


def test_exact_words_stand_with_their_language_and_where_none_are_held_that_is_said() -> None:
    words = [cells[4] for cells in tables(desk(DAY))["In the words of the documents"].rows]
    assert any(text.startswith("“In this vein, the two leaders agreed") and text.endswith("” (en)") for text in words)
    assert "not entered" in words


def test_the_sheet_holds_the_reach_of_the_programme_and_every_source_of_a_cohort() -> None:
    table = tables(desk(DAY))["Korea-Netherlands academy for advanced semiconductors"]
    february = [cells for cells in table.rows if cells[0] == "February 2024"]
    assert [cells[1] for cells in february] == ["60", "60", "60", "50"]
    assert [cells[4] for cells in february] == ["no", "no", "no", "–"]
    assert february[-1][2] == "nationals, not towards the target"


def test_the_lead_says_that_the_programme_falls_short() -> None:
    lead = compose(standing.status(desk(DAY)), Messages("en")).lead
    assert "210 to 300 by 2028, against a target of 500: it falls short by every projection" in lead[1]


def test_a_promise_that_the_other_side_has_not_acknowledged_is_marked(held: Desk) -> None:
    enter(held, {"due": "2026-03"})
    found = row(held, "Share stocks")
    assert (found["Where it stands"], found["Agreed"]) == ("overdue by 62 days", "no; not acknowledged")
    assert found["Netherlands"] == "has said nothing"


def test_where_the_sides_differ_both_versions_stand_side_by_side(held: Desk) -> None:
    enter(held, {"due": "2026-03"}, side=None, evidence=("a page",))
    registering.change(held, "share-stocks", {"due": "2027"}, given("NLD", 1))
    found = row(held, "Share stocks")
    assert (found["Due"], found["Agreed"]) == ("March 2026 (month) / 2027 (year)", "no; they differ in: due")


def test_one_sides_done_is_shown_as_its_word_alone(held: Desk) -> None:
    enter(held, {}, side=None, evidence=("a page",))
    registering.change(held, "share-stocks", {"completion": "done"}, given("KOR", 1, ("a page",)))
    found = row(held, "Share stocks")
    assert (found["South Korea"], found["Netherlands"]) == ("post not known; says: done", "post not known; says: open")
    assert found["Where it stands"] == "open"


def test_what_cannot_be_seen_closes_the_sheet() -> None:
    blocks = compose(standing.status(desk(DAY)), Messages("en")).sections[-1].blocks
    assert isinstance(blocks[0], Bullets)
    assert any("Unknown, not none" in point for point in blocks[0].points)


def test_the_three_forms_are_written_with_the_same_bytes_each_time(tmp_path: Path) -> None:
    one, two = (standing.write(desk(DAY), tmp_path / name).rows for name in ("one", "two"))
    assert [row["form"] for row in one] == ["html", "pdf", "xlsx"]
    pairs = zip(one, two, strict=True)
    assert all(Path(str(a["file"])).read_bytes() == Path(str(b["file"])).read_bytes() for a, b in pairs)


def test_the_spreadsheet_has_the_rows_of_the_page(tmp_path: Path) -> None:
    (written,) = standing.write(desk(DAY), tmp_path, forms=("xlsx",)).rows
    sheet = openpyxl.load_workbook(str(written["file"]))["Other promises"]
    assert [cells[1] for cells in sheet.iter_rows(min_row=2, values_only=True)] == [
        cells[1] for cells in tables(desk(DAY))["Other promises"].rows
    ]


def test_without_a_register_of_its_own_the_sheet_shows_what_is_bundled() -> None:
    assert len(standing.status(desk(DAY)).promises) >= 13

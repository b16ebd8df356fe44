"""Shares and what turns to others by customs data."""

import datetime as dt
from pathlib import Path

import pytest
from tests.app.at_desk import desk
from tests.store.small_lake import COMPLETE, COMPLETE_HEADER, table

from haechi.app import loading
from haechi.app.covering import Question, cover
from haechi.app.desk import Desk
from haechi.app.imported import Imported, imports

TODAY = dt.date(2026, 6, 1)


@pytest.fixture
def traded(tmp_path: Path) -> Desk:
    """Korea gets hydrogen fluoride from Japan mainly, which sells it to the Netherlands too; and mixed metals."""
    rows = [
        ["2022", "JPN", "KOR", "281111", 75, 1],
        ["2022", "TWN", "KOR", "281111", 25, 1],
        ["2022", "JPN", "NLD", "281111", 50, 1],
        ["2022", "CHN", "KOR", "811292", 80, 1],
    ]
    at = desk(folder=tmp_path / "ws")
    mapping = tmp_path / "complete.toml"
    mapping.write_text(COMPLETE, encoding="utf-8")
    file = table(tmp_path / "trade.csv", COMPLETE_HEADER, rows)
    loading.load(at, [file], loading.Terms(mapping=mapping), lambda _name, _done, _total: None)
    return desk(folder=tmp_path / "ws")


def test_a_share_is_that_of_the_imports_and_what_turns_that_of_the_sales_of_the_supplier(traded: Desk) -> None:
    found = imports(traded, "KOR", TODAY)["hf"]
    assert (found.largest, found.share("JPN"), found.share("DEU")) == ("JPN", (0.75, 0.75), (0, 0))
    assert found.turning("JPN") == pytest.approx(75 / 125)
    assert (found.source, found.year) == ("complete", 2022)


def test_a_supplier_that_the_source_does_not_name_widens_a_share() -> None:
    found = Imported(shares={"JPN": 0.5, "TWN": 0.25}, bought={}, sold={}, source="x", year=2022)
    assert found.share("JPN") == (0.5, 0.75)
    assert found.turning("JPN") is None


def test_a_code_that_mixes_items_answers_for_none_of_them(traded: Desk) -> None:
    assert "gallium" not in imports(traded, "KOR", TODAY)


def test_data_of_a_later_year_are_not_known_to_an_earlier_loss(traded: Desk) -> None:
    assert imports(traded, "KOR", dt.date(2021, 12, 31)) == {}
    assert imports(traded, "BTN", TODAY) == {}
    assert imports(desk(), "KOR", TODAY) == {}


def tick(_what: str, _done: int, _total: int | None) -> None:
    pass


def test_loaded_data_go_before_published_shares_and_not_before_their_time(traded: Desk) -> None:
    now = cover(traded, Question(economy="KOR", item="hf"), tick)
    assert (now.rows[0]["from"], now.rows[0]["share_interval"]) == ("JPN", [0.75, 0.75])
    assert "complete" in now.sources
    then = cover(traded, Question(economy="KOR", item="hf", supplier="JPN", start=dt.date(2019, 7, 4)), tick)
    assert then.rows[0]["share_interval"] == [0.485, 0.485]  # as published for June 2019


def test_loaded_data_say_how_much_of_those_who_lost_a_supplier_an_economy_is(traded: Desk) -> None:
    row = cover(traded, Question(economy="KOR", item="hf", is_lost_to_all=True), tick).rows[0]
    assert not [name for name in row["assumed"] if "all that turn to others" in name]  # type: ignore[attr-defined]

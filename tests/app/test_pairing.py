"""Pair and group sheets, by published shares and by customs data."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from tests.app.at_desk import desk
from tests.store.small_lake import COMPLETE, COMPLETE_HEADER, table

from haechi.app import loading
from haechi.app.desk import Desk
from haechi.app.pairing import SECTIONS, pairing
from haechi.app.published import NO_FLOWS
from haechi.errors import InputError, UnknownName


def rows_of(at: Desk, economies: Sequence[str], section: str) -> list[Any]:
    return [row for row in pairing(at, economies).payload()["rows"] if row["section"] == section]  # type: ignore[attr-defined]


@pytest.fixture
def traded(tmp_path: Path) -> Desk:
    """Korea gets HF from Japan mainly, the Netherlands from Japan too; Korea gets tools from the Netherlands."""
    rows = [
        ["2022", "JPN", "KOR", "281111", 90, 1],
        ["2022", "NLD", "KOR", "281111", 10, 1],
        ["2022", "JPN", "NLD", "281111", 60, 1],
        ["2022", "KOR", "NLD", "281111", 40, 1],
        ["2022", "NLD", "KOR", "848620", 80, 1],
        ["2022", "JPN", "KOR", "848620", 20, 1],
    ]
    at = desk(folder=tmp_path / "ws")
    mapping = tmp_path / "complete.toml"
    mapping.write_text(COMPLETE, encoding="utf-8")
    file = table(tmp_path / "trade.csv", COMPLETE_HEADER, rows)
    loading.load(at, [file], loading.Terms(mapping=mapping), lambda _name, _done, _total: None)
    return desk(folder=tmp_path / "ws")


def test_without_customs_data_every_section_of_the_pair_has_rows_from_the_tables() -> None:
    at = desk()
    report = pairing(at, ["KOR", "NLD"])
    assert NO_FLOWS in report.notes
    assert {row["section"] for row in report.rows} == set(SECTIONS)
    assert set(report.sources) <= set(at.facts.source_by_id)
    assert {row["member"] for row in report.rows} <= {"KOR", "NLD"}
    json.dumps(report.payload(), allow_nan=False)


def test_purchases_name_both_ways() -> None:
    ways = {(row["buyer"], row["seller"]) for row in rows_of(desk(), ["KOR", "NLD"], "purchases")}
    assert ways == {("KOR", "NLD"), ("NLD", "KOR")}


def test_common_dependence_is_on_third_countries_and_names_all_members() -> None:
    for row in rows_of(desk(), ["KOR", "NLD"], "common dependence"):
        assert row["seller"] not in ("KOR", "NLD")
        assert sorted(row["members"]) == ["KOR", "NLD"]


def test_customs_values_of_both_members_stand_under_purchases(traded: Desk) -> None:
    found = {
        (row["buyer"], row["seller"], row["code"]): (row["value"], row["share"])
        for row in rows_of(traded, ["KOR", "NLD"], "purchases")
        if row["code"]
    }
    assert found["KOR", "NLD", "281111"] == (10, pytest.approx(0.1))
    assert found["KOR", "NLD", "848620"] == (80, pytest.approx(0.8))
    assert found["NLD", "KOR", "281111"] == (40, pytest.approx(0.4))
    assert NO_FLOWS not in pairing(traded, ["KOR", "NLD"]).notes


def test_dependence_within_and_in_common_follow_from_the_values(traded: Desk) -> None:
    within = {
        (row["buyer"], row["seller"], row["code"]) for row in rows_of(traded, ["KOR", "NLD"], "dependence within")
    }
    assert ("KOR", "NLD", "848620") in within
    assert ("NLD", "KOR", "281111") not in within
    common = [row for row in rows_of(traded, ["KOR", "NLD"], "common dependence") if row["code"] == "281111"]
    assert {(row["buyer"], row["seller"]): row["share"] for row in common} == {
        ("KOR", "JPN"): pytest.approx(0.9),
        ("NLD", "JPN"): pytest.approx(0.6),
    }


def test_a_year_without_data_of_the_members_says_so(traded: Desk) -> None:
    notes = pairing(traded, ["KOR", "NLD"], year=1999).notes
    assert [note for note in notes if "1999 are not covered" in note]


def test_a_group_of_three_is_a_sheet_too() -> None:
    report = pairing(desk(), ["KOR", "NLD", "JPN"], command="group")
    assert report.command == "group"
    assert {row["member"] for row in report.rows} == {"KOR", "NLD", "JPN"}


def test_a_section_without_rows_says_that_this_proves_nothing() -> None:
    notes = pairing(desk(), ["BTN", "TON"]).notes
    assert any("not proof that there is none" in note for note in notes)


@pytest.mark.parametrize("economies", [["KOR", "KOR"], ["KOR", "kor"], ["KOR"], ["KOR", "South Korea"]])
def test_the_same_economy_twice_is_no_pair(economies: list[str]) -> None:
    with pytest.raises(InputError, match="is not a pair"):
        pairing(desk(), economies)


@pytest.mark.parametrize("name", ["QQQ", "WLD"])
def test_an_unknown_economy_is_quoted(name: str) -> None:
    with pytest.raises(UnknownName, match=name):
        pairing(desk(), ["KOR", name])

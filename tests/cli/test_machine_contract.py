"""`haechi depend ECONOMY --year YEAR --json`: the contract for machines, on the real BACI file."""

import math
from collections import defaultdict
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

import duckdb
import pytest
from tests.cli.running import haechi

from haechi.reference.facts import load

KEYS = {
    "item",
    "items",
    "code",
    "value_usd",
    "hhi",
    "effective_suppliers",
    "top_partner",
    "top_share",
    "partners",
    "presets",
    "vintage",
    "sources",
}
EU_2022 = (
    *("AUT", "BEL", "BGR", "CYP", "CZE", "DEU", "DNK", "ESP", "EST", "FIN", "FRA", "GRC", "HRV", "HUN"),
    *("IRL", "ITA", "LTU", "LUX", "LVA", "MLT", "NLD", "POL", "PRT", "ROU", "SVK", "SVN", "SWE"),
)
S19 = {"S19": "TWN"}


def purchases(file: Path, importers: Collection[str], year: int = 2022) -> dict[str, dict[str, float]]:
    """Code -> supplier -> USD from outside the importers, by plain sums over the file."""
    found: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    rows = duckdb.execute(
        "SELECT code, exporter, importer, value_usd FROM read_parquet($file) WHERE year = $year",
        {"file": str(file), "year": year},
    ).fetchall()
    for code, exporter, importer, value in rows:
        seller, buyer = S19.get(exporter, exporter), S19.get(importer, importer)
        if buyer in importers and seller not in importers:
            found[str(code).zfill(6)][seller] += value
    return found


@pytest.fixture(scope="module")
def answers(baci: Path) -> Mapping[str, Any]:
    """Economy -> what the program says of 2022."""
    return {name: haechi("depend", name, "--year", 2022, "--json", "-w", baci).payload for name in ("KOR", "NLD", "EU")}


@pytest.mark.parametrize(("economy", "buyers"), [("KOR", ["KOR"]), ("NLD", ["NLD"]), ("EU", EU_2022)])
def test_rows_agree_with_plain_sums_over_the_file(
    answers: Mapping[str, Any], baci_file: Path, economy: str, buyers: Collection[str]
) -> None:
    wanted = purchases(baci_file, buyers)
    rows = answers[economy]["rows"]
    assert sorted(row["code"] for row in rows) == sorted(wanted)
    for row in rows:
        sold = wanted[row["code"]]
        total = math.fsum(sold.values())
        largest = max(sold.values())
        hhi = math.fsum((value / total) ** 2 for value in sold.values())
        assert row["value_usd"] == pytest.approx(total, rel=1e-12)
        assert row["partners"] == sum(value > 0 for value in sold.values())
        assert row["hhi"] == pytest.approx(hhi, rel=1e-12)
        assert row["effective_suppliers"] == pytest.approx(1 / hhi, rel=1e-12)
        assert row["top_share"] == pytest.approx(largest / total, rel=1e-12)
        assert sold[row["top_partner"]] == largest
        assert row["presets"]["KR-50"] is (largest / total > 0.5)
        assert row["presets"]["CBS-2021"] is (hhi >= 0.25)


def test_the_object_is_meta_and_rows_and_each_row_holds_what_the_contract_names(answers: Mapping[str, Any]) -> None:
    answer = answers["KOR"]
    assert set(answer) == {"meta", "rows"}
    assert answer["meta"]["command"] == "depend"
    assert answer["meta"]["parameters"]["year"] == 2022
    assert answer["meta"]["sources"] == ["baci"]
    assert answer["meta"]["vintages"] == ["2026-01-01"]
    for row in answer["rows"]:
        assert set(row) >= KEYS
        assert isinstance(row["code"], str)
        assert len(row["code"]) == 6
        assert 0 <= row["hhi"] <= 1
        assert 0 <= row["top_share"] <= 1
        assert row["effective_suppliers"] >= 1
        assert isinstance(row["partners"], int)
        assert row["vintage"] == "2026-01-01"
        assert row["sources"] == ["baci"]
        assert set(row["presets"].values()) <= {True, False, None}
        assert len(row["presets"]) >= 2
        assert set(row["preset_reasons"]) == set(row["presets"])


def test_item_is_the_first_of_the_items_of_the_code_and_null_where_there_is_none(answers: Mapping[str, Any]) -> None:
    facts = load()
    rows = answers["KOR"]["rows"]
    assert {bool(row["items"]) for row in rows} == {True, False}
    for row in rows:
        held = {code.item for code in facts.item_codes if (code.code, code.edition) == (row["code"], row["edition"])}
        assert set(row["items"]) == held
        assert row["item"] == (row["items"][0] if row["items"] else None)


def test_presets_of_the_union_are_null_outside_it_and_answered_inside(answers: Mapping[str, Any]) -> None:
    outside, inside = (answers[name]["rows"] for name in ("KOR", "EU"))
    assert {row["presets"]["EC-2021"] for row in outside} == {None}
    assert {True, False} & {row["presets"]["EC-2021"] for row in inside}


def test_importers_from_the_smallest_to_the_largest_get_an_answer(baci: Path, baci_file: Path) -> None:
    ranked = [
        S19.get(name, name)
        for (name,) in duckdb.execute(
            "SELECT importer FROM read_parquet($file) WHERE year = 2002 GROUP BY 1 ORDER BY count(*), 1",
            {"file": str(baci_file)},
        ).fetchall()
    ]
    for economy in dict.fromkeys([*ranked[:4], *ranked[4::16], ranked[-1]]):
        answer = haechi(
            "depend", economy, "--year", 2002, "--json", "-w", baci
        ).payload  # the first year: no years before it have to be read
        assert {row["code"] for row in answer["rows"]} == set(purchases(baci_file, [economy], 2002)), economy


def test_the_year_before_the_first_that_is_held_is_refused_in_a_sentence(baci: Path) -> None:
    said = haechi("depend", "KOR", "--year", 1999, "--json", "-w", baci).complaint
    assert said.startswith("imports of KOR 1999 are not covered")
    assert "2002" in said


@pytest.mark.parametrize("name", ["XXQ", "WLD", "GRP", "UNS", "Atlantis"])
def test_what_is_no_economy_is_refused_in_a_sentence(baci: Path, name: str) -> None:
    said = haechi("depend", name, "--json", "-w", baci).complaint
    assert said.startswith(f"'{name}' is no")


def test_before_the_day_of_publication_nothing_is_seen_and_the_sentence_says_so(baci: Path) -> None:
    said = haechi("depend", "KOR", "--as-of", "2025-12-31", "-w", baci).complaint
    assert said.startswith("imports of KOR were published after 2025-12-31")
    assert haechi("depend", "KOR", "--year", 2002, "--as-of", "2026-01-01", "--csv", "-w", baci).status == 0


def test_a_source_that_is_not_held_is_named_with_those_that_are(baci: Path) -> None:
    assert "baci" in haechi("depend", "KOR", "--source", "nosuch", "-w", baci).complaint


def test_the_latest_year_is_taken_where_none_is_asked_for(baci: Path) -> None:
    assert haechi("depend", "TWN", "--json", "-w", baci).payload["meta"]["parameters"]["year"] == 2024


def test_the_same_question_gives_the_same_bytes(baci: Path) -> None:
    first, second = (haechi("depend", "NLD", "--year", 2004, "--json", "-w", baci).out for _ in range(2))
    assert first == second


def test_the_table_holds_key_items_and_says_how_many_rows_are_left(baci: Path, answers: Mapping[str, Any]) -> None:
    every = answers["KOR"]["rows"]
    shown = haechi("depend", "KOR", "--year", 2022, "--top", 3, "-w", baci)
    assert f"{len(every) - 3} more rows" in shown.words
    codes = [row["code"] for row in every if row["item"]][:3]
    assert all(code in shown.out for code in codes)


def test_csv_holds_every_row(baci: Path, answers: Mapping[str, Any]) -> None:
    every = answers["KOR"]["rows"]
    lines = haechi("depend", "KOR", "--year", 2022, "--csv", "-w", baci).out.splitlines()
    assert len(lines) == len(every) + 1
    assert lines[0].startswith("item,items,name")

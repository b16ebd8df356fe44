"""`stress` on a network of firms: the terminal, the payload, and what a wrong word gives."""

import csv
import io
import json
from pathlib import Path

import pytest
from tests.cli.running import haechi

SCENARIO = """
id = "two"
title = "Two firms fail"
kind = "what if"
[[shocks]]
producer = "F1"
depth = [0.2, 1.0]
start = 2027-01-04
"""
FIRMS = ("--generate", 200)


@pytest.fixture
def scenario(tmp_path: Path) -> Path:
    path = tmp_path / "two.toml"
    path.write_text(SCENARIO, encoding="utf-8")
    return path


def test_the_first_lines_say_how_much_by_both_readings_and_who(scenario: Path) -> None:
    shown = haechi("stress", scenario, *FIRMS, "--top", 2)
    first, lost, who, driver, *_ = shown.out.splitlines()
    assert first == "Two firms fail, from 2027-01-04"
    assert "by the stop rule" in lost
    assert "at the fixed point" in lost
    assert "of 200 firms lose something; most of it F" in who
    assert driver.startswith("What matters most for the loss is the depth of the loss of F1")
    assert "more firms: --top N, --json or --csv." in shown.words


def test_json_and_csv_hold_the_same_rows(scenario: Path) -> None:
    rows = haechi("stress", scenario, *FIRMS, "--json").payload["rows"]
    table = list(csv.DictReader(io.StringIO(haechi("stress", scenario, *FIRMS, "--csv").out)))
    assert [row["firm"] for row in table] == [row.get("firm", "") for row in rows]
    assert [json.loads(row["lost"]) for row in table] == [row["lost"] for row in rows]


def test_the_same_seed_gives_the_same_bytes(scenario: Path) -> None:
    asked = ("stress", scenario, *FIRMS, "--json", "--seed")
    assert haechi(*asked, 5).out == haechi(*asked, 5).out != haechi(*asked, 6).out


def test_the_network_made_up_is_that_of_the_ranking_with_the_seed(scenario: Path) -> None:
    scenario.write_text(SCENARIO.replace("[0.2, 1.0]", "1"), encoding="utf-8")
    lost = haechi("stress", scenario, *FIRMS, "--seed", 5, "--json").payload["rows"][0]["lost"]
    ranked = haechi("criticality", *FIRMS, "--seed", 5, "--json").payload["rows"]
    assert [row["esri"] for row in ranked if row["firm"] == "F1"] == [pytest.approx(lost)]


@pytest.mark.parametrize(
    ("more", "word"),
    [
        ((), "'F1' of the scenario two is of a network of firms; name it by --links"),
        (("--no-replacement",), "--no-replacement is for networks of firms"),
        ((*FIRMS, "--horizon", 30), "--horizon is for items of the chain"),
        ((*FIRMS, "--economy", "KOR"), "--economy is for items of the chain"),
        ((*FIRMS, "--firms", "firms.csv"), "the file firms.csv and --generate exclude each other"),
        (("--firms", "firms.csv"), "no network is given"),
        ((*FIRMS, "--stop", 2), "the stop rule is 2"),
    ],
)
def test_a_wrong_word_is_one_sentence(scenario: Path, more: tuple[object, ...], word: str) -> None:
    assert word in haechi("stress", scenario, *more).complaint


def test_firms_and_items_in_one_scenario_are_refused(scenario: Path) -> None:
    scenario.write_text(SCENARIO + '[[shocks]]\nitem = "neon"\ndepth = 1\nstart = 2027-01-04\n', encoding="utf-8")
    said = haechi("stress", scenario, *FIRMS).complaint
    assert "'F1' is of a network of firms and 'neon' of the chain; write a scenario for each" in said

"""`cover`: the point first, three assumptions with the bound, and what a wrong word gives."""

import csv
import io
import json
from pathlib import Path

import pytest
from tests.cli.running import haechi

OF_2019 = ("cover", "hf", "--economy", "KOR", "--from", "JPN", "--start", "2019-07-04")


def test_the_first_lines_say_stop_bound_and_what_matters_most() -> None:
    words = haechi(*OF_2019).words
    stop, bound = words.index("First line stop: Etch and clean"), words.index("Bound, without stock")
    assert stop == 0 < bound < words.index("What matters most: ") < words.index("First stop by stage")


def test_stages_stand_with_days_and_dates_and_the_two_readings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    words = haechi(*OF_2019).words
    assert "front_end 30–none 42–none 60–none 0 2019-08-03–none 2019-08-15–none 2019-09-02–none 48%" in words
    assert "Earlier day of each: lines that live on JPN alone, nobody sends instead. Later day: lines" in words
    assert "front_end: hf > p_etch_clean; what matters most is " in words
    assert "It is a bound and no forecast." in words


def test_all_key_items_are_ranked() -> None:
    done = haechi("cover", "--economy", "NLD", "--from", "CHN", "--top", 3)
    assert "more rows: --top N, --json or --csv." in done.words
    assert "CHN" in done.words


def test_json_and_csv_hold_the_same_rows() -> None:
    payload = haechi(*OF_2019, "--json").payload
    rows = list(csv.DictReader(io.StringIO(haechi(*OF_2019, "--csv").out)))
    assert [row["stops"] for row in rows] == [row["stops"] for row in payload["rows"]]
    assert [json.loads(row["lean_stop_days"]) for row in rows] == [row["lean_stop_days"] for row in payload["rows"]]
    assert payload["meta"]["parameters"]["start"] == "2019-07-04"


def test_an_entry_counts(workspace: Path) -> None:
    given = ("--economy", "KOR", "--stock-days", 90, "--source", "own stores", "-w", workspace)
    assert haechi("set", "hf", *given).status == 0
    rows = haechi(*OF_2019, "-w", workspace, "--json").payload["rows"]
    assert [row["lean_stop_days"][0] for row in rows if row["stage"] == "front_end"] == [90]


def test_an_item_that_nothing_needs_says_so() -> None:
    assert haechi("cover", "tellurium", "-e", "KOR").words.startswith("· Nothing in the chain needs tellurium")


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (("hff", "-e", "KOR"), "'hff' is not an item"),
        (("hf", "-e", "KOX"), "'KOX' is not an economy"),
        (("hf", "-e", "KOR", "--from", "KOR"), "KOR cannot be lost as a supplier of itself"),
        (("hf", "-e", "KOR", "--depth", "2"), "depth 2 is above one"),
        (("hf", "-e", "KOR", "--duration", "ten"), "--duration 'ten' is not a figure or a band"),
    ],
)
def test_a_wrong_word_is_one_sentence(arguments: tuple[str, ...], word: str) -> None:
    assert word in haechi("cover", *arguments).complaint

"""`stress`: what a scenario does, on the terminal, for machines, as files, and what a wrong word gives."""

import csv
import io
import json
from pathlib import Path

import duckdb
import pytest
from tests.cli.running import haechi

from haechi.reference.scenarios import library

SCENARIO = """
id = "mine"
title = "No neon from Ukraine"
kind = "what if"
economies = ["KOR"]
[[shocks]]
economy = "UKR"
item = "neon"
depth = 1
share = 0.5
start = 2027-01-04
"""


@pytest.mark.parametrize("name", ["hf-2019", "nexperia-2025"])
def test_the_first_lines_say_stop_bound_and_what_matters_most(name: str) -> None:
    first, stop, bound, driver, *_ = haechi("stress", name).out.splitlines()
    assert ", from 20" in first
    assert "first stop about 20" in stop
    assert "at the worst; none within 180 days in" in stop
    assert bound.startswith("Bound, without stocks and substitutes: 20")
    assert driver.startswith("What matters most for the first stop is the ")


def test_stages_stand_with_three_assumptions_and_the_bound() -> None:
    words = haechi("stress", "hf-2019").words
    assert "KOR: first stop by stage" in words
    assert "front_end: hf > p_etch_clean; what matters most is the " in words
    for heading in ("lean", "usual", "ample", "median", "bound"):
        assert heading in words
    assert "What happened: Imports of hydrogen fluoride from Japan fell to zero" in words


def test_the_library_is_listed() -> None:
    rows = haechi("stress", "--list", "--json").payload["rows"]
    assert [row["scenario"] for row in rows] == [scenario.id for scenario in library()]
    assert "hf-2019" in haechi("stress", "--list").words


def test_json_and_csv_hold_the_same_rows() -> None:
    payload = haechi("stress", "quartz-2024", "--json").payload
    rows = list(csv.DictReader(io.StringIO(haechi("stress", "quartz-2024", "--csv").out)))
    assert [row["item"] for row in rows] == [row["item"] for row in payload["rows"]]
    assert [json.loads(row["lean_stop_days"]) for row in rows] == [row["lean_stop_days"] for row in payload["rows"]]
    assert payload["meta"]["parameters"]["seed"] == 0


def test_a_file_of_ones_own_is_run(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(SCENARIO, encoding="utf-8")
    (row,) = (
        row for row in haechi("stress", tmp_path / "mine.toml", "--json").payload["rows"] if row["stage"] == "subsystem"
    )
    assert row["item"] == "excimer_laser"
    assert row["share_lost_interval"] == [0.5, 0.5]


def test_draws_and_pictures_are_written(tmp_path: Path) -> None:
    draws, pictures = tmp_path / "draws.parquet", tmp_path / "pictures"
    done = haechi("stress", "hf-2019", "--draws", 50, "--parquet", draws, "--svg", pictures)
    assert f"Every draw of every item stands in {draws}." in done.words
    assert sorted(path.name for path in pictures.iterdir()) == ["hf-2019-KOR-stops.svg", "hf-2019-KOR-ways.svg"]
    counts = duckdb.execute(
        "SELECT count(*), count(DISTINCT item), max(draw) FROM read_parquet($path)", {"path": str(draws)}
    ).fetchall()
    ((rows, items, last),) = counts
    assert (rows, last) == (50 * items, 49)
    assert items > 20


def test_more_economies_can_be_asked_for() -> None:
    rows = haechi("stress", "helium-2026", "-e", "KOR", "-e", "TWN", "--json").payload["rows"]
    assert {row["economy"] for row in rows} == {"KOR", "TWN"}


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (("stress",), "no scenario is named"),
        (("stress", "hf-2091"), "'hf-2091' is not a scenario; use one of"),
        (("stress", "absent.toml"), "absent.toml cannot be read"),
        (("stress", "hf-2019", "--economy", "KOX"), "'KOX' is not an economy"),
        (("stress", "--list", "hf-2019"), "options stand after the scenario"),
        (("stress", "hf-2019", "--parquet", "absent/x.parquet"), "absent/x.parquet"),
    ],
)
def test_a_wrong_word_is_one_sentence(arguments: tuple[str, ...], word: str) -> None:
    assert word in haechi(*arguments).complaint


@pytest.mark.parametrize(
    ("old", "new", "word"),
    [
        ('item = "neon"', 'item = "neonn"', "item 'neonn' is not an item"),
        ('economy = "UKR"', 'economy = "UKX"', "economy 'UKX' is not an economy"),
        ('item = "neon"', 'stage = "fab"', "stage 'fab' is not a stage"),
        ("depth = 1", "depth = 1.5", "depth 1.5 is above one"),
        ("start = 2027-01-04", "start = 2027-01-04\nend = 2026-01-04", "comes before start"),
        ("depth = 1", "dept = 1", "unknown key 'dept'"),
    ],
)
def test_what_is_wrong_in_a_file_is_one_sentence(tmp_path: Path, old: str, new: str, word: str) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(SCENARIO.replace(old, new), encoding="utf-8")
    said = haechi("stress", path).complaint
    assert said.startswith("scenario mine.toml")
    assert word in said


def test_the_brief_is_written_beside_the_answer(tmp_path: Path) -> None:
    done = haechi("stress", "hf-2019", "--draws", 50, "--html", "--pdf", "--language", "nl", "--out", tmp_path)
    html, pdf = sorted(tmp_path.iterdir())
    assert (html.suffix, pdf.suffix) == (".html", ".pdf")
    assert html.name.startswith("stress-hf-2019-nl-20")
    assert f"The brief stands in {pdf}." in done.words
    assert "Japans vergunningen voor drie chipmaterialen naar Korea" in html.read_text(encoding="utf-8")


def test_the_brief_goes_into_the_outbox_of_the_workspace(workspace: Path) -> None:
    assert haechi("stress", "hf-2019", "--draws", 50, "--html", "-w", workspace, "--as-of", "2019-07-04").status == 0
    assert [path.name for path in (workspace / "outbox").iterdir()] == ["stress-hf-2019-2019-07-04.html"]


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (("--pdf",), "is not a workspace"),
        (("--language", "nl"), "--language is for the brief; ask for it by --html or --pdf"),
        (("--out", "briefs"), "--out is for the brief; ask for it by --html or --pdf"),
        (("--html", "--out", "briefs", "--language", "tlh"), "no catalogue of messages for 'tlh'"),
        (("--generate", 20, "--html"), "--html is for items of the chain"),
    ],
)
def test_a_brief_that_cannot_be_written_is_refused_in_a_sentence(arguments: tuple[object, ...], word: str) -> None:
    assert word in haechi("stress", "hf-2019", "--draws", 50, *arguments).complaint
    assert not Path("briefs").exists()

"""`haechi criticality`: ranks, both readings, pairs, files for other programs, and what is said of wrong input."""

from pathlib import Path

import duckdb
import pytest
from tests.cli.running import haechi

from haechi.app import criticality as use

ENDS = [(2, 1), (2, 3), (3, 7), (6, 7), (7, 4), (7, 11), (8, 11), (9, 5), (9, 10), (10, 7)]
SECTORS = (1, 2, 1, 3, 4, 2, 4, 1, 2, 3, 5)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, ...]:
    """The example network of the R package GLcascade."""
    folder = tmp_path_factory.mktemp("eleven")
    links, firms = folder / "links.csv", folder / "firms.csv"
    links.write_text("supplier,customer,value\n" + "".join(f"{i},{j},1\n" for i, j in ENDS))
    firms.write_text("firm,sector\n" + "".join(f"{i},{sector}\n" for i, sector in enumerate(SECTORS, start=1)))
    return str(links), "--firms", str(firms)


def test_firms_come_the_riskiest_first_with_both_readings(files: tuple[str, ...]) -> None:
    payload = haechi("criticality", *files, "--json").payload
    rows = payload["rows"]
    assert [row["firm"] for row in rows[:3]] == ["7", "11", "4"]
    assert rows[0]["esri"] == pytest.approx(0.7)
    assert rows[0] | {"esri_down": 0, "esri_up": 0} == {
        "firm": "7",
        "sector": "4",
        "esri": rows[0]["esri"],
        "esri_down": 0,
        "esri_up": 0,
        "iterations": 3,
        "error_bound": pytest.approx(0, abs=1e-12),
        "stop_rule": rows[0]["esri"],
        "fixed_point": pytest.approx(0.7),
    }
    assert len(payload["meta"]["vintages"]) == 2


def test_without_replacement_three_firms_count_more(files: tuple[str, ...]) -> None:
    rows = {
        row["firm"]: row["esri"] for row in haechi("criticality", *files, "--no-replacement", "--json").payload["rows"]
    }
    assert [rows["2"], rows["6"], rows["9"]] == pytest.approx([11 / 30, 1 / 6, 11 / 30])


def test_only_the_first_firms_are_read_at_the_fixed_point_unless_all_are_asked_for(files: tuple[str, ...]) -> None:
    rows = haechi("criticality", *files, "--top", 4, "--json").payload["rows"]
    assert [row["fixed_point"] is None for row in rows] == [False] * 4 + [True] * 7
    rows = haechi("criticality", *files, "--stop", "fixed", "--json").payload["rows"]
    assert all(row["esri"] == row["fixed_point"] for row in rows)


def test_the_counting_of_glcascade_depends_on_the_unit_and_has_no_fixed_point(tmp_path: Path) -> None:
    links = tmp_path / "links.csv"
    links.write_text("supplier,customer,value\na,b,0.1\nb,c,0.1\nc,d,0.1\n")
    critical = tmp_path / "importance.csv"
    critical.write_text("supplying_sector,buying_sector,class\na,b,2\nb,c,2\nc,d,2\n")
    asked = ("criticality", links, "--importance", critical, "--json")
    ours = {row["firm"]: row["esri_down"] for row in haechi(*asked).payload["rows"]}
    theirs = {row["firm"]: row for row in haechi(*asked, "--compat", "glcascade").payload["rows"]}
    assert ours["a"] == pytest.approx(1)
    assert theirs["a"]["esri_down"] == pytest.approx(0.4, abs=0.005)
    assert theirs["a"]["fixed_point"] is None
    assert "no fixed point" in haechi(*asked[:-1], "--compat", "glcascade", "--stop", "fixed").complaint


def test_closed_parts_are_said_and_have_the_first_reading_only(tmp_path: Path) -> None:
    links = tmp_path / "links.csv"
    links.write_text("supplier,customer,value\na,b,1\nb,a,1\nc,a,1\n")
    answer = haechi("criticality", links, "--stop", "fixed", "--json").payload
    assert any("2 firms lie in closed parts" in note for note in answer["meta"]["notes"])
    assert {row["firm"]: row["esri"] is None for row in answer["rows"]} == {"a": True, "b": True, "c": False}
    assert all(row["stop_rule"] is not None for row in answer["rows"])


def test_pairs_are_those_of_the_riskiest_firms(files: tuple[str, ...]) -> None:
    rows = haechi("criticality", *files, "--pairs", "--top", 4, "--json").payload["rows"]
    assert len(rows) == 6
    assert rows == sorted(rows, key=lambda row: -row["excess"])


def test_pairs_are_read_at_the_fixed_point_where_that_is_asked_for(files: tuple[str, ...]) -> None:
    rows = haechi("criticality", *files, "--pairs", "--top", 4, "--stop", "fixed", "--json").payload["rows"]
    assert len(rows) == 6
    for row in rows:
        low, high = row["excess_interval"]
        assert low <= row["excess"] <= high
        assert row["error_bound"] >= 0


def test_a_stop_rule_that_was_not_tested_is_said_so(files: tuple[str, ...]) -> None:
    notes = haechi("criticality", *files, "--stop", 0.5, "--json").payload["meta"]["notes"]
    assert any(note.startswith("stop 0.5 lies outside the range that was tested, 1e-06 to 0.1") for note in notes)
    notes = haechi("criticality", *files, "--pairs", "--top", 1, "--json").payload["meta"]["notes"]
    assert any(note.startswith("paired firms 1 lies outside") for note in notes)


def test_rows_of_all_firms_go_to_a_parquet_file_too(files: tuple[str, ...], tmp_path: Path) -> None:
    path = tmp_path / "risk.parquet"
    shown = haechi("criticality", *files, "--top", 2, "--parquet", path)
    assert "9 more rows" in shown.words
    written = duckdb.read_parquet(str(path)).project("firm, round(esri, 6)").fetchall()
    assert (len(written), written[0]) == (11, ("7", 0.7))


def test_a_made_up_network_is_called_so_and_comes_again_with_its_seed() -> None:
    asked = ("criticality", "--generate", 300, "--seed", 5, "--json")
    first = haechi(*asked)
    assert first.out == haechi(*asked).out
    assert first.out != haechi(*asked[:-2], 6, "--json").out
    assert any("made up by chance" in note for note in first.payload["meta"]["notes"])


def test_what_is_cancelled_says_so(files: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    def cancelled(*_given: object, **_options: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(use, "criticality", cancelled)
    found = haechi("criticality", *files)
    assert (found.status, found.out) == (130, "")
    assert found.err == "haechi: cancelled; what was done is lost\n"


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (("--generate", "100", "links.csv"), "exclude each other"),
        (("--generate", "100", "--stop", "soon"), "--stop 'soon' is neither"),
        (("--generate", "100", "--stop", "2"), "the stop rule is 2"),
        (("--generate", "100", "--compat", "fastcascade"), "--compat 'fastcascade' is not known"),
        (("--generate", "100", "--pairs", "--parquet", "x.parquet"), "pairs are not written to Parquet"),
        (("--generate", "100", "--pairs", "--stop", "fixed", "--compat", "glcascade"), "have no fixed point"),
        (("--generate", "100", "--flows"), "--flows is for the bundled chain"),
        (("--generate", "100", "--as-of", "2026-06-01"), "--as-of is for the bundled chain"),
        (("--generate", "100", "--firms", "firms.csv"), "the file firms.csv and --generate exclude each other"),
        (("links.csv", "--seed", "3"), "--seed is of a network made up; add --generate"),
        (("nowhere.csv",), "there is no file 'nowhere.csv'"),
    ],
)
def test_wrong_input_is_answered_in_one_sentence(given: tuple[str, ...], words: str) -> None:
    assert words in haechi("criticality", *given).complaint


def test_duplicate_links_are_named(tmp_path: Path) -> None:
    links = tmp_path / "links.csv"
    links.write_text("supplier,customer,value\na,b,1\nb,c,1\na,b,2\n")
    assert "links 1 and 3 both lead from 'a' to 'b'" in haechi("criticality", links).complaint

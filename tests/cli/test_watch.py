"""`watch`: the morning of a release, one item with its card, and what a wrong word gives."""

import csv
import io
import json
import re
import shutil
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from tests.cli.running import Outcome, haechi

pytestmark = pytest.mark.usefixtures("watched_once")
NOVEMBER, DECEMBER = "2024-01-05", "2024-02-05"  # days on which these months of 2023 are the newest
GRAPHITE = "exporter-item/250410/as reported/CHN/-"
LESSON = (
    "--item",
    "hf",
    "--item",
    "photoresist",
    "--item",
    "fluor_polyimide",
    "--exporter",
    "JPN",
    "--importer",
    "KOR",
)


def words(path: Path) -> str:
    """The text of an HTML file."""
    text = re.sub(r"<(style|script).*?</\1>", " ", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", text)).split())


@pytest.fixture(scope="module")
def november(china: Path) -> Outcome:
    return haechi("watch", "--as-of", NOVEMBER, "-w", china)


@pytest.fixture(scope="module")
def december(china: Path) -> Any:
    return haechi("watch", "--as-of", DECEMBER, "--json", "-w", china).payload


def test_the_surge_before_the_controls_is_told_with_its_reasons(november: Outcome) -> None:
    assert november.status == 0
    assert "alert: Natural graphite (250410), CHN to all, 2023-11 surge" in november.words
    assert "value 49.5 m USD, expected 20." in november.words
    assert "pairs that can be judged rose by more than their usual spread" in november.words
    assert "corroborated: half or more of what it adds up moved with it" in november.words
    assert "111 flows and sums judged" in november.words
    assert f"As of {NOVEMBER}." in november.words


def test_a_code_of_several_items_says_which_it_pools(november: Outcome) -> None:
    assert "the code pools Gallium, Germanium, Indium" in november.words


def test_a_narrow_terminal_cuts_nothing_off(china: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    narrow = haechi("watch", "--as-of", NOVEMBER, "-w", china)
    assert all(len(line) <= 80 for line in narrow.out.splitlines())
    assert "(250410)" in narrow.out.split("Not shown below")[0]
    assert "alert: Natural graphite (250410), CHN to all, 2023-11 surge" in narrow.words


def test_the_drop_in_the_first_month_of_the_controls_is_an_alert_in_json(december: Any) -> None:
    assert december["meta"]["command"] == "watch"
    assert december["meta"]["as_of"] == DECEMBER
    (row,) = (row for row in december["rows"] if row["code"] == "250410")
    assert (row["signal"], row["level"], row["period"]) == (f"{GRAPHITE}/drop", "alert", "2023-12")
    assert row["sources"] == december["meta"]["sources"] == ["comtrade"]
    assert [row["vintage"]] == december["meta"]["vintages"]


def test_csv_holds_the_same_rows(china: Path, december: Any) -> None:
    out = haechi("watch", "--as-of", DECEMBER, "--csv", "-w", china).out
    rows = list(csv.DictReader(io.StringIO(out)))
    assert [row["signal"] for row in rows] == [row["signal"] for row in december["rows"]]
    assert [json.loads(row["reasons"]) for row in rows] == [row["reasons"] for row in december["rows"]]


def test_a_budget_says_how_many_are_beyond(china: Path, december: Any) -> None:
    short = haechi("watch", "--as-of", DECEMBER, "--budget", 1, "-w", china)
    beyond = len(december["rows"]) - 1
    assert f"{beyond} signals beyond the alarm budget of 1 a month are not shown" in short.words


def test_what_was_only_noticed_is_listed_with_all(china: Path) -> None:
    every = haechi("watch", "--as-of", "2023-09-05", "--all", "--json", "-w", china).payload
    assert "watch" in {row["level"] for row in every["rows"]}
    assert not any("--all" in note for note in every["meta"]["notes"])


def test_alerts_of_today_go_into_the_register_once(china: Path, tmp_path: Path) -> None:
    own = shutil.copytree(china, tmp_path / "own")
    assert haechi("watch", "--as-of", NOVEMBER, "-w", own).status == 0
    assert haechi("alerts", "--all", "--json", "-w", own).payload["rows"] == []
    asked = ("watch", "--q", 0.3, "--json", "-w", own)  # a generous rate, so that something passes
    rows = haechi(*asked).payload["rows"]
    pressing = {row["signal"]: row["level"] for row in rows if row["level"] != "watch"}
    assert pressing
    kept = haechi("alerts", "--json", "-w", own).payload["rows"]
    assert {row["alert"]: row["level"] for row in kept} == pressing
    assert {(row["state"], row["period"], row["acts"]) for row in kept} == {("open", "2024-12", 1)}
    assert haechi(*asked).payload["rows"] == rows
    assert haechi("alerts", "--json", "-w", own).payload["rows"] == kept


@pytest.fixture(scope="module")
def graphite(china: Path) -> Outcome:
    return haechi("watch", "item", "natural graphite", "--as-of", DECEMBER, "--json", "-w", china)


def test_an_item_needs_no_second_word(china: Path, graphite: Outcome) -> None:
    assert graphite.payload["meta"]["command"] == "watch item"
    assert haechi("watch", "natural graphite", "--as-of", DECEMBER, "--json", "-w", china) == graphite


def test_the_table_of_an_item_says_how_many_rows_are_left(china: Path, graphite: Outcome) -> None:
    shown = haechi("watch", "natural graphite", "--as-of", DECEMBER, "--top", 2, "-w", china)
    assert f"{len(graphite.payload['rows']) - 2} more rows: --top N, --json or --csv." in shown.words
    assert "exporter x item" in shown.words
    assert "comtrade:exporter, 2023-12: alert drop, CHN to all." in shown.words


def test_what_is_not_judged_says_so_in_the_table_of_an_item(china: Path, graphite: Outcome) -> None:
    unjudged = [row for row in graphite.payload["rows"] if not row["is_judged"]]
    every = haechi("watch", "natural graphite", "--as-of", DECEMBER, "--top", 100, "-w", china).words
    assert every.count("not judged") == len(unjudged) > 0


def test_cards_are_written_and_are_the_same_twice(china: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        asked = ("watch", "natural graphite", "--month", "2023-12", "--html", "--pdf", "--out", tmp_path / name)
        done = haechi(*asked, "--as-of", DECEMBER, "-w", china)
        assert done.words.count("Written: ") == 2
    one, two = ({path.name: path.read_bytes() for path in (tmp_path / name).iterdir()} for name in ("one", "two"))
    assert sorted(Path(name).suffix for name in one) == [".html", ".pdf"]
    assert one == two


@pytest.mark.parametrize("early", [("--as-of", DECEMBER), ("--json",), ("--all",), ("--budget", "3")])
def test_options_before_an_item_are_refused_for_they_would_not_count(china: Path, early: tuple[str, ...]) -> None:
    said = haechi("watch", *early, "gallium", "-w", china).complaint
    assert said.startswith(f"{early[0]} does not count before an item or a command; write it after")


def test_a_workspace_before_an_item_is_refused_even_where_the_environment_names_one(
    china: Path, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HAECHI_WORKSPACE", str(workspace))
    assert haechi("watch", "-w", china, "gallium").complaint.startswith("--workspace does not count before")
    assert haechi("watch", "gallium", "--as-of", DECEMBER, "-w", china).status == 0


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("--source", "baci"), "'baci' is no source of months here; use one of comtrade:exporter"),
        (("--as-of", "2017-03-01"), "the first vintage is of 2017-03-02"),
        (("--as-of", "2999-01-01"), "--as-of 2999-01-01 lies ahead"),
        (("grafite",), "'grafite' is not an item; did you mean"),
        (("gallium", "--month", "2030-01"), "2030-01 is not in the panel, which holds 2017-01 to 2024-12"),
        (("gallium", "--exporter", "Atlantis"), "'Atlantis'"),
        (("hf",), "no months of hf are in the data and no notice speaks of it"),
        (("gallium", "--as-of", "2017-03-01"), "the first vintage is of 2017-03-02"),
        (("gallium", "--as-of", DECEMBER, "--html", "--language", "tlh"), "tlh"),
    ],
)
def test_what_cannot_be_answered_is_said_in_a_sentence(china: Path, asked: tuple[str, ...], said: str) -> None:
    assert said in haechi("watch", *asked, "-w", china).complaint


def test_without_months_or_a_workspace_the_sentence_says_what_to_do(workspace: Path) -> None:
    assert "load a file of months" in haechi("watch", "-w", workspace).complaint
    assert "load a file of months" in haechi("watch", "gallium", "-w", workspace).complaint
    assert "haechi init" in haechi("watch").complaint


@pytest.mark.parametrize(
    "wrong", [("--q", "0"), ("--budget", "0"), ("gallium", "--top", "0"), ("gallium", "germanium")]
)
def test_a_number_or_word_too_much_is_a_wrong_command_line(china: Path, wrong: tuple[str, ...]) -> None:
    assert haechi("watch", *wrong, "-w", china).status == 2


def test_the_lesson_of_2019_from_the_notice_alone(workspace: Path, tmp_path: Path) -> None:
    """The item that stopped was the one that no share rule flagged; of the others no data tell anything."""
    dates = ("--announced", "2019-07-01", "--effective", "2019-07-04")
    told = ("--what", "Individual licences for three materials", "--source", "METI")
    assert haechi("notice", "add", *LESSON, *dates, *told, "-w", workspace).status == 0
    (alert,) = haechi("alerts", "--json", "-w", workspace).payload["rows"]
    assert (alert["alert"], alert["state"]) == ("notice/1", "open")
    (row,) = haechi("watch", "--json", "-w", workspace).payload["rows"]
    assert (row["signal"], row["items"]) == ("notice/1", ["hf", "photoresist", "fluor_polyimide"])
    assert row["reasons"][-1] == "no data signal so far"
    shown = haechi("watch", "hf", "--html", "--pdf", "--out", tmp_path / "out", "-w", workspace)
    assert "Individual licences for three materials" in shown.words
    (page,) = (tmp_path / "out").glob("*.html")
    assert len(list((tmp_path / "out").glob("*.pdf"))) == 1
    text = words(page)
    for month, weight in (("2019-06", "2,939 t"), ("2019-07", "479 t"), ("2019-08", "0 t")):
        assert f"{month} Hydrogen fluoride Japan South Korea {weight} Japan's export statistics" in text
    for item in ("photoresist", "fluor_polyimide"):
        assert f"No months of {item} are in the data" in haechi("watch", item, "-w", workspace).words

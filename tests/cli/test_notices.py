"""`notice`: what was announced goes in within a minute, and what it leads to comes out."""

import csv
import io
from pathlib import Path
from typing import Any

import pytest
from tests.cli.running import haechi

URGENT = ("--item", "urea", "--exporter", "CHN", "--what", "Inspection before export", "--source", "a cable")


def one(*arguments: object) -> dict[str, Any]:
    """The only row of an answer."""
    (row,) = haechi("notice", *arguments, "--json").payload["rows"]
    assert isinstance(row, dict)
    return row


def test_four_options_are_enough_and_the_rest_has_a_default(workspace: Path) -> None:
    row = one("add", *URGENT, "-w", workspace)
    assert (row["number"], row["state"], row["importers"], row["alert"]) == (1, "announced", [], "notice/1")
    assert (row["announced"], row["effective"], row["note"]) == (None, None, None)
    assert row["who"]


def test_everything_that_can_be_entered_comes_back_as_it_was_entered(workspace: Path) -> None:
    row = one(
        *("add", *URGENT, "--item", "요소수", "--code", "310210", "--importer", "KOR", "--importer", "Netherlands"),
        *("--announced", "2021-10-11", "--effective", "2021-10", "--state", "in force"),
        *("--who", "a desk", "--note", "by telephone", "-w", workspace),
    )
    assert (row["items"], row["codes"]) == (["urea", "diesel_exhaust_fluid"], ["310210"])
    assert (row["exporter"], row["importers"]) == ("CHN", ["KOR", "NLD"])
    assert (row["announced"], row["effective"], row["state"]) == ("2021-10-11", "2021-10", "in force")
    assert (row["who"], row["note"], row["source"]) == ("a desk", "by telephone", "a cable")
    assert one("show", 1, "-w", workspace) == row


def test_the_terminal_says_that_vehicles_stop(workspace: Path) -> None:
    words = haechi("notice", "add", *URGENT, "-w", workspace).words
    assert "Notice 1: Inspection before export" in words
    assert "Diesel exhaust fluid and fertiliser" in words
    assert "before stocks and substitutes: vehicles (0% to 50%)" in words
    assert "Usual stock days: 14 to 45 (assumed)" in words
    assert "CHN-UREA-KOR-2021" in words


def test_a_change_adds_a_version_and_the_list_shows_the_last(workspace: Path) -> None:
    one("add", *URGENT, "-w", workspace)
    changed = one("change", 1, "--state", "restored", "--source", "a call", "--by", "Kim", "-w", workspace)
    assert [row["state"] for row in changed["versions"]] == ["announced", "restored"]
    listed = haechi("notice", "list", "-w", workspace)
    assert "restored" in listed.words
    assert "all" in listed.words
    assert haechi("notice", "list", "--open", "-w", workspace, "--json").payload["rows"] == []


def test_the_list_is_csv_too(workspace: Path) -> None:
    one("add", *URGENT, "-w", workspace)
    (row,) = csv.DictReader(io.StringIO(haechi("notice", "list", "-w", workspace, "--csv").out))
    assert (row["number"], row["about"], row["exporter"]) == ("1", '["urea"]', "CHN")


def test_a_notice_is_not_seen_before_its_day(workspace: Path) -> None:
    one("add", *URGENT, "-w", workspace)
    assert "there is no notice 1" in haechi("notice", "show", 1, "--as-of", "2020-01-01", "-w", workspace).complaint
    assert haechi("notice", "list", "--as-of", "2020-01-01", "-w", workspace, "--json").payload["rows"] == []


@pytest.mark.parametrize(
    ("options", "culprit"),
    [
        (["--item", "ureaa"], "'ureaa'"),
        (["--importer", "QQQ"], "'QQQ'"),
        (["--announced", "2999-01-01"], "2999-01-01"),
        (["--effective", "next week"], "'next week'"),
        (["--code", "31 02"], "'31 02'"),
    ],
)
def test_what_cannot_be_read_is_quoted_and_nothing_is_kept(workspace: Path, options: list[str], culprit: str) -> None:
    assert culprit in haechi("notice", "add", *URGENT, *options, "-w", workspace).complaint
    assert haechi("notice", "list", "-w", workspace, "--json").payload["rows"] == []


def test_a_state_that_is_none_is_a_wrong_command_line(workspace: Path) -> None:
    done = haechi("notice", "add", *URGENT, "--state", "soon", "-w", workspace)
    assert done.status == 2
    assert "confirmed impact" in " ".join(done.err.split())


def test_without_a_workspace_there_is_no_place_for_a_notice() -> None:
    assert "haechi init" in haechi("notice", "add", *URGENT).complaint

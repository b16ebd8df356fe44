"""`set`: what people know goes in, stays, and shows up."""

import getpass
from pathlib import Path

import pytest
from tests.cli.running import haechi

COMMON = ["--economy", "KOR", "--source", "a call with the buyer", "--by", "a desk"]


def enter(workspace: Path, *options: str, item: str = "hf") -> list[dict[str, object]]:
    rows = haechi("set", item, *COMMON, *options, "-w", workspace, "--json").payload["rows"]
    assert isinstance(rows, list)
    return rows


def test_everything_that_can_be_entered_comes_back_as_it_was_entered(workspace: Path) -> None:
    rows = enter(
        workspace,
        *("--stock-days", "60..90", "--qualification-months", "12", "--grade", "etching, 99.999 %"),
        *("--qualified", "jpn, BEL", "--note", "by telephone"),
    )
    held = {str(row["attribute"]): row for row in rows}
    assert set(held) == {"stock days", "qualification months", "grade", "qualified suppliers"}
    assert (held["stock days"]["low"], held["stock days"]["high"]) == (60, 90)
    assert (held["qualification months"]["low"], held["qualification months"]["high"]) == (12, 12)
    assert held["grade"]["text"] == "etching, 99.999 %"
    assert held["qualified suppliers"]["economies"] == ["JPN", "BEL"]
    for row in rows:
        assert (row["item"], row["economy"], row["who"], row["note"]) == ("hf", "KOR", "a desk", "by telephone")
        assert row["source"] == "a call with the buyer"


def test_lead_times_and_spare_capacity_name_the_alternate_that_they_are_of(workspace: Path) -> None:
    rows = enter(
        workspace,
        *("--alternate", "TWN", "--order-days", "20..30", "--licence-days", "0", "--spare", "0.2..0.4"),
        *("--qualification-months", "1"),
    )
    assert {(row["attribute"], row["low"], row["high"]) for row in rows} == {
        ("order days", 20, 30),
        ("licence days", 0, 0),
        ("spare capacity", 0.2, 0.4),
        ("qualification months", 1, 1),
    }
    assert {tuple(row["economies"]) for row in rows} == {("TWN",)}  # type: ignore[arg-type]
    rows = enter(workspace, "--transit-days", "25", "--open-licence-days", "10")
    assert {(row["attribute"], row["low"]) for row in rows[-2:]} == {("transit days", 25), ("open licence days", 10)}
    (card,) = haechi("item", "hf", "-w", workspace, "--json").payload["rows"]
    assert len(card["entered"]) == 6


def test_a_later_entry_holds_and_the_earlier_one_is_kept(workspace: Path) -> None:
    enter(workspace, "--stock-days", "60")
    rows = enter(workspace, "--stock-days", "30..45")
    assert [(row["low"], row["high"]) for row in rows] == [(60, 60), (30, 45)]
    (card,) = haechi("item", "hf", "-w", workspace, "--json").payload["rows"]
    assert [(row["low"], row["high"]) for row in card["entered"]] == [(30, 45)]


def test_an_item_is_named_in_korean_and_an_economy_by_its_name(workspace: Path) -> None:
    done = haechi(
        "set", "불화수소(불산)", "--economy", "South Korea", "--source", "x", "--stock-days", 5, "-w", workspace
    )
    assert done.status == 0, done.err
    (card,) = haechi("item", "hf", "-w", workspace, "--json").payload["rows"]
    assert [row["economy"] for row in card["entered"]] == ["KOR"]


@pytest.mark.parametrize(
    ("options", "culprit"),
    [
        ([], "nothing was entered"),
        (["--stock-days", "90..60"], "90.0..60.0"),
        (["--stock-days", "two weeks"], "'two weeks'"),
        (["--stock-days", "60-90"], "'60-90'"),
        (["--qualification-months", ""], "''"),
        (["--grade", "  "], "the grade is empty"),
        (["--qualified", ","], "no economy is named"),
        (["--qualified", "JPN,QQQ"], "'QQQ'"),
        (["--transit-days", "30..20"], "30.0..20.0"),
        (["--alternate", "TWN"], "leave out TWN"),
        (["--alternate", "QQQ"], "'QQQ'"),
        (["--spare", "0.5"], "no alternate is named"),
    ],
)
def test_what_cannot_be_read_is_quoted_and_nothing_is_kept(workspace: Path, options: list[str], culprit: str) -> None:
    given = ["--stock-days", "7", *options] if options and options[0] != "--stock-days" else options
    assert culprit in haechi("set", "hf", *COMMON, *given, "-w", workspace).complaint
    (card,) = haechi("item", "hf", "-w", workspace, "--json").payload["rows"]
    assert card["entered"] == []


@pytest.mark.parametrize(("item", "economy"), [("hff", "KOR"), ("hf", "KOX"), ("hf", "WLD")])
def test_an_unknown_item_or_economy_is_quoted(workspace: Path, item: str, economy: str) -> None:
    options = ["--economy", economy, "--source", "x", "--stock-days", 5, "-w", workspace]
    said = haechi("set", item, *options).complaint
    assert f"'{item if item != 'hf' else economy}'" in said


def test_an_entry_is_not_seen_before_its_day(workspace: Path) -> None:
    enter(workspace, "--stock-days", "60")
    (card,) = haechi("item", "hf", "-w", workspace, "--as-of", "2020-01-01", "--json").payload["rows"]
    assert card["entered"] == []


def test_a_user_without_a_name_is_asked_for_one(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody() -> str:
        raise KeyError("getpwuid(): uid not found: 4711")

    monkeypatch.setattr(getpass, "getuser", nobody)
    done = haechi("set", "hf", "--economy", "KOR", "--source", "x", "--stock-days", 5, "-w", workspace)
    assert "--by" in done.complaint


def test_a_register_that_cannot_be_opened_is_named(workspace: Path) -> None:
    settings = workspace / "haechi.toml"
    settings.write_text('format = 1\nregister = "sqlite:////proc/none/register.sqlite"\n')
    assert "/proc/none/register.sqlite" in haechi("set", "hf", *COMMON, "--stock-days", "5", "-w", workspace).complaint
    settings.write_text('format = 1\nregister = "nonsense"\n')
    assert "'nonsense'" in haechi("set", "hf", *COMMON, "--stock-days", "5", "-w", workspace).complaint

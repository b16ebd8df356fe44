"""`register`: what was agreed, what each side says of it, and what was done to it."""

import json
from pathlib import Path

import pytest
from tests.cli.running import haechi

SHARE = ("add", "commitment", "share-stock", "--side", "kor", "--why", "the talks", "--set", "title=Share stock data")


def test_an_entry_goes_in_with_fields_of_every_kind(workspace: Path) -> None:
    owners = '[{"economy": "KOR", "post": "kor-mofe"}, {"economy": "NLD"}]'
    fields = ('items=["hf"]', "due=2028", "target=4", "paragraph=7", f"owners={owners}", "unit=weeks")
    options = [part for field in fields for part in ("--set", field)]
    (row,) = haechi("register", *SHARE, *options, "-w", workspace, "--json").payload["rows"]
    assert row["versions"]["KOR"] == {
        "title": "Share stock data",
        "items": ["hf"],
        "paragraph": "7",
        "owners": json.loads(owners[:-1] + "]"),
        "target": 4.0,
        "unit": "weeks",
        "due": "2028",
    }
    assert row["versions"]["NLD"] is None


def test_the_terminal_shows_both_sides_beside_each_other(workspace: Path) -> None:
    haechi("register", *SHARE, "-w", workspace)
    answer = haechi("register", "change", "share-stock", "--side", "NLD", "--why", "our view", "--set", "note=by month",
                    "-w", workspace)  # fmt: skip
    assert "KOR" in answer.words
    assert "NLD" in answer.words
    assert "by month" in answer.words
    assert "changed by NLD" in answer.words
    assert "both versions stand" in answer.words


def test_fields_come_from_a_file_too(workspace: Path, tmp_path: Path) -> None:
    file = tmp_path / "meeting.toml"
    file.write_text(
        'title = "Second dialogue"\nbody = "kor-nld-semiconductor-dialogue"\ndate = "2026-12"\nis_held = false\n'
        '[[actions]]\nnumber = 1\nwhat = "send the list"\ndue = "2026-12-24"\n',
        encoding="utf-8",
    )
    arguments = ("add", "meeting", "dialogue-2", "--file", file, "--side", "NLD", "--why", "invitation")
    (row,) = haechi("register", *arguments, "-w", workspace, "--json").payload["rows"]
    assert row["content"]["actions"] == [{"number": 1, "what": "send the list", "due": "2026-12-24"}]


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("show", "semiconductor-dialogue"), "is no entry of the register; did you mean semiconductor-dialogue-2024"),
        (("list", "treaties"), "'treaties' is no kind of entry; use one of body, meeting"),
        ((*SHARE, "--set", "due"), "'due' sets nothing; write field=value"),
        ((*SHARE, "--set", "due=soon"), "commitment 'share-stock', due: 'soon' cannot be read"),
        ((*SHARE, "--file", "nowhere.toml"), "nowhere.toml cannot be read"),
        (("withdraw", "asml", "--why", "x"), "asml: to speak for both sides takes a document"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(arguments: tuple[str, ...], why: str, workspace: Path) -> None:
    answer = haechi("register", *arguments, "-w", workspace)
    assert answer.status == 1
    assert why in answer.err
    assert answer.err.count("\n") == 1


def test_the_list_shows_a_kind_by_its_word_in_one_or_several() -> None:
    for word in ("body", "bodies"):
        rows = haechi("register", "list", word, "--json").payload["rows"]
        assert {row["kind"] for row in rows} == {"body"}
    assert "Economic Joint Committee" in haechi("register", "list", "body").words


def test_withdrawn_and_acknowledged_stand_in_the_history(workspace: Path) -> None:
    haechi("register", *SHARE, "-w", workspace)
    both = ("share-stock", "--why", "agreed by letter", "-w", workspace)
    assert haechi("register", "acknowledge", *both, "--side", "NLD").status == 0
    assert haechi("register", "withdraw", *both, "--evidence", "joint letter").status == 0
    (row,) = haechi("register", "show", "share-stock", "-w", workspace, "--json").payload["rows"]
    assert [done["deed"] for done in row["history"]] == ["entered", "acknowledged", "withdrawn"]
    assert row["agreed"]

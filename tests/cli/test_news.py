"""`news`: hand in, review, accept or reject."""

import csv
import io
from pathlib import Path
from typing import Any

import pytest
from tests.cli.running import haechi
from tests.news.test_proposals import ARTICLE

CONTROL = "Released: 2024-02-21\n\nChina on Monday announced an export control of gallium."


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "dialogue.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


def rows(*arguments: object) -> Any:
    return haechi("news", *arguments, "--json").payload["rows"]


def test_an_article_is_handed_in_reviewed_and_judged(workspace: Path, article: Path) -> None:
    (added,) = rows("add", article, "--released", "2024-02-21", "--source", "an outlet", "-w", workspace)
    assert (added["source"], len(added["proposals"])) == ("an outlet", 3)
    assert [one["kind"] for one in rows("review", "-w", workspace)] == ["meeting", "programme", "document"]
    (judged,) = rows(
        "accept", 1, "--set", "date=2024-02-19", "--side", "KOR", "--as", "told", "--by", "Kim", "-w", workspace
    )
    assert (judged["state"], judged["date"], judged["who"]) == ("edited", "2024-02-19", "Kim")
    (rejected,) = rows("reject", 3, "--reason", "old", "-w", workspace)
    assert (rejected["state"], rejected["note"]) == ("rejected", "old")
    assert [one["number"] for one in rows("review", "-w", workspace)] == [2]


def test_the_effect_of_a_notice_is_given_on_acceptance(workspace: Path, tmp_path: Path) -> None:
    path = tmp_path / "control.txt"
    path.write_text(CONTROL, encoding="utf-8")
    haechi("news", "add", path, "-w", workspace)
    (judged,) = rows("accept", 1, "--set", "effective=2024-08-01", "-w", workspace)
    assert (judged["date"], judged["effective"]) == ("2024-02-19", "2024-08-01")
    (notice,) = haechi("notice", "list", "-w", workspace, "--json").payload["rows"]
    assert (notice["announced"], notice["effective"]) == ("2024-02-19", "2024-08-01")


def test_the_terminal_shows_the_words_that_each_value_stands_on(workspace: Path, article: Path) -> None:
    haechi("news", "add", article, "--released", "2024-02-21", "-w", workspace)
    words = haechi("news", "show", 1, "-w", workspace).words
    assert "Proposal 1, meeting: proposed (rules)" in words
    assert "2024-02-19 Monday weekday" in words
    assert "Eindhoven Eindhofen spelling by sound" in words


def test_a_folder_and_several_forms_are_taken(workspace: Path, tmp_path: Path) -> None:
    folder = tmp_path / "press"
    folder.mkdir()
    (folder / "a.md").write_text(CONTROL, encoding="utf-8")
    (folder / "b.html").write_text(
        '<html><head><meta name="date" content="2024-02-20"></head><body><p>A fire broke out.</p></body></html>',
        encoding="utf-8",
    )
    (folder / "c.pdf").write_bytes(b"%PDF")
    assert [row["released"] for row in rows("add", folder, "-w", workspace)] == ["2024-02-21", "2024-02-20"]
    assert len(rows("list", "-w", workspace)) == 2


def test_a_notice_that_is_accepted_stands_among_the_notices(workspace: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(CONTROL, encoding="utf-8")
    rows("add", tmp_path / "a.txt", "-w", workspace)
    assert "Entered as notice/1" in haechi("news", "accept", 1, "-w", workspace).words
    (notice,) = haechi("notice", "list", "-w", workspace, "--json").payload["rows"]
    assert (notice["items"], notice["exporter"]) == (["gallium"], "CHN")


def test_the_list_is_csv_too(workspace: Path, article: Path) -> None:
    haechi("news", "add", article, "--released", "2024-02-21", "-w", workspace)
    (row,) = csv.DictReader(io.StringIO(haechi("news", "list", "-w", workspace, "--csv").out))
    assert (row["article"], row["proposals"]) == ("1", "3")
    assert "semiconductor dialogue" in haechi("news", "list", "-w", workspace).words


def test_what_is_wrong_is_one_sentence_and_nothing_is_kept(workspace: Path, article: Path, tmp_path: Path) -> None:
    assert "give --released" in haechi("news", "add", article, "-w", workspace).complaint
    assert "--set 'date'" in haechi("news", "accept", 1, "--set", "date", "-w", workspace).complaint
    assert "there is no proposal 1" in haechi("news", "accept", 1, "-w", workspace).complaint
    assert "nosuch.txt" in haechi("news", "add", tmp_path / "nosuch.txt", "-w", workspace).complaint
    (tmp_path / "empty").mkdir()
    assert "holds no article" in haechi("news", "add", tmp_path / "empty", "-w", workspace).complaint
    assert rows("list", "-w", workspace) == []


def test_settings_of_the_extractor_that_are_not_whole_are_refused(workspace: Path) -> None:
    settings = workspace / "haechi.toml"
    settings.write_text(
        settings.read_text(encoding="utf-8") + "\n[extractor]\nurl = 'http://127.0.0.1/v1'\n", encoding="utf-8"
    )
    assert "[extractor] needs url, model and a list of hosts" in haechi("news", "list", "-w", workspace).complaint

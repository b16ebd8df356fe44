"""Articles become proposals, and a person judges each."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from tests.app.at_desk import desk
from tests.news.test_proposals import ARTICLE

from haechi.app import noticing
from haechi.app.desk import Desk
from haechi.app.reading_news import Handed, Terms, add, every, review, show
from haechi.errors import InputError, UnknownName

AT = dt.datetime(2024, 2, 21, 3, 0, tzinfo=dt.UTC)
CONTROL = "China on Monday announced an export control of gallium and germanium."


@pytest.fixture
def seoul(tmp_path: Path) -> Desk:
    return desk("2024-02-21", tmp_path)


def hand_in(at_desk: Desk, *texts: str, released: str | None = "2024-02-21", source: str | None = None) -> Any:
    handed = [Handed(name=f"{place}.txt", content=text.encode()) for place, text in enumerate(texts)]
    return add(at_desk, handed, Terms(released=released, source=source, who="Kim"), at=AT)


def test_the_dialogue_is_proposed_and_nothing_is_entered(seoul: Desk) -> None:
    (row,) = hand_in(seoul, ARTICLE).rows
    assert [one["kind"].value for one in row["proposals"]] == ["meeting", "programme", "document"]
    assert [one["number"] for one in review(seoul).rows] == [1, 2, 3]
    assert noticing.every(seoul, item=None, only_open=False).rows == []


def test_the_same_text_twice_is_one_article(seoul: Desk) -> None:
    hand_in(seoul, ARTICLE)
    report = hand_in(seoul, ARTICLE.upper().lower())
    assert report.rows[0]["is_new"] is False
    assert len(review(seoul).rows) == 3
    assert "1 of the texts were handed in before" in report.notes[0]


def test_a_story_of_two_outlets_is_counted_once_with_both_as_sources(seoul: Desk) -> None:
    hand_in(seoul, ARTICLE, source="one outlet")
    hand_in(seoul, ARTICLE.replace("The first Hanhe", "As was told, the first Hanhe"), source="another outlet")
    (story,) = every(seoul).rows
    assert (story["sources"], story["proposals"], story["open"]) == (("one outlet", "another outlet"), 3, 3)


def test_an_article_is_shown_with_the_passage_of_every_field(seoul: Desk) -> None:
    hand_in(seoul, ARTICLE)
    row: Any = show(seoul, 1).rows[0]
    for proposal in row["proposals"]:
        for one in proposal["fields"]:
            assert row["text"][one["start"] : one["end"]] == one["passage"]


def test_an_earlier_day_sees_nothing(tmp_path: Path, seoul: Desk) -> None:
    hand_in(seoul, ARTICLE)
    earlier = desk("2024-02-20", tmp_path)
    assert every(earlier).notes[0].startswith("No article was handed in yet")
    assert review(earlier).notes == ("No proposal is open.",)
    with pytest.raises(UnknownName, match="there is no article 1"):
        show(earlier, 1)


def test_a_denial_is_shown_and_proposes_nothing(seoul: Desk) -> None:
    report = hand_in(seoul, "Japan denied that it will ban the export of photoresist.")
    assert (report.rows[0]["proposals"], len(report.rows[0]["denials"])) == ([], 1)
    assert "1 sentences deny something" in report.notes[0]


def test_what_is_too_long_to_be_words_is_told(seoul: Desk) -> None:
    report = hand_in(seoul, f"The Netherlands met Korea on Monday. {'1,' * 2_000} It went on.")
    assert report.rows[0]["unread"] == 1
    assert "1 runs of more than 200 characters" in report.notes[0]


@pytest.mark.parametrize(
    ("text", "released", "said"),
    [
        (CONTROL, None, "1.txt does not say when it was released; give --released"),
        (CONTROL, "2024-02-22", "after today, 2024-02-21"),
        (CONTROL, "yesterday", "'yesterday' is not a date"),
        ("", "2024-02-21", "1.txt is empty"),
    ],
)
def test_one_bad_file_keeps_all_of_them_out(seoul: Desk, text: str, released: str | None, said: str) -> None:
    good = f"Released: 2024-02-20\n\n{CONTROL}"
    with pytest.raises(InputError, match=said):
        hand_in(seoul, good, text, released=released)
    assert every(seoul).rows == []


def test_an_extractor_that_nobody_set_is_refused(seoul: Desk) -> None:
    handed = [Handed(name="a.txt", content=CONTROL.encode())]
    with pytest.raises(InputError, match="no extractor is set"):
        add(seoul, handed, Terms(released="2024-02-21", source=None, who="Kim", use_extractor=True), at=AT)

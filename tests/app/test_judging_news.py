"""What a person accepts is entered in the same step; what is rejected stays with its reason."""

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.app.at_desk import desk
from tests.app.test_reading_news import AT, CONTROL, hand_in
from tests.news.test_proposals import ARTICLE

from haechi.app import noticing, registering
from haechi.app.desk import Desk
from haechi.app.judging_news import Judge, accept, reject
from haechi.app.reading_news import review
from haechi.errors import InputError

LEE = Judge(who="Lee", at=AT)


@pytest.fixture
def seoul(tmp_path: Path) -> Desk:
    return desk("2024-02-21", tmp_path)


def as_side(side: str, entry: str) -> Judge:
    return replace(LEE, side=side, entry=entry)


def entered(seoul: Desk, entry: str) -> Any:
    return registering.show(seoul, entry).rows[0]


def test_a_notice_that_is_accepted_is_entered(seoul: Desk) -> None:
    hand_in(seoul, CONTROL, source="a wire")
    row: Any = accept(seoul, 1, [], LEE).rows[0]
    (notice,) = noticing.every(seoul, item=None, only_open=False).rows
    assert (row["state"].value, row["entry"], row["who"]) == ("accepted", "notice/1", "Lee")
    assert (notice["items"], notice["exporter"], str(notice["announced"])) == (
        ("gallium", "germanium"),
        "CHN",
        "2024-02-19",
    )
    assert (notice["source"], notice["note"], notice["what"]) == ("a wire", "proposal 1 from article 1", CONTROL)


LICENCES = "On Monday, China said it will require export licences for gallium from June 1, 2024."


@pytest.mark.parametrize(
    ("text", "given", "dates"),
    [
        (LICENCES, [], ("2024-02-19", "2024-06-01")),
        (LICENCES.removeprefix("On Monday, "), [], ("None", "2024-06-01")),
        (LICENCES, [("effective", "2024-07")], ("2024-02-19", "2024-07")),
        (LICENCES.removeprefix("On Monday, "), [("date", "2024-02-20")], ("2024-02-20", "2024-06-01")),
        (CONTROL, [("effective", "2024-08-01")], ("2024-02-19", "2024-08-01")),
        ("China will restrict the export of gallium in June.", [("effective", "2024-06-15")], ("None", "2024-06-15")),
        ("China lifted the export control of gallium on Monday.", [], ("None", "2024-02-19")),
        ("China lifted its export control of gallium.", [("date", "2024-02-18")], ("None", "2024-02-18")),
        ("China will restrict the export of gallium.", [("effective", "2025")], ("None", "2025")),
        ("Sources said China will restrict the export of gallium in June.", [], ("None", "2024-06")),
        (
            "Sources said China will restrict the export of gallium in June.",
            [("effective", "2024-07-01")],
            ("None", "2024-07-01"),
        ),
        (CONTROL, [("effective", "2024-02-12")], ("None", "2024-02-12")),
    ],
)
def test_a_notice_carries_when_it_was_told_and_its_effect(
    seoul: Desk, text: str, given: list[tuple[str, str]], dates: tuple[str, str]
) -> None:
    hand_in(seoul, text)
    accept(seoul, 1, given, LEE)
    (notice,) = noticing.every(seoul, item=None, only_open=False).rows
    assert (str(notice["announced"]), str(notice["effective"])) == dates


def test_dates_of_a_person_that_contradict_each_other_are_refused(seoul: Desk) -> None:
    hand_in(seoul, LICENCES)
    with pytest.raises(InputError, match="takes effect on 2024-02-01, before it was announced: 2024-02-20"):
        accept(seoul, 1, [("date", "2024-02-20"), ("effective", "2024-02-01")], LEE)


def test_an_effect_that_is_no_date_leaves_the_proposal_open(seoul: Desk) -> None:
    hand_in(seoul, LICENCES)
    with pytest.raises(InputError, match="'soon' is not a date"):
        accept(seoul, 1, [("effective", "soon")], LEE)
    assert [(one["number"], one["date"], one["effective"]) for one in review(seoul).rows] == [
        (1, "2024-02-19", "2024-06-01")
    ]


def test_a_meeting_is_entered_as_one_side_has_it_and_the_other_has_said_nothing(seoul: Desk) -> None:
    hand_in(seoul, ARTICLE, source="a wire")
    row: Any = accept(seoul, 1, [], as_side("KOR", "dialogue-as-told")).rows[0]
    meeting = entered(seoul, "dialogue-as-told")
    assert (row["state"].value, row["entry"]) == ("accepted", "dialogue-as-told")
    assert meeting["versions"]["NLD"] is None
    told = meeting["versions"]["KOR"]
    assert (told["body"], told["date"], told["place"]) == ("kor-nld-semiconductor-dialogue", "2024-02-19", "Eindhoven")
    assert {"policy exchange", "chip design", "equipment", "packaging"} <= set(told["agenda"])
    history = meeting["history"][0]
    assert history["why"] == "proposal 1 from article 1"
    assert history["evidence"] == ("a wire, 2024-02-21: South Korea and the Netherlands open semiconductor dialogue",)


def test_a_programme_is_entered_with_its_target_and_first_cohort(seoul: Desk) -> None:
    hand_in(seoul, ARTICLE, source="a wire")
    accept(seoul, 2, [("title", "Chip academy")], as_side("NLD", "academy"))
    told = entered(seoul, "academy")["versions"]["NLD"]
    assert (told["title"], told["targets"]) == ("Chip academy", [{"period": "2028", "value": 500.0}])
    (cohort,) = told["actuals"]
    assert (cohort["date"], cohort["value"], cohort["counts"]) == ("2024-02", 60.0, "starts")


def test_a_document_is_entered_with_its_form_and_date(seoul: Desk) -> None:
    hand_in(seoul, ARTICLE)
    accept(seoul, 3, [], as_side("KOR", "accord"))
    told = entered(seoul, "accord")["versions"]["KOR"]
    assert (told["form"], told["date"]) == ("agreement", "2023-12")


def test_a_promise_is_entered_with_the_sentence_it_stands_in(seoul: Desk) -> None:
    sentence = "Korea and the Netherlands agreed to share warnings on the supply of neon by 2026."
    hand_in(seoul, sentence)
    accept(seoul, 1, [], as_side("KOR", "share-warnings"))
    told = entered(seoul, "share-warnings")["versions"]["KOR"]
    assert (told["items"], told["note"]) == (["neon"], sentence)


def test_what_a_person_gives_stands_in_place_of_what_was_found(seoul: Desk) -> None:
    hand_in(seoul, ARTICLE)
    row: Any = accept(seoul, 1, [("date", "2024-02-20"), ("place", "Veldhoven")], as_side("KOR", "told")).rows[0]
    told = entered(seoul, "told")["versions"]["KOR"]
    assert (row["state"].value, told["date"], told["place"]) == ("edited", "2024-02-20", "Veldhoven")


@pytest.mark.parametrize("judge", [LEE, replace(LEE, side="KOR"), replace(LEE, entry="dialogue-as-told")])
def test_an_entry_of_the_alliance_needs_a_side_and_an_id(seoul: Desk, judge: Judge) -> None:
    hand_in(seoul, ARTICLE)
    with pytest.raises(InputError, match="give both, as by --side KOR --as meeting-2024-02-21"):
        accept(seoul, 1, [], judge)
    assert [one["number"] for one in review(seoul).rows] == [1, 2, 3]


def test_a_notice_takes_no_side(seoul: Desk) -> None:
    hand_in(seoul, CONTROL)
    with pytest.raises(InputError, match="proposal 1 is no entry of the alliance; leave out the side and the id"):
        accept(seoul, 1, [], as_side("KOR", "gallium"))


def test_an_id_that_is_taken_leaves_the_proposal_open(seoul: Desk) -> None:
    hand_in(seoul, ARTICLE)
    with pytest.raises(InputError, match="'train-500-experts' is in the register already"):
        accept(seoul, 2, [], as_side("KOR", "train-500-experts"))
    assert [one["number"] for one in review(seoul).rows] == [1, 2, 3]


def test_a_meeting_whose_body_the_text_does_not_tell_asks_for_it(seoul: Desk) -> None:
    hand_in(seoul, "Korea and the Netherlands met on Monday in Veldhoven.")
    with pytest.raises(InputError, match="the text does not tell which body met; give it, as by --set body="):
        accept(seoul, 1, [], as_side("KOR", "a-meeting"))
    accept(seoul, 1, [("body", "kor-nld-semiconductor-dialogue")], as_side("KOR", "a-meeting"))
    assert entered(seoul, "a-meeting")["content"]["body"] == "kor-nld-semiconductor-dialogue"


def test_an_event_is_accepted_and_enters_nothing_else(seoul: Desk) -> None:
    hand_in(seoul, "A fire broke out in Germany.")
    row: Any = accept(seoul, 1, [], LEE).rows[0]
    assert (row["kind"].value, row["entry"]) == ("event", None)


def test_a_rejection_keeps_the_proposal_with_the_reason(seoul: Desk) -> None:
    hand_in(seoul, ARTICLE)
    row: Any = reject(seoul, 3, "known already", who="Lee", at=AT).rows[0]
    assert (row["state"].value, row["note"]) == ("rejected", "known already")
    assert [one["number"] for one in review(seoul).rows] == [1, 2]
    with pytest.raises(InputError, match="proposal 3 was rejected by Lee; what was judged stays so"):
        accept(seoul, 3, [], LEE)
    with pytest.raises(InputError, match="needs a reason"):
        reject(seoul, 1, " ", who="Lee", at=AT)


def test_a_notice_without_a_supplier_is_not_entered_and_stays_open(seoul: Desk) -> None:
    hand_in(seoul, CONTROL)
    with pytest.raises(InputError, match="proposal 1 names no economy that supplies"):
        accept(seoul, 1, [("party", "ASML")], LEE)
    assert [one["number"] for one in review(seoul).rows] == [1]


def test_what_was_judged_later_is_not_judged_again_from_an_earlier_day(seoul: Desk) -> None:
    hand_in(seoul, CONTROL)
    next_day = AT + dt.timedelta(days=1)
    accept(seoul, 1, [], replace(LEE, at=next_day))
    assert [one["number"] for one in review(seoul).rows] == [1]
    with pytest.raises(InputError, match="proposal 1 was accepted by Lee; what was judged stays so"):
        accept(seoul, 1, [], replace(LEE, at=next_day))
    later = replace(seoul, today=next_day.date(), as_of=next_day.date())
    assert len(noticing.every(later, item=None, only_open=False).rows) == 1


def test_a_target_that_is_no_number_is_named(seoul: Desk) -> None:
    hand_in(seoul, ARTICLE)
    with pytest.raises(InputError, match="target 'many' is no number of people; give it, as by --set target=500"):
        accept(seoul, 2, [("target", "many")], as_side("KOR", "academy"))

"""When a rule was told and from when it applies."""

import datetime as dt

import pytest
from tests.news.reading import reading

from haechi.news.dates import Dated, find
from haechi.news.timing import found_in, told

FRIDAY = dt.date(2026, 11, 20)
RULE = "China will require export licences for gallium"


def shown(one: Dated | None) -> str | None:
    return None if one is None else str(one.value)


@pytest.mark.parametrize(
    ("text", "announced", "effective"),
    [
        (f"{RULE} from January 1, 2027.", None, "2027-01-01"),
        (f"{RULE}, effective December 1.", None, "2026-12-01"),
        (f"{RULE}, effective from 1 December.", None, "2026-12-01"),
        (f"{RULE} as of January 2027.", None, "2027-01"),
        (f"{RULE} starting next month.", None, "2026-12"),
        ("The rule on gallium takes effect on December 1, 2026.", None, "2026-12-01"),
        ("The rule on gallium takes effect Dec. 1.", None, "2026-12-01"),
        ("The rule on gallium went into force on Monday.", None, "2026-11-16"),
        (f"On Wednesday, the ministry said that {RULE} from January 1, 2027.", "2026-11-18", "2027-01-01"),
        (f"{RULE} from January 1, 2027, the ministry said on Wednesday.", "2026-11-18", "2027-01-01"),
        (f"{RULE} from January 1, 2027, the ministry said Wednesday.", "2026-11-18", "2027-01-01"),
        ("The rule, announced on Nov. 18, takes effect in 2027.", "2026-11-18", "2027"),
        (f"China, which met Korea on Monday, {RULE[6:]} from January 1, 2027.", None, "2027-01-01"),
        ("Exports of gallium fell 10% from January 2026.", None, None),
        ("The rule on gallium took effect on Monday, it was said on Wednesday.", None, "2026-11-16"),
        (f"{RULE} on January 1, 2027.", None, None),
        (f"It was announced on Wednesday that {RULE} with immediate effect.", "2026-11-18", "2026-11-18"),
        ("China banned the export of gallium on Wednesday, effective immediately.", None, "2026-11-18"),
        ("China bans the export of gallium with immediate effect.", None, None),
        ("China will ban the export of gallium in 2027 with immediate effect.", None, None),
    ],
)
def test_the_day_of_saying_is_told_from_the_date_of_effect(
    text: str, announced: str | None, effective: str | None
) -> None:
    timing = told(text, find(text, FRIDAY), FRIDAY)
    assert (shown(timing.announced), shown(timing.effective)) == (announced, effective)


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("SEOUL, Nov. 20, 2026 - The dialogue was held on Thursday.", ["2026-11-19"]),
        ("SEOUL, Nov. 20, 2026 (Yonhap) -- The dialogue was held on Thursday.", ["2026-11-19"]),
        ("The Hague, 20 November 2026: The dialogue was held on Thursday.", ["2026-11-19"]),
        ("(Seoul, Nov. 20, 2026) - The dialogue was held on Thursday.", ["2026-11-19"]),
        ("SEOUL, Nov. 20, 2026 - The dialogue was held.", ["2026-11-20"]),
        ("Seoul, Nov. 20 (Yonhap) The dialogue was held on Thursday.", ["2026-11-19"]),
        ("Bern, 18.11.2026 - The cabinet today changed the rule.", ["2026-11-18"]),
        ("On Nov. 20, 2026 the dialogue that opened on Thursday was held - again.", ["2026-11-20", "2026-11-19"]),
    ],
)
def test_the_day_of_a_dateline_counts_only_where_the_sentence_has_no_other(text: str, dates: list[str]) -> None:
    assert [shown(one) for one in found_in(text, FRIDAY)] == dates


def test_a_meeting_is_on_the_day_of_the_sentence_and_not_of_its_dateline() -> None:
    text = "SEOUL, Nov. 20, 2026 - The sixth dialogue of Korea and the Netherlands was held in Seoul on Thursday."
    assert reading(text, FRIDAY).values("date") == ("2026-11-19",)

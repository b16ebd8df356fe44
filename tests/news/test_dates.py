import datetime as dt

import pytest

from haechi.news.dates import find

WEDNESDAY = dt.date(2024, 2, 21)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("It was held on Monday.", "2024-02-19"),
        ("It was held on Wednesday.", "2024-02-21"),
        ("It will be held on Monday.", "2024-02-26"),
        ("It was held last Friday.", "2024-02-16"),
        ("It is planned for next February.", "2025-02"),
        ("It began in February.", "2024-02"),
        ("On the 13th local time they met.", "2024-02-13"),
        ("On the 28th they met.", "2024-01-28"),
        ("It will open on the 5th of next month.", "2024-03-05"),
        ("It rose last month.", "2024-01"),
        ("It rose last week.", "2024-02"),
        ("It rose in the first half of 2024.", "2024"),
        ("It was agreed in December last year.", "2023-12"),
        ("It was agreed on December 13.", "2023-12-13"),
        ("It was agreed on the 19th of February, 2024.", "2024-02-19"),
        ("It was agreed three days ago.", "2024-02-18"),
        ("It was agreed yesterday.", "2024-02-20"),
        ("It applies from 1 August.", "2024-08-01"),
        ("It was agreed in 2019.", "2019"),
        ("It was agreed on the last 26th.", "2024-01-26"),
        ("It will open on the coming 5th.", "2024-03-05"),
        ("It lasted from 3 to 5 February.", "2024-02-03"),
        ("It is to open before the end of the year.", "2024"),
        ("It burned the day before yesterday.", "2024-02-19"),
        ("It burned last night.", "2024-02-20"),
        ("At 12th local time they met.", "2024-02-12"),
        ("It came out in 20th of this month.", "2024-02-20"),
        ("It came out this month 20.", "2024-02-20"),
        ("It rises in the second half of the year.", "2024"),
        ("It will rise in the new year.", "2024"),
        ("It is to open before Christmas.", "2024"),
        ("It is to end before the month is out.", "2024-02"),
        ("It is to open before the year is over.", "2024"),
        ("It was refused in the past month.", "2024-01"),
        ("It stood still in the month before.", "2024-01"),
        ("Tokyo this day gave the permit.", "2024-02-21"),
        ("As of Wednesday shippers must ask.", "2024-02-21"),
        ("As of Monday shippers have to ask.", "2024-02-19"),
        ("As of Monday shippers will have to ask.", "2024-02-26"),
        ("It is called for Friday, 1 March.", "2024-03-01"),
        ("The price rises from next year January.", "2025-01"),
        ("It will be issued within May.", "2024-05"),
        ("He said so on New Year's Day.", "2024-01-01"),
        ("Nobody is to be named, but it has been held since January.", "2024-01"),
        ("The plant fell into suspension from the 10th.", "2024-02-10"),
        ("The union from 8th began its strike.", "2024-02-08"),
        ("Due to the storm it stopped on Monday.", "2024-02-19"),
        ("It was signed on 12th.", "2024-02-12"),
        ("It was told on the evening of 19th.", "2024-02-19"),
        ("It was told in the morning of 20th meeting reporters.", "2024-02-20"),
        ("It burned on this month's 10th.", "2024-02-10"),
        ("It opens on the first of next month.", "2024-03-01"),
        ("It was signed in mid-January.", "2024-01"),
        ("It will come earliest April.", "2024-04"),
        ("It rose since the start of the month.", "2024-02"),
        ("It will be done at month-end.", "2024-02"),
        ("It will be done by year-end.", "2024"),
        ("It was held on Thursday last week.", "2024-02-15"),
        ("It will be held next week's Tuesday.", "2024-02-27"),
        ("It was held on the previous day.", "2024-02-20"),
        ("It rose in the third quarter.", "2023"),
        ("It will rise in the first quarter.", "2024"),
        ("Prices go up from the new fiscal year.", "2024"),
        ("It closed the door in November and will open.", "2023-11"),
        ("On the 23rd the two sides plan nothing.", "2024-02-23"),
        ("It opens in October.", "2024-10"),
        ("It was told on Friday (2nd).", "2024-02-02"),
        ("Goods cannot be found since entering January.", "2024-01"),
        ("It burned on 2024/02/12.", "2024-02-12"),
        ("It burned on 12.2.2024.", "2024-02-12"),
        ("It was held February 3-5, 2024.", "2024-02-03"),
        ("It was held on 3 and 4 February.", "2024-02-03"),
        ("It applies from the first of April.", "2024-04-01"),
        ("It began two weeks ago.", "2024-02"),
        ("It burned at the weekend.", "2024-02"),
        ("It opens within the year.", "2024"),
        ("It opens in H2.", "2024"),
        ("It closed in Q4.", "2023"),
        ("It was told at January's end.", "2024-01"),
        ("It rises in February 25% on the month.", "2024-02"),
    ],
)
def test_a_date_is_read_against_the_day_of_release(text: str, date: str) -> None:
    assert [str(one.value) for one in find(text, WEDNESDAY)] == [date]


def test_a_target_and_a_beginning_are_told_from_the_event() -> None:
    text = "Since 2019 it met, on Monday again, and trains 500 by 2028."
    assert [one.role for one in find(text, WEDNESDAY)] == ["since", "on", "by"]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("It fell, and stands far below last spring.", "compared"),
        ("It has doubled since January.", "compared"),
        ("It is 60% dearer since January.", "compared"),
        ("It has been short since January.", "since"),
        ("The gap will not be filled by July.", "until"),
        ("It is to come within July.", "on"),
        ("According to the trade on the 20th it is short.", "said"),
    ],
)
def test_a_date_has_a_part_in_its_sentence(text: str, role: str) -> None:
    assert [one.role for one in find(text, WEDNESDAY)] == [role]


def test_what_is_expected_of_a_date_holds_where_no_words_tell() -> None:
    assert [str(one.value) for one in find("Strike on Monday", WEDNESDAY, expected=True)] == ["2024-02-26"]
    assert [str(one.value) for one in find("It struck on Monday.", WEDNESDAY, expected=True)] == ["2024-02-19"]


def test_what_lasts_until_a_date_does_not_happen_on_it() -> None:
    assert [one.role for one in find("It stays short until 2028.", WEDNESDAY)] == ["until"]


@pytest.mark.parametrize("text", ["It comes soon.", "It was agreed on 2024-02-30."])
def test_what_tells_no_day_stays_open(text: str) -> None:
    assert [one.value for one in find(text, WEDNESDAY)] == [None]


@pytest.mark.parametrize(
    "text",
    ["He may go.", "They march on.", "About 2000 people came.", "It costs 2024 won.", "The NXT:2050i was shipped."],
)
def test_words_and_numbers_that_are_no_date_are_none(text: str) -> None:
    assert find(text, WEDNESDAY) == []


@pytest.mark.parametrize(
    ("text", "value", "otherwise"),
    [
        ("It stopped on Monday.", "2024-02-19", "2024-02-26"),
        ("It will stop on Monday.", "2024-02-26", "2024-02-19"),
        ("It stopped on 3 May 2023.", "2023-05-03", None),
        ("In 2023 it stopped.", "2023", None),
    ],
)
def test_a_date_knows_what_it_would_be_the_other_way(text: str, value: str, otherwise: str | None) -> None:
    (found,) = find(text, WEDNESDAY)
    assert (str(found.value), found.otherwise and str(found.otherwise)) == (value, otherwise)

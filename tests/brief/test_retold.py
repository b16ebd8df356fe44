"""Names and sentences of results in the language of a document."""

import datetime as dt

import pytest

from haechi.brief import retold
from haechi.brief.messages import Messages
from haechi.sentence import said

NAMES = {
    "hydrogen fluoride": "waterstoffluoride",
    "hf": "waterstoffluoride",
    "diodes": "dioden",
    "etch and clean": "etsen",
    "front_end": "bewerking",
    "JPN": "Japan",
    "KOR": "Zuid-Korea",
    "NLD": "Nederland",
}
DUTCH = Messages("nl")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("stock of hydrogen fluoride", "voorraad waterstoffluoride"),
        ("stock of hydrogen fluoride at etch and clean", "voorraad waterstoffluoride bij etsen"),
        ("share of JPN in hydrogen fluoride", "aandeel van Japan in waterstoffluoride"),
        ("share of JPN in hydrogen fluoride, which nobody published", "aandeel van Japan in waterstoffluoride, dat"),
        ("share of Nexperia, plants in China in diodes", "aandeel van Nexperia, plants in China in dioden"),
        ("days of order of hydrogen fluoride from others", "besteldagen voor waterstoffluoride uit anderen"),
        ("depth of the loss of hydrogen fluoride from JPN from 2027-03-01 on", "Japan, vanaf 2027-03-01"),
    ],
)
def test_an_unknown_is_named_with_its_items_and_economies(name: str, said: str) -> None:
    assert said in retold.unknown(name, DUTCH, NAMES)


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        (
            "hf of JPN is lost to KOR, NLD only, not to DEU.",
            "waterstoffluoride uit Japan valt alleen voor Zuid-Korea, N",
        ),
        ("the shock takes nothing from this economy", "de schok neemt deze economie niets af"),
        (
            "stocks on the way cover 14 days, and a line is short of 3 within 180 days",
            "voorraden onderweg in de keten dekken 14 dagen, en een lijn komt binnen 180 dagen 3 tekort",
        ),
    ],
)
def test_a_sentence_keeps_its_numbers_and_gets_its_names(sentence: str, said: str) -> None:
    assert said in retold.sentence(sentence, DUTCH, NAMES)


def test_what_no_message_made_stays_as_it_is() -> None:
    for text in ("stock of unobtainium", "{braces} and 100 % of a user", ""):
        assert retold.unknown(text, DUTCH, NAMES) == text
        assert retold.sentence(text, DUTCH, NAMES) == text


STOP = said("{name} ({stage})", name="Etch and clean", stage="front_end")
COVER = said(
    "First line stop: {where}, {span}, under each assumption on stocks.",
    where=STOP,
    span=said("{date} (day {n:.0f})", date=dt.date(2026, 12, 22), n=30.0),
)


def test_a_sentence_gets_the_names_days_and_numbers_of_the_language() -> None:
    told = "Eerste lijnstop: etsen (bewerking), 22 december 2026 (dag 30), bij elke aanname over voorraden."
    assert retold.sentence(COVER, DUTCH, NAMES) == told


def test_a_sentence_that_came_back_as_text_is_known_by_its_message() -> None:
    text = "Quantiles of the course of the loss stand on the first 1,250 of the 20,000 draws."
    told = "Kwantielen van het verloop van het verlies berusten op de eerste 1.250 van de 20.000 trekkingen."
    assert retold.sentence(text, DUTCH, NAMES) == told


def test_several_sentences_in_one_are_each_known_by_their_message() -> None:
    why = "hf of JPN is lost to KOR only, not to NLD. diodes of KOR is lost to JPN only, not to NLD."
    text = f"A title: nothing is lost in NLD; {why}"
    assert retold.sentence(text, DUTCH, NAMES) == (
        "A title: in Nederland gaat niets verloren; waterstoffluoride uit Japan valt alleen voor Zuid-Korea weg, niet "
        "voor Nederland. dioden uit Zuid-Korea valt alleen voor Japan weg, niet voor Nederland."
    )


def test_a_long_text_with_the_parts_of_many_messages_stays_as_it_is() -> None:
    text = " imports , (, (, lost to only, not to; nothing is lost in" * 400
    assert retold.sentence(text, DUTCH, NAMES) == text


@pytest.mark.parametrize(
    "text",
    [
        "Korea's imports of July 82.5 per cent below June; none from Japan in August (a paper)",
        "from the share of world mining (a survey) to that of Korea's imports of all graphite in 2022 (a paper)",
        "share of one country (there: China) in hydrogen fluoride",
        "hydrogen fluoride, all grades; 12.9 percent of Korea's imports of it",
    ],
)
def test_free_text_that_only_looks_like_a_message_stays_as_it_is(text: str) -> None:
    assert retold.sentence(text, DUTCH, NAMES) == text

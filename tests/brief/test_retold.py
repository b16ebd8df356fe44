"""Names and sentences of results in the language of a document."""

import pytest

from haechi.brief import retold
from haechi.brief.messages import Messages

NAMES = {
    "hydrogen fluoride": "waterstoffluoride",
    "hf": "waterstoffluoride",
    "diodes": "dioden",
    "etch and clean": "etsen",
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

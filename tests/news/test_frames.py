"""Actions that two words tell only together."""

import pytest

from haechi.model.news import Action
from haechi.news.frames import find


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("Two reactors will be taken from the net.", Action.OUTAGE),
        ("A cleaner was scalded.", Action.ACCIDENT),
        ("A vessel cracked in the night.", Action.ACCIDENT),
        ("The unions call 1,200 people out.", Action.STRIKE),
        ("The second batch for mining comes to 60,000 tonnes.", Action.QUOTA),
        ("Tungsten powder soared 9%, holders do not sell.", Action.PRICE_JUMP),
        ("Forty pupils enrol each spring.", Action.TRAINING),
    ],
)
def test_what_is_spoken_of_and_what_becomes_of_it_tell_an_action(text: str, action: Action) -> None:
    found = find(text)
    assert found is not None
    assert found[0] is action


@pytest.mark.parametrize(
    "text",
    [
        "The vessel was blue. A cup cracked.",  # two clauses
        "Sales rose 9%.",
        "The capacity rose by a third.",
        "A quiet day.",
    ],
)
def test_one_word_alone_tells_none(text: str) -> None:
    found = find(text)
    assert found is None or found[0] is not Action.PRICE_JUMP
    assert found is None or found[0] is not Action.ACCIDENT

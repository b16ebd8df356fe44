"""Weights against a sum by hand."""

import math

import pytest

from haechi.news.learned import Learned

FIRE, TALKS = "fire", "talks"


@pytest.fixture(scope="module")
def learned() -> Learned:
    return Learned.of(["plant burns", "talks", "Plant burns"], [FIRE, TALKS, FIRE])


def test_weights_are_those_of_the_words_of_all_other_labels(learned: Learned) -> None:
    # plant, burns and "plant burns" stand in two texts of one label, 1/sqrt(3) of each; "talks" is all of the third.
    others = {"plant": 0.3, "talks": 1.3}  # of fire: what talks have, plus the prior of 0.3 of each of the four columns
    total = 3 * others["plant"] + others["talks"]
    row, places = learned.labels.index(FIRE), learned.places
    assert learned.weights[row, places["plant"]] == pytest.approx(-math.log(others["plant"] / total))
    assert learned.weights[row, places["talks"]] == pytest.approx(-math.log(others["talks"] / total))
    plants = 2 / math.sqrt(3) + 0.3
    assert learned.weights[learned.labels.index(TALKS), places["plant"]] == pytest.approx(
        -math.log(plants / (3 * plants + 0.3))
    )
    assert learned.rarity[places["talks"]] == pytest.approx(math.log(4 / 2) + 1)


def test_a_text_weighs_by_its_known_words(learned: Learned) -> None:
    found = learned.weigh("Talks on Monday")
    rarity = math.log(2) + 1
    gap = math.log((2 / math.sqrt(3) + 0.3) * 3 + 0.3) - math.log(0.3) - (math.log(3 * 0.3 + 1.3) - math.log(1.3))
    assert found == {FIRE: 0, TALKS: pytest.approx(gap * rarity / math.hypot(rarity, 30))}


def test_words_that_nobody_knows_say_nothing(learned: Learned) -> None:
    assert learned.weigh("nobody knows") == learned.weigh("") == {FIRE: 0, TALKS: 0}
    assert learned.telling("nobody knows", FIRE).text == "nobody knows"


def test_numbers_are_alike_and_capitals_too() -> None:
    found = Learned.of(["300 tonnes", "talks in Bonn"], ["quota", TALKS]).weigh("14 Tonnes")
    assert found["quota"] > found[TALKS]


def test_the_words_that_say_most_are_shown(learned: Learned) -> None:
    passage = learned.telling("Yesterday the plant burns", FIRE)
    assert "Yesterday the plant burns"[passage.start : passage.end] == passage.text
    assert passage.text in {"plant", "burns", "plant burns"}

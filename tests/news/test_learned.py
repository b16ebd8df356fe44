"""Weights against an equation solved by hand."""

import math

import numpy as np
import pytest

from haechi.news.learned import Learned
from haechi.reference.examples import examples

FIRE, TALKS = "fire", "talks"


@pytest.fixture(scope="module")
def learned() -> Learned:
    return Learned.of(["plant burns", "talks", "Plant burns"], [FIRE, TALKS, FIRE], tells_names=True)


def test_weights_solve_the_least_squares_by_hand() -> None:
    # Two texts of one word each, both of length 1 and nothing alike: (1 + 0.2) c = 1 - 0.5, so each weight is 5/12.
    learned = Learned.of(["smoke", "talks"], [FIRE, TALKS], tells_names=True)
    row, column = learned.places["smoke"], learned.labels.index(FIRE)
    assert learned.weights[row, column] == pytest.approx(5 / 12)
    assert learned.weights[row, 1 - column] == pytest.approx(-5 / 12)
    rarity = math.log(3 / 2) + 1
    assert learned.rarity[row] == pytest.approx(rarity)
    said = rarity * 5 / 12 / math.hypot(rarity, 40)
    assert learned.weigh("Smoke") == {FIRE: pytest.approx(1 / 2 + said), TALKS: pytest.approx(1 / 2 - said)}


def test_weights_are_those_of_the_equation_written_down_whole() -> None:
    passages = examples()[:60]
    learned = Learned.of([one.text for one in passages], [one.action for one in passages], tells_names=True)
    rows = np.zeros((len(passages), len(learned.places)))
    for row, one in zip(rows, passages, strict=True):
        own = Learned.of([one.text], [None], tells_names=True).places
        known = [place for words, place in learned.places.items() if words in own]
        row[known] = learned.rarity[known] / np.linalg.norm(learned.rarity[known])
    bears = np.array([[float(one.action == label) for label in learned.labels] for one in passages])
    wanted = np.linalg.solve(rows @ rows.T + 0.2 * np.eye(len(rows)), bears - bears.mean(axis=0))
    assert learned.weights == pytest.approx(rows.T @ wanted, abs=1e-5)


def test_likenesses_are_one_together(learned: Learned) -> None:
    assert sum(learned.weigh("a plant of talks").values()) == pytest.approx(1)


def test_words_that_nobody_knows_leave_all_labels_alike(learned: Learned) -> None:
    assert learned.weigh("nobody knows") == learned.weigh("") == {FIRE: 0.5, TALKS: 0.5}
    assert learned.telling("nobody knows", FIRE).text == "nobody knows"


def test_names_are_alike_where_they_tell_nothing() -> None:
    texts, labels = ["it burns at Tokyo Electron", "it talks to Bosch", "it burns at ASML"], [FIRE, TALKS, FIRE]
    learned = Learned.of(texts, labels, tells_names=False)
    assert learned.weigh("it talks to Infineon Technologies") == learned.weigh("It talks to Bosch")
    assert "bosch" in Learned.of(texts, labels, tells_names=True).places.keys() - learned.places.keys()


def test_forms_of_a_word_are_alike() -> None:
    found = Learned.of(["it exploded", "it talks"], [FIRE, TALKS], tells_names=True).weigh("explosions")
    assert found[FIRE] > found[TALKS]


def test_numbers_are_alike_and_capitals_too() -> None:
    found = Learned.of(["300 tonnes", "talks in Bonn"], ["quota", TALKS], tells_names=True).weigh("14 Tonnes")
    assert found["quota"] > found[TALKS]


def test_the_words_that_say_most_are_shown(learned: Learned) -> None:
    passage = learned.telling("Yesterday the plant burns", FIRE)
    assert "Yesterday the plant burns"[passage.start : passage.end] == passage.text
    assert passage.text in {"plant", "burns", "plant burns"}

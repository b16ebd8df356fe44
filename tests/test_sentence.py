"""Sentences that are English texts, and know what they were made from."""

import copy
import datetime as dt
import json
import pickle

from haechi.sentence import Said, said

TOLD = said("{what} by {day}: {part:.0%}", what=said("loss of {item}", item="hf"), day=dt.date(2019, 7, 4), part=0.439)


def test_a_sentence_is_the_english_text() -> None:
    assert TOLD == "loss of hf by 2019-07-04: 44%"
    assert json.dumps([TOLD]) == '["loss of hf by 2019-07-04: 44%"]'
    assert (f"{TOLD}.", TOLD.upper()) == ("loss of hf by 2019-07-04: 44%.", "LOSS OF HF BY 2019-07-04: 44%")


def test_a_sentence_knows_its_message_and_values() -> None:
    assert TOLD.message == "{what} by {day}: {part:.0%}"
    assert TOLD.values["day"] == dt.date(2019, 7, 4)


def test_several_values_are_joined() -> None:
    assert said("{why}.", why=(said("a"), said("b"))) == "a; b."


def test_a_message_without_values_stays_as_it_is() -> None:
    assert said("day {n:.0f}") == "day {n:.0f}"


def test_a_copy_knows_as_much() -> None:
    for other in (copy.deepcopy(TOLD), pickle.loads(pickle.dumps(TOLD))):  # noqa: S301 - our own bytes
        assert isinstance(other, Said)
        assert (other, other.message, other.values) == (TOLD, TOLD.message, TOLD.values)

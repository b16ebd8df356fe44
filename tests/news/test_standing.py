"""Marks of names in made-up sentences, and log odds added up by hand."""

import math

import pytest
from tests.news.reading import words

from haechi.model.news import Action, Found, Passage
from haechi.news.marks import BASE
from haechi.news.parties import present
from haechi.news.readings import told_in
from haechi.news.standing import Standing, settle, standings

PLACE = Passage(start=0, end=4, text="ASML")


def names(text: str, action: Action | None = None) -> list[Standing]:
    named = words().names.find(text)
    _, acted = told_in(text, named)
    return list(standings(text, action, present(text, named, []), acted.passage if acted else None))


def one(text: str, value: str, action: Action | None = None) -> Standing:
    (found,) = [name for name in names(text, action) if value in name.values]
    return found


def test_the_words_on_either_side_are_marks() -> None:
    marks = one("A fire at ASML in Veldhoven.", "ASML").marks
    assert {"at _", "fire at _", "_ in", "_ in veldhoven", "firm: at _", "a .. _", "_ .. ."} <= marks


def test_ends_of_the_text_are_marks_too() -> None:
    assert {"^ _", "^ ^ _"} <= one("ASML grew.", "ASML").marks
    assert {"_ $", "_ $ $"} <= one("They met ASML", "ASML").marks


def test_what_happens_and_who_else_is_named_are_marks() -> None:
    marks = one("ASML and imec met Japan.", "ASML", Action.MEETING).marks
    assert {"firm, meeting", "firm, 1 other firms", "firm, 1 other states"} <= marks
    assert "firm, nothing" in one("ASML grew.", "ASML").marks


def test_an_adjective_is_told_from_the_name_of_a_country() -> None:
    assert "adjective: _ maker" in one("The Dutch maker grew.", "NLD").marks
    assert "country: in _" in one("Prices in Japan rose.", "JPN").marks


def test_names_of_no_table_bear_marks_of_their_words() -> None:
    marks = one("Qwelmar Chemicals stopped its line.", "Qwelmar Chemicals").marks
    assert {"begins qwelmar", "ends chemicals", "stranger, a word of trade", "word of 2"} <= marks


def test_names_that_do_not_act_are_there_to_be_weighed() -> None:
    assert any("Batu Kawan" in found.values for found in names("ASML opened a hall at Batu Kawan."))


def test_other_names_are_one_word_each() -> None:
    marks = one("ASML and imec of Belgium met.", "imec").marks
    assert {"# <firm> and _", "# firm: _", "# _ of <state>"} & marks == {"# <firm> and _", "# _ of <state>"}


def test_a_name_has_its_place_among_the_others() -> None:
    text = "ASML and imec met Japan."
    assert {"firm at place 0", "firm at place 2 from the end", "firm at place 0 of its kind"} <= one(text, "ASML").marks
    assert {"economy at place 2", "economy at place 0 from the end", "economy, named 1"} <= one(text, "JPN").marks


def test_where_a_name_stands_to_what_happens_is_a_mark() -> None:
    text = "ASML signed a memorandum with imec, Japan said."
    assert {"firm before", "firm before, one clause", "memorandum: before"} <= one(
        text, "ASML", Action.MEMORANDUM
    ).marks
    assert {"economy after, another clause", "economy after, 1 names between"} <= one(
        text, "JPN", Action.MEMORANDUM
    ).marks


def test_a_place_may_be_its_economy_and_itself() -> None:
    values = {value for name in names("Prices in Penang rose.") for value in name.values}
    assert values == {"Penang", "MYS"}


def settled(ruled: list[Found], weights: dict[str, float] | None) -> list[Found]:
    standing = Standing(values=("ASML",), passage=PLACE, rule="name", marks=frozenset({"at _", "_ in"}))
    return list(settle(ruled, [standing], weights))


RULED = [Found(field="party", value="ASML", passage=PLACE, rule="name", score=1.0)]


def test_log_odds_are_the_sum_of_marks_and_of_what_rules_say() -> None:
    (found,) = settled(RULED, {BASE: -0.5, "at _": 1.0, "of no name here": 9.0})
    assert found.score == pytest.approx(1 / (1 + math.exp(-(-0.5 + 1.0 + 1.0))), abs=5e-4)
    assert (found.value, found.passage, found.rule) == ("ASML", PLACE, "name")


def test_what_rules_take_goes_where_marks_speak_against_it() -> None:
    assert settled(RULED, {BASE: -2.5}) == []
    assert settled(RULED, {BASE: 0.41}) != []  # 0.41 + 1 is just above 1.4


def test_what_rules_leave_out_comes_in_where_marks_speak_for_it() -> None:
    assert settled([], {BASE: 0.0, "at _": -0.1}) == []
    assert settled([], {BASE: 0.0, "at _": 2.7}) != []


def test_the_likeliest_name_is_a_party_where_no_other_is() -> None:
    imec = Standing(values=("imec",), passage=PLACE, rule="name", marks=frozenset({"and _"}))
    asml = Standing(values=("ASML",), passage=PLACE, rule="name", marks=frozenset({"at _"}))

    def values(weights: dict[str, float]) -> list[str]:
        return [found.value for found in settle([], [asml, imec], weights)]

    assert values({BASE: 0.5, "at _": 0.4, "and _": 0.2}) == ["ASML"]  # -0.1 and -0.3
    assert values({BASE: 0.5, "at _": 2.2, "and _": 0.2}) == ["ASML"]  # 1.7 is a party, -0.3 then none
    assert values({BASE: -0.5, "at _": 0.4, "and _": 0.2}) == []  # -1.1 is below what one alone must have


def test_without_weights_rules_decide() -> None:
    assert settled(RULED, None) == RULED

"""Entries as forms and back: what is shown and sent again changes nothing."""

import pytest
from tests.app.at_desk import desk

from haechi.app import book
from haechi.app.entry_form import Shape, form, values
from haechi.errors import InputError
from haechi.model.content import made
from haechi.model.entries import CONTENTS, Kind


def test_every_bundled_entry_comes_back_from_its_form_unchanged() -> None:
    for entry, record in book.book(desk()).items():
        typed = {field.name: field.text for field in form(record.kind, record.content)}
        given = {name: value for name, value in values(record.kind, typed).items() if value not in (None, [])}
        assert made(record.kind, given, entry) == record.content, entry


@pytest.mark.parametrize("kind", CONTENTS)
def test_every_kind_has_a_blank_form_that_tells_what_is_needed(kind: Kind) -> None:
    fields = form(kind, None)
    assert next(field.name for field in fields if field.is_needed) == "title"
    assert next(field for field in fields if field.name == "sides").text == "KOR\nNLD"


def test_tables_have_a_row_in_each_line_and_their_columns_between_bars() -> None:
    record = book.book(desk())["train-500-experts"]
    assert record.kind is Kind.COMMITMENT
    (owners,) = [field for field in form(record.kind, record.content) if field.name == "owners"]
    assert (owners.shape, owners.columns) == (Shape.TABLE, ("economy", "post"))
    assert owners.text.splitlines()[0].startswith("KOR | ")


def test_words_of_a_closed_set_are_chosen() -> None:
    (weight,) = [field for field in form(Kind.COMMITMENT, None) if field.name == "weight"]
    assert (weight.shape, weight.text) == (Shape.CHOICE, "political")
    assert weight.choices == ("political", "memorandum", "treaty", "law")


def test_numbers_and_yes_or_no_are_read_and_other_words_are_left_for_the_error() -> None:
    assert values(Kind.COMMITMENT, {"target": "500", "baseline": "many", "due": ""}) == {
        "target": 500.0,
        "baseline": "many",
        "due": None,
    }
    assert values(Kind.MEETING, {"is_held": "no"}) == {"is_held": False}


def test_a_row_of_a_table_with_too_many_parts_is_named() -> None:
    with pytest.raises(InputError, match=r"owners: 'KOR \| a \| b' has 3 parts; write economy \| post"):
        values(Kind.COMMITMENT, {"owners": "KOR | a | b"})

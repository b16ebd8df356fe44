"""Remarks and documents on alerts and items."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from tests.app.at_desk import desk
from tests.watch.small_lives import DROP, make_act

from haechi.app.alerting import record
from haechi.app.desk import Desk
from haechi.app.enclosing import LARGEST, Document, content, documents, enclose, remark, remarks
from haechi.errors import InputError, UnknownName
from haechi.model.enclosure import About

AT = dt.datetime(2024, 1, 21, 3, tzinfo=dt.UTC)
QUOTE = Document(file="../quote.pdf", content=b"%PDF", source="a call")


@pytest.fixture
def held(tmp_path: Path) -> Desk:
    at = desk("2024-01-21", tmp_path)
    record(at, lambda _: [make_act()])
    return at


def test_a_document_comes_back_byte_for_byte_and_is_listed_where_it_was_added(held: Desk) -> None:
    added = enclose(held, About.ALERT, "250410", QUOTE, who="Kim", at=AT)
    found, given = content(held, added.id)
    assert (found.file, given, found.name) == ("quote.pdf", b"%PDF", DROP)
    (row,) = documents(held, About.ALERT, DROP)
    assert (row["document"], row["kind"], row["source"], row["who"]) == (1, "application/pdf", "a call", "Kim")
    assert documents(held, About.ITEM, "hf") == ()


def test_an_item_is_named_in_any_language_and_stands_by_its_id(held: Desk) -> None:
    assert enclose(held, About.ITEM, "요소", QUOTE, who="Kim", at=AT).name == "urea"


@pytest.mark.parametrize(
    ("name", "document", "said"),
    [
        ("unobtainium", QUOTE, "'unobtainium' is not an item"),
        ("hf", replace(QUOTE, content=b""), "'quote.pdf' is empty"),
        ("hf", replace(QUOTE, source=" "), "has no source"),
        ("hf", replace(QUOTE, content=b"x" * (LARGEST + 1)), "has more than 10 MB"),
    ],
)
def test_what_is_refused_leaves_nothing(held: Desk, name: str, document: Document, said: str) -> None:
    with pytest.raises(InputError, match=said):
        enclose(held, About.ITEM, name, document, who="Kim", at=AT)
    assert not held.place.enclosures.exists()


def test_a_document_that_there_is_not_is_named(held: Desk) -> None:
    with pytest.raises(UnknownName, match="there is no document 7"):
        content(held, 7)


def test_notes_and_documents_of_later_days_are_not_seen(tmp_path: Path, held: Desk) -> None:
    remark(held, About.ALERT, DROP, "Ask the fab.", who="Kim", at=AT)
    enclose(held, About.ALERT, DROP, QUOTE, who="Kim", at=AT)
    assert [row.text for row in remarks(held, About.ALERT, DROP)] == ["Ask the fab."]
    before = desk("2024-01-20", tmp_path)
    assert (remarks(before, About.ALERT, DROP), documents(before, About.ALERT, DROP)) == ((), ())
    assert (remarks(desk(), About.ITEM, "hf"), documents(desk(), About.ITEM, "hf")) == ((), ())

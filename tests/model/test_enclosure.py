import datetime as dt
from typing import Any

import pytest

from haechi.errors import InputError
from haechi.model.enclosure import About, Enclosure, Remark, cleaned

AT = dt.datetime(2026, 11, 22, 9, tzinfo=dt.UTC)


def enclosure(**given: Any) -> Enclosure:
    usual: dict[str, Any] = {
        "id": 0,
        "about": About.ITEM,
        "name": "hf",
        "digest": "",
        "size": 3,
        "file": "a.pdf",
        "source": "a call",
    }
    return Enclosure(**({**usual, "who": "Kim", "at": AT} | given))


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("quote.pdf", "quote.pdf"),
        ("../../etc/passwd", "passwd"),
        ("..\\..\\windows\\system.ini", "system.ini"),
        ("/abs/재고 2026.xlsx", "재고 2026.xlsx"),
        ('a"b<c>d|e?f*g:h;i%j.txt', "abcdefghij.txt"),
        ("line\r\nbreak\x00.txt", "linebreak.txt"),
        (".htaccess", "htaccess"),
        ("...", "document"),
        ("", "document"),
        (f"{'a' * 300}.pdf", f"{'a' * 116}.pdf"),
        (f"a.{'b' * 300}", f"a.{'b' * 118}"),
        (f"{'견' * 300}.pdf", f"{'견' * 56}.pdf"),
    ],
)
def test_a_name_keeps_nothing_that_is_more_than_a_name(given: str, kept: str) -> None:
    assert cleaned(given) == kept


@pytest.mark.parametrize(
    ("file", "kind"),
    [("a.PDF", "application/pdf"), ("a.html", "application/octet-stream"), ("a", "application/octet-stream")],
)
def test_the_kind_is_what_the_name_says_and_a_page_has_none(file: str, kind: str) -> None:
    assert enclosure(file=file).kind == kind


@pytest.mark.parametrize(("given", "said"), [({"size": 0}, "'a.pdf' is empty"), ({"source": " "}, "has no source")])
def test_an_empty_document_and_one_from_nowhere_are_refused(given: dict[str, Any], said: str) -> None:
    with pytest.raises(InputError, match=said):
        enclosure(**given)


def test_a_note_that_says_nothing_is_refused() -> None:
    with pytest.raises(InputError, match="the note on 'hf' says nothing"):
        Remark(id=0, about=About.ITEM, name="hf", text=" \n", who="Kim", at=AT)

"""Remarks and documents: rows in the register, bytes under their SHA-256."""

import datetime as dt
import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from haechi.errors import WorkspaceError
from haechi.model.enclosure import About, Enclosure, Remark
from haechi.store import enclosures
from haechi.store.register import Register

AT = dt.datetime(2026, 11, 22, 9, tzinfo=dt.UTC)


def test_the_same_bytes_are_kept_once_under_their_digest(tmp_path: Path) -> None:
    digest = enclosures.keep(tmp_path / "enclosures", b"a quote")
    assert digest == hashlib.sha256(b"a quote").hexdigest()
    assert enclosures.keep(tmp_path / "enclosures", b"a quote") == digest
    assert [path.name for path in (tmp_path / "enclosures").iterdir()] == [digest]
    assert enclosures.content(tmp_path / "enclosures", digest) == b"a quote"


def test_bytes_that_are_gone_or_changed_are_never_given_out(tmp_path: Path) -> None:
    digest = enclosures.keep(tmp_path, b"a quote")
    (tmp_path / digest).write_bytes(b"another")
    with pytest.raises(WorkspaceError, match="is not as it was added; restore it from a backup"):
        enclosures.content(tmp_path, digest)
    (tmp_path / digest).unlink()
    with pytest.raises(WorkspaceError, match="No such file or directory; restore a backup"):
        enclosures.content(tmp_path, digest)


def test_a_folder_that_cannot_be_written_is_one_sentence_and_leaves_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "enclosures"
    (folder / hashlib.sha256(b"a quote").hexdigest()).mkdir(parents=True)
    with pytest.raises(WorkspaceError, match="cannot be kept in .*; nothing was added"):
        enclosures.keep(folder, b"a quote")
    assert [path.suffix for path in folder.iterdir()] == [""]


def test_documents_and_remarks_come_back_by_what_they_are_added_to(url: str) -> None:
    document = Enclosure(
        id=0,
        about=About.ALERT,
        name="notice/1",
        digest="0" * 64,
        size=7,
        file="quote.pdf",
        source="a call",
        who="Kim",
        at=AT,
        note="two pages",
    )
    said = Remark(id=0, about=About.ALERT, name="notice/1", text="Ask the fab.\nToday.", who="Kim", at=AT)
    with Register(url) as register:
        with register.writing() as connection:
            added = enclosures.add(connection, document)
            enclosures.remark(connection, said)
        with register.reading() as connection:
            assert enclosures.one(connection, added.id) == replace(document, id=1)
            assert enclosures.one(connection, 2) is None
            assert enclosures.documents(connection, About.ALERT, "notice/1") == (added,)
            assert enclosures.documents(connection, About.ITEM, "notice/1") == ()
            assert enclosures.remarks(connection, About.ALERT, "notice/1") == (replace(said, id=1),)
            assert enclosures.remarks(connection, About.ALERT, "notice/2") == ()

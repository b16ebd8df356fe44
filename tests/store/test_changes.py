"""Changes of the alliance's entries in the register."""

from dataclasses import replace

import pytest
from tests.alliance.entries_at_hand import change, commitment

from haechi.model.change import Deed
from haechi.model.entries import Kind
from haechi.store import changes
from haechi.store.register import Register


def test_changes_come_back_as_they_were_made_in_the_order_of_time(url: str) -> None:
    owners = [{"economy": "KOR", "post": "kor-mofe"}, {"economy": "NLD"}]
    first = change(commitment(owners=owners, due="2026-Q3", target=500, title="한국; x"), evidence=("a; b", "c"))
    second = change(None, side="NLD", deed=Deed.WITHDRAWN, hour=1, evidence=())
    with Register(url) as register, register.writing() as connection:
        changes.add(connection, [second, first])
        found = changes.history(connection)
    assert found == (replace(first, id=2), replace(second, id=1))


def test_nothing_is_added_where_one_of_several_fails(url: str) -> None:
    with Register(url) as register:
        with pytest.raises(ValueError, match="is not a valid"), register.writing() as connection:
            changes.add(connection, (change(commitment(), kind=Kind(word)) for word in ("commitment", "wish")))
        with register.reading() as connection:
            assert changes.history(connection) == ()

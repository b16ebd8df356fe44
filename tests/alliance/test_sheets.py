import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.alliance.entries_at_hand import change
from tests.model.test_content import entries

from haechi.alliance.drafts import drafts
from haechi.alliance.sheets import columns, sheets, tables
from haechi.errors import InputError
from haechi.model.change import Change, Deed
from haechi.model.content import made
from haechi.model.entries import Kind
from haechi.model.sheet import Sheet

TEXTS = st.text(min_size=1).filter(str.strip)


@st.composite
def said(draw: st.DrawFn, kind: Kind) -> Change:
    """A change of any entry of a kind, with any words."""
    return Change(
        id=draw(st.integers(1, 10**6)),
        entry="an-entry",
        kind=kind,
        side=draw(st.sampled_from(["KOR", "NLD"])),
        deed=Deed.ENTERED,
        content=draw(entries(kind)),
        why=draw(TEXTS),
        evidence=(*draw(st.lists(TEXTS, max_size=3)), "a letter"),
        who=draw(TEXTS),
        at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC),
    )


def as_new(given_sheets: tuple[Sheet, ...]) -> tuple[Sheet, ...]:
    """The same rows with keys of new ones."""
    return tuple(
        replace(sheet, rows=tuple((number, (f"new {cells[0]}", *cells[1:])) for number, cells in sheet.rows))
        for sheet in given_sheets
    )


@pytest.mark.parametrize("kind", Kind)
def test_sheets_lose_nothing_whatever_is_said(kind: Kind) -> None:
    @settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(said(kind))
    def comes_back(done: Change) -> None:
        written = sheets([done])
        assert drafts(written, [done]) == ()
        (draft,) = drafts(as_new(written), [])
        assert (draft.content, draft.why, draft.evidence, draft.who) == (
            done.content,
            done.why,
            done.evidence,
            done.who,
        )
        assert (draft.entry, draft.kind, draft.side, draft.deed) == (done.entry, done.kind, done.side, done.deed)

    comes_back()


def test_every_field_is_a_column_or_a_sheet() -> None:
    assert set(tables(Kind.PROGRAMME)) == {"targets", "actuals"}
    assert "targets" not in columns(Kind.PROGRAMME)
    assert {"key", "why", "indicator", "every_months"} <= set(columns(Kind.PROGRAMME))


def test_versions_of_what_is_published_have_keys_of_their_own() -> None:
    content = made(Kind.PARTY, {"title": "A", "form": "university", "economy": "KOR"}, "a test")
    done = [
        change(content, entry="a", kind=Kind.PARTY, deed=deed, hour=hour)
        for hour, deed in enumerate((Deed.ENTERED, Deed.CHANGED))
    ]
    (party,) = (sheet for sheet in sheets(done) if sheet.name == "party")
    assert [cells[0] for _, cells in party.rows] == ["published a 1", "published a 2"]


def test_a_table_without_its_row_is_named() -> None:
    header = ("key", "number", "what")
    lost = Sheet(name="meeting.actions", header=header, rows=((5, ("new 9", 1, "x")),))
    empty = next(sheet for sheet in sheets([]) if sheet.name == "meeting")
    with pytest.raises(
        InputError, match=r"sheet 'meeting.actions', row 5: no row of sheet 'meeting' has the key 'new 9'"
    ):
        drafts([empty, lost], [])


def test_two_new_rows_need_two_keys() -> None:
    header = ("key", "entry", "deed", "why", "title", "form")
    rows = tuple((number, ("new", f"e-{number}", "entered", "x", "A title", "statement")) for number in (2, 3))
    with pytest.raises(InputError, match="row 3: the key 'new' stands twice"):
        drafts([Sheet(name="document", header=header, rows=rows)], [])

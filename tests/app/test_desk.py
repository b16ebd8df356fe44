"""What a desk sees on its day."""

import datetime as dt
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.app.at_desk import desk

from haechi.app.entering import Entry, enter
from haechi.errors import UnknownName, WorkspaceError
from haechi.model.knowledge import Attribute


@pytest.fixture(params=["UTC0", "KST-9", "HST10"])
def zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The clock of the machine in Greenwich, in Korea, in Hawaii."""
    if not hasattr(time, "tzset"):
        pytest.skip("the time zone cannot be set on this system")
    with monkeypatch.context() as patch:
        patch.setenv("TZ", request.param)
        time.tzset()
        yield
    time.tzset()


def at(local: str) -> dt.datetime:
    return dt.datetime.fromisoformat(local).astimezone()


@pytest.mark.usefixtures("zone")
def test_what_is_entered_late_in_the_day_is_seen_that_day_and_not_the_day_before(tmp_path: Path) -> None:
    entry = Entry(
        item="hf",
        economy="KOR",
        stock_days="30",
        grade=None,
        qualified=None,
        qualification_months=None,
        source="a call",
        who="a desk",
        note=None,
    )
    for moment in ("2026-06-01T00:30", "2026-06-01T23:30"):
        enter(desk("2026-06-01", tmp_path), entry, at=at(moment).astimezone(dt.UTC))
    subject = ("hf", "KOR", Attribute.STOCK_DAYS)
    assert subject in desk("2026-06-01", tmp_path).statements
    assert subject not in desk("2026-05-31", tmp_path).statements


def test_without_a_workspace_nothing_was_entered_and_nothing_is_loaded() -> None:
    bare = desk()
    assert bare.statements == {}
    assert not bare.has_flows
    with pytest.raises(WorkspaceError, match="haechi init"):
        _ = bare.lake


def test_a_member_of_a_union_and_the_union_buy_and_the_world_does_not() -> None:
    assert [desk().importer(name) for name in ("nld", "Netherlands", "EU")] == ["NLD", "NLD", "EU"]
    with pytest.raises(UnknownName, match="'WLD' is no economy but world"):
        desk().importer("WLD")

"""The page of the day: what changed, what comes, how fresh the data are, what is unseen."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from tests.app.at_desk import desk
from tests.watch.small_lives import OTHER, make_act

from haechi.app import entering, noticing
from haechi.app.alerting import record
from haechi.app.blind_spots import blind_spots
from haechi.app.desk import Desk
from haechi.app.morning import MOST, Morning, last_release, morning
from haechi.brief.messages import Messages
from haechi.model.alert import AlertState
from haechi.model.dates import PartialDate
from haechi.model.notice import NoticeState

DAY = "2024-02-21"
AT = dt.datetime(2024, 2, 21, 3, tzinfo=dt.UTC)
NEXT: dict[str, Any] = {"period": "2024-01", "vintage": "2024-02-20", "day": 31}


def node(number: int) -> str:
    return f"{OTHER.id.replace('250410', f'25041{number}')}/drop"


@pytest.fixture
def held(tmp_path: Path) -> Desk:
    """A desk on which one alert persists, one is new, one cleared, one withdrawn and one was closed."""
    at = desk(DAY, tmp_path)
    record(at, lambda _: [make_act(alert=node(number)) for number in (0, 1, 2, 3)])
    record(
        at,
        lambda _: [
            make_act(alert=node(0), **NEXT),
            make_act(AlertState.CLEARED, alert=node(1), **NEXT),
            make_act(AlertState.WITHDRAWN, alert=node(2), **NEXT),
            make_act(AlertState.CLOSED, alert=node(3), who="Kim", day=31),
            make_act(alert=node(4), **NEXT),
        ],
    )
    return at


def changes(told: Morning) -> dict[str, list[object]]:
    return {change.what: [row["alert"] for row in change.rows] for change in told.changes}


def notice(at: Desk, **given: Any) -> None:
    usual = {"items": ["hf"], "exporter": "JPN", "what": "Licences", "source": "a cable", "who": "Choi"}
    noticing.add(at, noticing.Entry(**(usual | given)), at=AT)


def test_alerts_stand_by_what_happened_to_them_since_the_last_release(held: Desk) -> None:
    told = morning(held)
    assert told.since == dt.date(2024, 2, 20)
    assert changes(told) == {
        "new": [node(4)],
        "persisting": [node(0)],
        "cleared": [node(1)],
        "withdrawn": [node(2)],
        "closed": [node(3)],
    }


def test_a_day_may_be_named_from_which_changes_count(held: Desk) -> None:
    told = changes(morning(held, since=dt.date(2024, 2, 21)))
    assert (told["new"], told["cleared"], told["persisting"]) == ([], [], [node(0), node(4)])
    assert sorted(map(str, changes(morning(held, since=dt.date(2024, 1, 1)))["new"])) == [node(0), node(4)]


def test_what_a_notice_opened_after_the_release_is_new(held: Desk) -> None:
    notice(held)
    assert changes(morning(held))["new"] == ["notice/1", node(4)]


@pytest.mark.usefixtures("held")
def test_an_earlier_day_stands_on_the_release_of_then(tmp_path: Path) -> None:
    told = morning(desk("2024-01-25", tmp_path))
    assert (told.since, len(changes(told)["new"]), changes(told)["cleared"]) == (dt.date(2024, 1, 20), 4, [])


def test_only_the_most_pressing_are_listed_and_all_are_counted(tmp_path: Path) -> None:
    at = desk(DAY, tmp_path)
    record(at, lambda _: [make_act(alert=node(number)) for number in range(MOST + 2)])
    (new,) = [change for change in morning(at).changes if change.what == "new"]
    assert (new.count, len(new.rows)) == (MOST + 2, MOST)


def test_without_alerts_no_release_is_named(tmp_path: Path) -> None:
    assert last_release(()) is None
    assert morning(desk(DAY, tmp_path)).since is None
    assert morning(desk(DAY)).since is None


def test_the_notice_that_takes_effect_next_comes_first(held: Desk) -> None:
    notice(held, what="in force", effective="2024-02-01", state=NoticeState.IN_FORCE)
    notice(held, what="late", effective="2024-05")
    notice(held, what="soon", effective="2024-03-01")
    notice(held, what="over", state=NoticeState.RESTORED)
    told = morning(held)
    assert [(row["what"], row["days_ahead"]) for row in told.notices] == [("soon", 9), ("late", 70), ("in force", None)]
    assert (told.notices[0]["effective"], told.notices_in_all) == (PartialDate.parse("2024-03-01"), 3)


def test_a_source_that_is_overdue_by_its_habit_is_late(china: Path) -> None:
    (row,) = morning(desk("2026-11-22", china)).sources
    assert (row["source"], row["basis"], row["period"], row["lag_days"]) == (
        "comtrade",
        "exporter report",
        "2024-12",
        30.0,
    )
    assert (row["expected"], row["late_days"]) == (dt.date(2025, 3, 2), 630)
    (then,) = morning(desk("2024-02-15", china)).sources
    assert (then["period"], then["late_days"]) == ("2023-12", None)


def test_what_cannot_be_seen_is_counted_from_the_workspace(held: Desk) -> None:
    say = Messages("en").put

    def spots() -> dict[str, tuple[str, ...]]:
        return {say(spot.what): spot.items for spot in blind_spots(held)}

    before = spots()
    (stock,) = [text for text in before if "stock of these key items in South Korea" in text]
    assert "hf" in before[stock]
    assert "gallium" in next(items for text, items in before.items() if "grade C" in text)
    assert "Not loaded: BACI; UN Comtrade; US Census Bureau." in before
    assert any("No monthly customs data are loaded" in text for text in before)
    entry = entering.Entry(
        item="hf",
        economy="KOR",
        stock_days="60",
        grade=None,
        qualified=None,
        qualification_months=None,
        source="a call",
        who="Kim",
        note=None,
    )
    entering.enter(held, entry, at=AT)
    again = Desk(workspace=held.workspace, today=held.today, as_of=held.as_of)
    assert "hf" not in {say(spot.what): spot.items for spot in blind_spots(again)}[stock]


def test_one_side_of_the_flows_has_no_mirror(china: Path) -> None:
    told = [Messages("en").put(spot.what) for spot in blind_spots(desk("2026-11-22", china))]
    assert "Only one side of the flows is loaded (exporter report): no mirror can corroborate." in told
    assert not any("No monthly" in text for text in told)

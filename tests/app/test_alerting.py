"""The list of alerts, the look-up of one, and what people do about it."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from tests.app.at_desk import desk
from tests.watch.small_lives import DROP, OTHER, make_act

from haechi.app.alerting import Decision, decided, every, find, one, record, show, undone
from haechi.app.desk import Desk
from haechi.app.lives import lives
from haechi.errors import InputError, Overtaken, UnknownName
from haechi.model.alert import AlertState, ClosingReason, alerts

DAY = "2024-01-21"
AT = dt.datetime(2024, 1, 21, 12, 0, tzinfo=dt.UTC)
WIDE = f"{OTHER.id}/drop"


@pytest.fixture
def held(tmp_path: Path) -> Desk:
    """A desk with two alerts on data, the greater consequence second, and one on a notice."""
    at_desk = desk(DAY, tmp_path)
    notice = make_act(alert="notice/1", level=None, probability=None, consequence=None, vintage=None, who="a desk")
    record(at_desk, lambda _: [make_act(), make_act(alert=WIDE, probability=0.8, consequence=0.9), notice])
    return at_desk


def decide(at_desk: Desk, alert: str, state: AlertState, reason: ClosingReason | None = None) -> None:
    decided(at_desk, Decision(alert=alert, state=state, who="Kim", reason=reason), at=AT)


def test_alerts_are_ranked_by_probability_times_consequence_with_both_shown(held: Desk) -> None:
    report = every(held, state=None, with_ended=False)
    assert [row["alert"] for row in report.rows] == ["notice/1", WIDE, DROP]
    second = report.rows[1]
    assert (second["probability"], second["consequence"], second["priority"]) == (0.8, 0.9, pytest.approx(0.72))
    assert report.rows[0]["priority"] is None
    assert any("unknown is not zero" in note for note in report.notes)
    assert report.vintages == ("2024-01-20",)


def test_what_has_ended_is_shown_only_on_request(held: Desk) -> None:
    decide(held, DROP, AlertState.CLOSED, ClosingReason.DUPLICATE)
    decide(held, WIDE, AlertState.TAKEN)
    assert [row["alert"] for row in every(held, state=None, with_ended=False).rows] == ["notice/1", WIDE]
    assert [row["alert"] for row in every(held, state=None, with_ended=True).rows] == ["notice/1", WIDE, DROP]
    (closed,) = every(held, state=AlertState.CLOSED, with_ended=False).rows
    assert (closed["alert"], closed["reason"], closed["taken_by"]) == (DROP, ClosingReason.DUPLICATE, None)
    (taken,) = every(held, state=AlertState.TAKEN, with_ended=False).rows
    assert (taken["alert"], taken["taken_by"]) == (WIDE, "Kim")


def test_an_empty_list_says_why(tmp_path: Path, held: Desk) -> None:
    bare = desk(DAY, tmp_path / "bare")
    assert "There are no alerts yet" in every(bare, state=None, with_ended=True).notes[0]
    assert "No alert is escalated; `--all` shows" in every(held, state=AlertState.ESCALATED, with_ended=False).notes[0]
    decide(held, "notice/1", AlertState.CLOSED, ClosingReason.NOT_OURS)
    assert [row["alert"] for row in every(held, state=None, with_ended=True).rows] == [WIDE, DROP, "notice/1"]
    for name in (DROP, WIDE):
        decide(held, name, AlertState.CLOSED, ClosingReason.NOT_OURS)
    assert "No alert is live" in every(held, state=None, with_ended=False).notes[0]


def test_an_earlier_day_does_not_see_what_was_done_later(tmp_path: Path, held: Desk) -> None:
    decide(held, DROP, AlertState.TAKEN)
    assert len(lives(desk("2024-01-19", tmp_path))) == 0
    assert {alert.state for alert in lives(desk("2024-01-20", tmp_path))} == {AlertState.OPEN}


def test_the_replay_of_an_earlier_day_records_nothing(held: Desk) -> None:
    replay = Desk(workspace=held.workspace, today=held.today, as_of=held.today - dt.timedelta(days=1))
    assert record(replay, lambda _: [make_act(alert="pair/x/HS22/CHN/KOR/drop")]) == lives(replay)
    assert len(lives(held)) == 3


def test_a_life_is_shown_from_its_opening(held: Desk) -> None:
    decide(held, DROP, AlertState.TAKEN)
    report = show(held, DROP)
    assert [(row["state"], row["who"]) for row in report.rows] == [("open", "haechi watch"), ("taken", "Kim")]
    assert report.rows[0]["priority"] == pytest.approx(0.45)
    assert report.parameters == {"alert": DROP, "state": AlertState.TAKEN, "taken_by": "Kim"}


def test_what_an_alert_does_not_allow_leaves_it_as_it_was(held: Desk) -> None:
    decide(held, DROP, AlertState.CLOSED, ClosingReason.REVISION)
    with pytest.raises(InputError, match="haechi alert reopen"):
        decide(held, DROP, AlertState.TAKEN)
    assert len(show(held, DROP).rows) == 2
    decide(held, DROP, AlertState.OPEN)
    decide(held, DROP, AlertState.TAKEN)
    assert [row["state"] for row in show(held, DROP).rows] == ["open", "closed", "open", "taken"]


@pytest.mark.parametrize(("name", "found"), [(DROP.upper(), DROP), ("KOR", DROP), ("notice", "notice/1")])
def test_an_id_may_be_shortened_to_what_no_other_has(held: Desk, name: str, found: str) -> None:
    assert find(lives(held), name).id == found


def test_a_whole_id_is_meant_even_if_it_is_a_part_of_another() -> None:
    known = alerts([make_act(alert="notice/1"), make_act(alert="notice/12")])
    assert find(known, "notice/1").id == "notice/1"


def test_a_part_of_several_and_an_unknown_name_are_quoted_with_what_comes_near(held: Desk) -> None:
    with pytest.raises(InputError, match="'250410' is a part of 2 alerts: pair/.*, exporter-item/.*; write more"):
        find(lives(held), "250410")
    with pytest.raises(UnknownName, match="'notice/7' is not an alert; did you mean notice/1"):
        find(lives(held), "notice/7")


def test_a_decision_on_what_was_seen_is_made(held: Desk) -> None:
    (row,) = [row for row in every(held, state=None, with_ended=False).rows if row["alert"] == DROP]
    decided(held, Decision(alert=DROP, state=AlertState.TAKEN, who="Kim"), at=AT, seen=int(str(row["act"])))
    assert one(held, DROP).state is AlertState.TAKEN


def test_of_two_who_close_the_same_alert_the_second_is_told_what_the_first_did(held: Desk) -> None:
    seen = one(held, DROP).acts[-1].id
    first = Decision(alert=DROP, state=AlertState.CLOSED, who="Kim", reason=ClosingReason.DUPLICATE, note="see 7")
    second = Decision(alert=DROP, state=AlertState.CLOSED, who="Lee", reason=ClosingReason.REVISION)
    decided(held, first, at=AT, seen=seen)
    with pytest.raises(
        Overtaken, match=r"closed \(duplicate\) by Kim on 2024-01-21 12:00 UTC, saying 'see 7'\. Nothing"
    ):
        decided(held, second, at=AT, seen=seen)
    assert [act.who for act in one(held, DROP).acts] == ["haechi watch", "Kim"]


def test_of_many_who_decide_at_once_on_what_they_saw_one_comes_through(held: Desk) -> None:
    seen = one(held, DROP).acts[-1].id

    def close(who: str) -> bool:
        decision = Decision(alert=DROP, state=AlertState.CLOSED, who=who, reason=ClosingReason.DUPLICATE)
        try:
            decided(held, decision, at=AT, seen=seen)
        except Overtaken:
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(close, "ABCD")) == [False, False, False, True]
    assert len(one(held, DROP).acts) == 2


def test_undoing_adds_an_act_and_is_overtaken_like_a_decision(held: Desk) -> None:
    decide(held, DROP, AlertState.CLOSED, ClosingReason.DUPLICATE)
    with pytest.raises(Overtaken):
        undone(held, DROP, who="Kim", at=AT, seen=1)
    report = undone(held, DROP, who="Kim", at=AT, seen=4)
    assert report.command == "alert undo"
    assert [(row["state"], row["note"]) for row in report.rows][-1] == ("open", "undone: closed")


def test_one_alert_is_that_of_the_day(tmp_path: Path, held: Desk) -> None:
    decide(held, DROP, AlertState.TAKEN)
    assert one(desk("2024-01-20", tmp_path), DROP).state is AlertState.OPEN
    with pytest.raises(UnknownName):
        one(desk("2024-01-19", tmp_path), DROP)

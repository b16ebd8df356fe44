"""What data, notices and people add to the life of an alert."""

import pytest
from tests.watch.small_lives import (
    AT,
    DROP,
    NODE,
    OTHER,
    make_act,
    make_alert,
    make_notice,
    make_release,
    make_signal,
)

from haechi.errors import InputError
from haechi.model.alert import Act, AlertState, ClosingReason
from haechi.model.notice import NoticeState
from haechi.model.signal import AlertLevel
from haechi.watch.life import LIVE, WATCH, Release, decide, follow, heed, since_opened, taken_by, undo

ENDED = tuple(state for state in AlertState if state not in LIVE)


def states(acts: tuple[Act, ...]) -> list[str]:
    return [act.state.value for act in acts]


def after(release: Release, *acts: Act) -> list[str]:
    """States of what a release adds to one alert."""
    return states(follow(release, [make_alert(*acts)], at=AT))


def test_a_new_signal_opens_an_alert_with_all_that_the_watch_knows() -> None:
    (act,) = follow(make_release(make_signal(AlertLevel.WARNING)), [], at=AT)
    assert (act.alert, act.state, act.who, act.at) == (DROP, AlertState.OPEN, WATCH, AT)
    assert (act.period, act.level, act.p_value, act.probability, act.consequence) == (
        "2023-12",
        "warning",
        0.002,
        0.9,
        0.5,
    )
    assert str(act.vintage) == "2024-01-20"


def test_a_signal_without_a_consequence_has_an_unknown_one() -> None:
    bare = Release(
        period="2023-12", vintage=AT.date(), signals=(make_signal(),), consequences={}, judged=frozenset({NODE.id})
    )
    (act,) = follow(bare, [], at=AT)
    assert act.consequence is None


def test_the_same_month_watched_again_adds_nothing() -> None:
    release = make_release(make_signal())
    opened = follow(release, [], at=AT)
    assert follow(release, [make_alert(*opened)], at=AT) == ()


def test_a_rise_of_the_level_is_recorded_in_the_same_month_and_a_fall_is_not() -> None:
    raised = make_release(make_signal(AlertLevel.ALERT))
    assert after(raised, make_act(level=AlertLevel.WARNING)) == ["open"]
    assert after(make_release(make_signal(AlertLevel.WATCH)), make_act(level=AlertLevel.WARNING)) == []


@pytest.mark.parametrize("state", LIVE)
def test_a_signal_that_lasts_is_recorded_each_month_and_leaves_the_state_as_it_is(state: AlertState) -> None:
    later = make_release(make_signal(), period="2024-01", vintage="2024-02-20")
    assert after(later, make_act(), make_act(state, who="Kim", day=1)) == [state.value]


def test_a_signal_that_is_gone_in_a_later_month_is_cleared() -> None:
    assert after(make_release(period="2024-01", vintage="2024-02-20"), make_act()) == ["cleared"]


def test_a_signal_that_a_newer_publication_of_its_month_removes_is_withdrawn() -> None:
    assert after(make_release(vintage="2024-02-20"), make_act()) == ["withdrawn"]


def test_the_same_publication_watched_with_other_settings_withdraws_nothing() -> None:
    assert after(make_release(), make_act()) == []


@pytest.mark.parametrize("state", ENDED)
def test_what_has_ended_is_neither_cleared_nor_withdrawn(state: AlertState) -> None:
    for period in ("2023-12", "2024-01"):
        assert after(make_release(period=period, vintage="2024-02-20"), make_act(), make_act(state, day=1)) == []


def test_an_alert_on_a_node_that_could_not_be_judged_stands() -> None:
    late = make_release(period="2024-01", vintage="2024-02-20", judged=(OTHER,))
    assert after(late, make_act()) == []


def test_an_alert_on_a_notice_is_never_cleared_by_data() -> None:
    opened = make_act(alert="notice/1", vintage=None)
    everything = Release(
        period="2024-01", vintage=AT.date(), signals=(), consequences={}, judged=frozenset({"notice", "notice/1"})
    )
    assert follow(everything, [make_alert(opened)], at=AT) == ()


def test_a_month_before_the_one_last_seen_adds_nothing() -> None:
    old = {"period": "2023-11", "vintage": "2024-02-20"}
    assert after(make_release(**old), make_act()) == []  # type: ignore[arg-type]
    assert after(make_release(make_signal(AlertLevel.ALERT), **old), make_act()) == []  # type: ignore[arg-type]


def test_what_a_person_closed_is_opened_anew_by_a_later_month_only() -> None:
    closed = (make_act(), make_act(AlertState.CLOSED, who="Kim", day=1))
    assert after(make_release(make_signal(AlertLevel.ALERT), vintage="2024-02-20"), *closed) == []
    assert after(make_release(make_signal(), period="2024-01", vintage="2024-02-20"), *closed) == ["open"]


def test_closing_a_signal_that_has_lasted_for_months_holds_for_the_month_that_was_seen() -> None:
    january = make_release(make_signal(), period="2024-01", vintage="2024-02-20")
    lives = make_alert(make_act(), *follow(january, [make_alert(make_act())], at=AT))
    closed = decide(lives, AlertState.CLOSED, who="Kim", at=AT, reason=ClosingReason.FALSE_DATA)
    assert closed.period == "2024-01"
    assert after(january, *lives.acts, closed) == []


@pytest.mark.parametrize("state", [AlertState.CLEARED, AlertState.WITHDRAWN])
def test_a_signal_that_comes_back_opens_what_had_ended_by_itself(state: AlertState) -> None:
    assert after(make_release(make_signal()), make_act(), make_act(state, day=1)) == ["open"]


def test_signals_come_in_their_order_and_then_what_is_gone() -> None:
    release = make_release(make_signal(node=OTHER, period="2024-01"), period="2024-01", vintage="2024-02-20")
    acts = follow(release, [make_alert(make_act())], at=AT)
    assert [(act.alert, act.state.value) for act in acts] == [(f"{OTHER.id}/drop", "open"), (DROP, "cleared")]


def test_a_notice_opens_its_alert_and_only_a_new_state_adds_to_it() -> None:
    rumour = make_notice(NoticeState.RUMOUR, number=7)
    opened = heed(rumour, None, None)
    assert opened is not None
    assert (opened.alert, opened.period, opened.state, opened.who) == ("notice/7", "2024-01", AlertState.OPEN, "a desk")
    assert opened.note == "rumour: Inspection before export"
    life = make_alert(opened)
    assert heed(make_notice(NoticeState.IN_FORCE, number=7, day=1), rumour, life) is None
    cleared = heed(make_notice(NoticeState.RESTORED, number=7, day=2), rumour, life)
    assert cleared is not None
    assert cleared.state is AlertState.CLEARED
    life = make_alert(opened, cleared)
    restored = make_notice(NoticeState.RESTORED, number=7, day=2)
    assert heed(make_notice(NoticeState.RESTORED, number=7, what="As before", day=3), restored, life) is None
    again = heed(make_notice(NoticeState.IN_FORCE, number=7, day=4), restored, life)
    assert again is not None
    assert again.state is AlertState.OPEN


def test_a_notice_of_something_over_opens_nothing() -> None:
    assert heed(make_notice(NoticeState.NO_IMPACT, number=7), None, None) is None


def test_what_a_person_does_carries_the_figures_that_were_seen() -> None:
    act = decide(make_alert(make_act()), AlertState.TAKEN, who="Kim", at=AT, note="mine")
    assert (act.state, act.who, act.note, act.reason) == (AlertState.TAKEN, "Kim", "mine", None)
    assert (act.period, act.level, act.probability, act.consequence) == ("2023-12", "watch", 0.9, 0.5)


@pytest.mark.parametrize("state", [AlertState.TAKEN, AlertState.LOOKED_INTO, AlertState.ESCALATED, AlertState.CLOSED])
def test_a_closed_alert_takes_nothing_before_it_is_reopened(state: AlertState) -> None:
    life = make_alert(make_act(), make_act(AlertState.CLOSED, who="Kim", day=1))
    reason = ClosingReason.OTHER if state is AlertState.CLOSED else None
    with pytest.raises(InputError, match=r"closed on 2024-01-21 by Kim \(false data\); run `haechi alert reopen pair/"):
        decide(life, state, who="Lee", at=AT, reason=reason, note="why")
    assert decide(life, AlertState.OPEN, who="Lee", at=AT).state is AlertState.OPEN


def test_what_data_ended_can_still_be_closed_with_its_cause() -> None:
    life = make_alert(make_act(), make_act(AlertState.CLEARED, day=1))
    assert decide(life, AlertState.CLOSED, who="Kim", at=AT, reason=ClosingReason.REVISION).reason == "revision"
    with pytest.raises(InputError, match="was cleared on 2024-01-21 by haechi watch; run"):
        decide(life, AlertState.TAKEN, who="Kim", at=AT)


def test_what_is_live_needs_no_reopening() -> None:
    with pytest.raises(InputError, match="is open and needs no reopening"):
        decide(make_alert(make_act()), AlertState.OPEN, who="Kim", at=AT)


def test_the_last_opening_begins_anew_who_took_it() -> None:
    first = (make_act(), make_act(AlertState.TAKEN, who="Kim", day=1), make_act(AlertState.CLOSED, who="Kim", day=2))
    again = make_act(period="2024-03", day=60)
    life = make_alert(*first, again)
    assert since_opened(life).acts == (again,)
    assert taken_by(life) is None
    assert taken_by(make_alert(*first)) == "Kim"


def test_the_watch_records_what_is_taken_and_takes_nothing() -> None:
    recorded = make_act(AlertState.TAKEN, period="2024-01", day=30)
    assert taken_by(make_alert(make_act(), make_act(AlertState.TAKEN, who="Kim", day=1), recorded)) == "Kim"


@pytest.mark.parametrize("state", [AlertState.TAKEN, AlertState.LOOKED_INTO, AlertState.ESCALATED, AlertState.CLOSED])
def test_what_one_did_last_is_taken_back_and_both_acts_stay(state: AlertState) -> None:
    life = make_alert(make_act(), make_act(state, who="Kim", day=1))
    act = undo(life, who="Kim", at=AT)
    assert (act.state, act.reason, act.note) == (AlertState.OPEN, None, f"undone: {state}")
    assert (act.period, act.probability) == ("2023-12", 0.9)
    assert taken_by(make_alert(*life.acts, act)) is None


def test_undoing_goes_back_to_what_one_had_taken_and_to_why_it_was_closed() -> None:
    taken, closed = make_act(AlertState.TAKEN, who="Kim", day=1), make_act(AlertState.CLOSED, who="Kim", day=2)
    again = undo(make_alert(make_act(), taken, closed), who="Kim", at=AT)
    assert again.state is AlertState.TAKEN
    assert taken_by(make_alert(make_act(), taken, closed, again)) == "Kim"
    reopened = make_act(who="Kim", day=3)
    assert undo(make_alert(make_act(), closed, reopened), who="Kim", at=AT).reason is ClosingReason.FALSE_DATA


@pytest.mark.parametrize(
    ("acts", "said"),
    [
        ((make_act(), make_act(AlertState.TAKEN, who="Lee", day=1)), "the last act on .* is by Lee; only one's own"),
        ((make_act(who="Kim"),), "is by Kim; only one's own can be undone"),
        ((make_act(), make_act(AlertState.CLEARED, who="Kim", day=1)), "is cleared with its notice"),
        (
            (
                make_act(),
                make_act(AlertState.TAKEN, who="Lee", day=1),
                make_act(AlertState.ESCALATED, who="Kim", day=2),
            ),
            "had been taken by Lee, who alone can take it again; decide anew",
        ),
    ],
)
def test_what_cannot_be_undone_is_said(acts: tuple[Act, ...], said: str) -> None:
    with pytest.raises(InputError, match=said):
        undo(make_alert(*acts), who="Kim", at=AT)


def test_an_undoing_is_not_undone() -> None:
    life = make_alert(make_act(), make_act(AlertState.TAKEN, who="Kim", day=1))
    with pytest.raises(InputError, match="is an undoing; decide anew"):
        undo(make_alert(*life.acts, undo(life, who="Kim", at=AT)), who="Kim", at=AT)

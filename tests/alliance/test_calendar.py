import datetime as dt
from typing import Any

from icalendar import Calendar
from tests.alliance.entries_at_hand import DAY, change, commitment, held

from haechi.alliance.calendar import calendar
from haechi.alliance.record import Record, records
from haechi.model.change import Change, Deed
from haechi.model.content import made
from haechi.model.entries import Kind

BODY = held(Kind.BODY, body={"title": "Dialogue", "form": "dialogue", "every_months": 12, "since": "2023-12-13"})
FIRST = {"title": "First", "body": "body", "date": "2024-02-19", "place": "Eindhoven"}


def events(found: dict[str, Record] | Any) -> dict[str, Any]:
    """Events of a calendar by UID, parsed again."""
    parsed = Calendar.from_ical(calendar(found, DAY))
    rows = list(parsed.walk("VEVENT"))
    assert len({str(event["uid"]) for event in rows}) == len(rows)
    return {str(event["uid"]): event for event in rows}


def test_a_deadline_is_an_all_day_event_on_the_last_day_that_it_can_mean() -> None:
    (event,) = events(held(Kind.COMMITMENT, promise={"title": "P", "due": "2026-Q3"})).values()
    assert event["dtstart"].dt == dt.date(2026, 9, 30)
    assert event["dtend"].dt == dt.date(2026, 10, 1)
    assert event["dtstart"].params["VALUE"] == "DATE"
    assert str(event["summary"]) == "Due: P"
    assert "Known to the quarter only: 2026-Q3" in event["description"]
    assert str(event["status"]) == "CONFIRMED"


def test_the_uid_stays_and_the_sequence_rises_with_every_change() -> None:
    first = [change(commitment(due="2026-06"))]
    later = [*first, change(commitment(due="2026-09"), deed=Deed.CHANGED, hour=5)]
    (before,), (after,) = events(records(first)).items(), events(records(later)).items()
    assert before[0] == after[0] == "promise@haechi"
    assert (before[1]["sequence"], after[1]["sequence"]) == (0, 1)
    assert after[1]["dtstart"].dt == dt.date(2026, 9, 30)
    assert after[1]["dtstamp"].dt == dt.datetime(2025, 1, 1, 5, tzinfo=dt.UTC)


def cancelled(*done: Change) -> bool:
    (event,) = events(records([change(commitment(due="2026")), *done])).values()
    return str(event["status"]) == "CANCELLED"


def test_what_is_done_dropped_or_withdrawn_is_cancelled_and_stays() -> None:
    assert not cancelled()
    assert cancelled(change(commitment(due="2026", completion="done"), deed=Deed.CHANGED, hour=1))
    assert cancelled(change(commitment(due="2026", completion="dropped"), deed=Deed.CHANGED, hour=1))
    assert cancelled(change(None, deed=Deed.WITHDRAWN, hour=1))


def test_a_date_that_was_taken_out_is_cancelled_where_it_stood() -> None:
    done = [change(commitment(due="2026-06")), change(commitment(), deed=Deed.CHANGED, hour=1)]
    (event,) = events(records(done)).values()
    assert (str(event["status"]), event["dtstart"].dt) == ("CANCELLED", dt.date(2026, 6, 30))


def test_a_claim_of_one_side_cancels_nothing() -> None:
    assert not cancelled(change(commitment(due="2026", completion="done"), side="KOR", deed=Deed.CHANGED, hour=1))


def test_actions_are_events_of_their_own() -> None:
    actions = [{"number": number, "what": f"do {number}", "due": "2026-01-31"} for number in (1, 2)]
    found = events(held(Kind.MEETING, first={**FIRST, "actions": actions}))
    assert set(found) == {"first@haechi", "first.action-1@haechi", "first.action-2@haechi"}


def test_a_meeting_has_its_place_and_a_body_the_day_it_is_expected() -> None:
    found = events({**BODY, **held(Kind.MEETING, first=FIRST)})
    assert str(found["first@haechi"]["location"]) == "Eindhoven"
    assert found["body.expected@haechi"]["dtstart"].dt == dt.date(2025, 2, 19)


def test_a_new_meeting_moves_the_expected_day_and_raises_its_sequence() -> None:
    one = {**BODY, **held(Kind.MEETING, first=FIRST)}
    two = {**one, **held(Kind.MEETING, second={**FIRST, "date": "2025-03-01"})}
    before, after = (events(found)["body.expected@haechi"] for found in (one, two))
    assert (before["sequence"], after["sequence"]) == (1, 2)
    assert after["dtstart"].dt == dt.date(2026, 3, 1)


def test_the_same_register_gives_the_same_bytes_with_lines_as_the_standard_wants() -> None:
    content = made(Kind.COMMITMENT, {"title": "한국 " * 60, "due": "2026"}, "a test")
    found = records([change(content)])
    written = calendar(found, DAY)
    assert written == calendar(found, DAY)
    lines = written.split(b"\r\n")
    assert b"\n" not in b"".join(lines)
    assert max(map(len, lines)) <= 75
    (event,) = events(found).values()
    assert str(event["summary"]) == f"Due: {'한국 ' * 60}"


def test_an_empty_register_is_a_calendar_too() -> None:
    assert events({}) == {}

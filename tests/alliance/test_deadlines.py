import datetime as dt

import pytest
from tests.alliance.entries_at_hand import DAY, change, commitment, held

from haechi.alliance.deadlines import Urgency, around, deadlines, late, months_after, rhythms
from haechi.alliance.record import records
from haechi.model.change import Deed
from haechi.model.dates import PartialDate
from haechi.model.entries import Kind


@pytest.mark.parametrize(
    ("due", "days", "urgency"),
    [
        ("2025-12-31", -1, Urgency.OVERDUE),
        ("2026-01-01", 0, Urgency.IN_14_DAYS),
        ("2026-01-15", 14, Urgency.IN_14_DAYS),
        ("2026-01-16", 15, Urgency.IN_30_DAYS),
        ("2026-01", 30, Urgency.IN_30_DAYS),
        ("2026-Q1", 89, Urgency.IN_90_DAYS),
        ("2026-04-02", 91, Urgency.LATER),
        ("2026", 364, Urgency.LATER),
        ("2025", -1, Urgency.OVERDUE),
    ],
)
def test_a_date_counts_to_the_last_day_that_it_can_mean(due: str, days: int, urgency: Urgency) -> None:
    (found,) = deadlines(held(Kind.COMMITMENT, promise={"title": "P", "due": due}), DAY)
    assert (found.days, found.urgency) == (days, urgency)


def test_what_is_done_or_withdrawn_is_no_longer_due() -> None:
    late = {"due": "2025-06"}
    done = change(commitment(**late, completion="done"), entry="done")
    dropped = [change(commitment(**late), entry="gone"), change(None, entry="gone", deed=Deed.WITHDRAWN, hour=1)]
    standing = change(commitment(**late), entry="standing")
    found = deadlines(records([done, *dropped, standing]), DAY)
    assert [row.entry for row in found] == ["standing"]


def test_a_claim_of_one_side_is_still_due() -> None:
    said = change(commitment(due="2025-06", completion="done"), side="KOR", deed=Deed.CHANGED, hour=1)
    (found,) = deadlines(records([change(commitment(due="2025-06")), said]), DAY)
    assert found.urgency is Urgency.OVERDUE


def test_actions_of_meetings_and_packages_of_projects_are_due_too() -> None:
    actions = [
        {"number": 1, "what": "send a list", "owner": "kor-mofe", "due": "2025-12"},
        {"number": 2, "what": "answer", "due": "2025-11", "completion": "done"},
    ]
    meeting = held(Kind.MEETING, meeting={"title": "M", "body": "b", "date": "2025-10-01", "actions": actions})
    packages = [{"number": 3, "what": "measure", "lead": "a-university", "due": "2026-01-10"}]
    project = held(Kind.PROJECT, project={"title": "P", "question": "how", "packages": packages})
    found = [(row.entry, row.part, row.owners, row.days) for row in deadlines({**meeting, **project}, DAY)]
    assert found == [
        ("meeting", "action 1", ("kor-mofe",), -1),
        ("project", "package 3", ("a-university",), 9),
    ]


@pytest.mark.parametrize(
    ("date", "months", "expected"),
    [
        ("2024-02-29", 12, "2025-02-28"),
        ("2024-02", 12, "2025-02-28"),
        ("2023-02", 12, "2024-02-29"),
        ("2024", 24, "2026-12-31"),
        ("2024-Q2", 6, "2024-12-31"),
        ("2024-11-30", 3, "2025-02-28"),
    ],
)
def test_months_later_is_the_last_day_that_can_be_meant(date: str, months: int, expected: str) -> None:
    assert months_after(PartialDate.parse(date), months) == dt.date.fromisoformat(expected)


BODY = {"title": "Dialogue", "form": "dialogue", "every_months": 12, "since": "2023-12-13"}


def test_a_yearly_body_drifts_a_year_after_it_last_met() -> None:
    meetings = held(
        Kind.MEETING,
        first={"title": "1", "body": "body", "date": "2024-02-19"},
        planned={"title": "2", "body": "body", "date": "2026-03", "is_held": False},
    )
    (found,) = rhythms({**held(Kind.BODY, body=BODY), **meetings}, DAY)
    assert (str(found.last), str(found.next_planned)) == ("2024-02-19", "2026-03")
    assert found.expected_by == dt.date(2025, 2, 19)
    assert (found.days_late, found.is_drifting) == (316, True)


def test_a_body_that_never_met_is_expected_from_when_it_was_agreed() -> None:
    (found,) = rhythms(held(Kind.BODY, body=BODY), DAY)
    assert (found.last, found.expected_by, found.days_late) == (None, dt.date(2024, 12, 13), 384)


def test_a_meeting_after_the_day_is_not_seen() -> None:
    later = held(Kind.MEETING, later={"title": "1", "body": "body", "date": "2026-02-01"})
    (found,) = rhythms({**held(Kind.BODY, body=BODY), **later}, DAY)
    assert found.last is None


def test_a_body_without_rhythm_or_beginning_does_not_drift() -> None:
    bodies = held(
        Kind.BODY,
        irregular={"title": "A", "form": "committee", "since": "2020"},
        unknown={"title": "B", "form": "committee", "every_months": 12},
    )
    assert rhythms(bodies, DAY) == ()


def test_a_body_without_a_rhythm_has_a_last_and_a_next_meeting_too() -> None:
    meetings = held(
        Kind.MEETING,
        old={"title": "0", "body": "body", "date": "2023-02-19"},
        last={"title": "1", "body": "body", "date": "2024-02-19"},
        missed={"title": "2", "body": "body", "date": "2025-03", "is_held": False},
        coming={"title": "3", "body": "body", "date": "2026-03", "is_held": False},
    )
    found = around({**held(Kind.BODY, body={"title": "B", "form": "committee"}), **meetings}, "body", DAY)
    assert [row and row.id for row in found] == ["last", "coming"]
    assert around(meetings, "another", DAY) == (None, None)


def test_late_is_what_is_overdue_in_any_part_and_who_should_have_met() -> None:
    promises = held(Kind.COMMITMENT, overdue={"title": "P", "due": "2025"}, ahead={"title": "P", "due": "2027"})
    actions = [{"number": 1, "what": "send a list", "due": "2025-12"}]
    meeting = held(Kind.MEETING, meeting={"title": "M", "body": "b", "date": "2025-10-01", "actions": actions})
    assert late({**promises, **meeting, **held(Kind.BODY, body=BODY)}, DAY) == {"overdue", "meeting", "body"}

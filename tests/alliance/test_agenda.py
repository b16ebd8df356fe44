from tests.alliance.entries_at_hand import DAY, change, commitment, held

from haechi.alliance.agenda import agenda
from haechi.alliance.record import records
from haechi.model.change import Deed
from haechi.model.entries import Kind

BODY = {"title": "Dialogue", "form": "dialogue", "every_months": 12, "since": "2023-12-13"}
ENTRIES = {
    **held(Kind.BODY, body=BODY, other={"title": "Other", "form": "committee"}),
    **held(
        Kind.MEETING,
        early={
            "title": "1",
            "body": "body",
            "date": "2024-02-19",
            "carried_over": ["an old point"],
            "actions": [{"number": 1, "what": "still open"}, {"number": 2, "what": "done", "completion": "done"}],
        },
        late={"title": "2", "body": "body", "date": "2025-03-01", "carried_over": ["stockpiles"]},
        elsewhere={"title": "3", "body": "other", "date": "2025-06-01", "actions": [{"number": 1, "what": "not ours"}]},
    ),
    **held(
        Kind.POLICY,
        old={"title": "Old", "instrument": "law", "start": "2024"},
        new={"title": "New", "instrument": "law", "start": "2025-07"},
    ),
    **records(
        [
            change(commitment(body="body"), entry="meets"),
            change(commitment(due="2026-02"), entry="due"),
            change(commitment(), entry="differs"),
            change(commitment(note="x"), entry="differs", side="KOR", deed=Deed.CHANGED, hour=1),
        ]
    ),
}
FOUND = agenda(ENTRIES, ENTRIES["body"], DAY)


def test_open_actions_of_all_meetings_of_the_body_stay_on_the_agenda() -> None:
    assert [(meeting, action.what) for meeting, action in FOUND.actions] == [("early", "still open")]


def test_points_are_carried_over_from_the_latest_meeting() -> None:
    assert (str(FOUND.last), FOUND.carried_over) == ("2025-03-01", ("stockpiles",))


def test_policies_that_began_after_the_latest_meeting_are_new() -> None:
    assert [record.id for record in FOUND.policies] == ["new"]


def test_what_is_due_what_differs_and_what_the_body_fulfils_are_named() -> None:
    assert [row.entry for row in FOUND.overdue] == ["due"]
    assert [record.id for record in FOUND.differing] == ["differs"]
    assert [record.id for record in FOUND.commitments] == ["meets"]
    assert FOUND.drifting == ()


def test_a_body_that_never_met_has_an_agenda_too() -> None:
    found = agenda(ENTRIES, held(Kind.BODY, never=BODY)["never"], DAY)
    assert (found.last, found.actions, found.carried_over) == (None, (), ())
    assert {record.id for record in found.policies} == {"old", "new"}

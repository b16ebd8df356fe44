"""The agenda of a body's next meeting: from what is bundled, entered, noticed and offered."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from tests.app.at_desk import desk

from haechi.app import alerting, convening, noticing, registering
from haechi.app.desk import Desk
from haechi.app.noticing import Entry
from haechi.app.registering import Given
from haechi.brief.agenda import Topic, compose
from haechi.brief.document import Table
from haechi.brief.messages import Messages
from haechi.errors import UnknownName
from haechi.model.alert import Act, AlertState
from haechi.model.entries import Kind
from haechi.model.notice import NoticeState

DAY = "2026-06-01"
DIALOGUE = "kor-nld-semiconductor-dialogue"
AT = dt.datetime(2026, 5, 1, tzinfo=dt.UTC)


@pytest.fixture
def held(tmp_path: Path) -> Desk:
    return desk(DAY, tmp_path / "ws")


def enter(at: Desk, kind: Kind, entry: str, side: str | None = None, **values: Any) -> None:
    given = Given(side=side, why="a test", evidence=("a page",), who="a desk", at=AT)
    registering.enter(at, kind, entry, values, given)


def notice(at: Desk, item: str, exporter: str) -> None:
    state = NoticeState.ANNOUNCED
    entry = Entry(items=(item,), exporter=exporter, what="a licence", state=state, who="a desk", source="a cable")
    noticing.add(at, entry, at=AT)


def points(at: Desk, topic: Topic, body: str = DIALOGUE) -> dict[str, str]:
    """Subject and text of each point of a topic."""
    rows = [row for row in convening.listed(at, body).rows if row["topic"] is topic]
    return {str(row["subject"]): str(row["text"]) for row in rows}


def meeting(**values: Any) -> dict[str, Any]:
    return {"title": "Second", "body": DIALOGUE, "date": "2026-03-01", **values}


def test_open_actions_and_points_carried_over_come_first(held: Desk) -> None:
    action = {"number": 1, "what": "send the list", "owner": "kor-motir-chip-dialogue", "due": "2026-05"}
    enter(held, Kind.MEETING, "second", **meeting(actions=[action], carried_over=["stocks"]))
    first, second = convening.listed(held, DIALOGUE).rows[:2]
    assert (first["text"], str(first["date"])) == ("Second, action 1: send the list", "2026-05")
    assert first["who"] == ("Advanced Industry Policy, Ministry of Trade, Industry and Resources",)
    assert (second["topic"], second["text"]) == (Topic.CARRIED_OVER, "stocks")


def test_an_open_action_that_is_overdue_stands_once(held: Desk) -> None:
    enter(held, Kind.MEETING, "second", **meeting(actions=[{"number": 1, "what": "send it", "due": "2026-05"}]))
    assert "second" not in points(held, Topic.LATE)


def test_an_entry_that_one_side_has_not_acknowledged_is_a_point(held: Desk) -> None:
    enter(held, Kind.COMMITMENT, "share", side="KOR", title="Share stocks")
    assert points(held, Topic.DIFFERING) == {
        "share": "Share stocks: South Korea entered it; Netherlands has said nothing"
    }


def test_what_each_side_says_stands_side_by_side(held: Desk) -> None:
    enter(held, Kind.COMMITMENT, "share", title="Share stocks", due="2026-12")
    given = Given(side="NLD", why="a test", evidence=(), who="a desk", at=AT.replace(hour=1))
    registering.change(held, "share", {"due": "2027"}, given)
    assert points(held, Topic.DIFFERING) == {
        "share": "Share stocks: South Korea says due 2026-12; Netherlands says due 2027"
    }


def test_promises_that_the_body_fulfils_itself_come_before_others_that_are_late() -> None:
    late = points(desk(DAY), Topic.LATE)
    assert next(iter(late)) == "hold-semiconductor-dialogue"
    assert late["hold-semiconductor-dialogue"].endswith("drifting, 467 days late")
    assert "work-for-cyber-consultation" in late


def test_an_alert_on_what_both_sides_depend_on_one_economy_for_is_a_point(held: Desk) -> None:
    notice(held, "pellicle", "JPN")
    assert points(held, Topic.ALERTS) == {
        "notice/1": "Pellicles: alert notice/1 of 2026-05, open; both sides depend on Japan"
    }


@pytest.mark.parametrize("node", ["pair/{code}/{edition}/JPN/KOR/drop", "stage/wafer/-/-/-/drop"])
def test_an_alert_on_data_is_read_by_the_code_or_the_stage_that_it_names(held: Desk, node: str) -> None:
    row = next(row for row in held.facts.codes_by_item["sme_wafer"] if row.jurisdiction == "WCO")
    name = node.format(code=row.code, edition=row.edition)
    enter(held, Kind.COMMITMENT, "share", title="Share stocks", stages=["wafer"])
    act = Act(id=0, alert=name, period="2026-04", state=AlertState.OPEN, who="haechi watch", at=AT)
    alerting.record(held, lambda _: [act])
    assert name in points(held, Topic.ALERTS)


def test_an_alert_on_what_only_one_side_depends_on_is_left_out(held: Desk) -> None:
    notice(held, "urea", "CHN")
    assert points(held, Topic.ALERTS) == {}


def test_an_alert_on_a_stage_that_a_promise_names_is_a_point(held: Desk) -> None:
    notice(held, "hf", "JPN")
    assert points(held, Topic.ALERTS) == {}
    stage = held.facts.item_by_id["hf"].stage
    enter(held, Kind.COMMITMENT, "share", title="Share stocks", stages=[stage])
    assert points(held, Topic.ALERTS)["notice/1"].endswith("a promise touches it")


def test_policies_of_the_sides_and_their_union_since_the_last_meeting_are_named() -> None:
    found = convening.listed(desk(DAY), DIALOGUE)
    dates = {str(row["subject"]): str(row["date"]) for row in found.rows if row["topic"] is Topic.POLICIES}
    assert dates
    assert all(date > "2024-02-19" for date in dates.values())
    assert any("European Union" in row["who"] for row in found.rows if row["topic"] is Topic.POLICIES)  # type: ignore[operator]


def test_a_policy_of_the_register_is_named_too(held: Desk) -> None:
    enter(held, Kind.POLICY, "a-law", title="A law", instrument="law", economies=["KOR"], start="2026-04")
    assert points(held, Topic.POLICIES)["a-law"] == "A law"


def test_a_need_stands_with_the_offer_that_fits(held: Desk) -> None:
    for form in ("need", "offer"):
        enter(held, Kind.OPPORTUNITY, form, title=f"{form} of pellicles", form=form, items=["pellicle"])
    assert points(held, Topic.MATCHES) == {"need offer": "need of pellicles is met by offer of pellicles (Pellicles)"}


def test_what_is_not_loaded_is_said() -> None:
    notes = " ".join(convening.listed(desk(DAY), DIALOGUE).notes)
    assert "No workspace is named" in notes
    assert "No customs data are loaded" in notes


def test_of_a_body_that_never_met_every_policy_counts_as_new() -> None:
    notes = convening.listed(desk(DAY), "kor-nld-cyber-consultation").notes
    assert "No meeting of the body is recorded, so that every policy counts as new." in notes


def test_an_unknown_body_is_refused_with_the_nearest() -> None:
    with pytest.raises(UnknownName, match="did you mean kor-nld-semiconductor-dialogue"):
        convening.listed(desk(DAY), "semiconductor-dialogue")


@pytest.mark.parametrize(
    ("language", "heading"),
    [("ko", "지난 회의 이후의 정책"), ("nl", "Beleid sinds de laatste vergadering")],
)
def test_the_document_has_every_topic_in_the_language(language: str, heading: str) -> None:
    _, found = convening.convene(desk(DAY), DIALOGUE, language)
    made = compose(found, Messages(language))
    assert len(made.sections) == len(Topic) + 1
    assert heading in [section.heading for section in made.sections]


def test_every_number_in_the_document_leads_to_a_source() -> None:
    _, found = convening.convene(desk(DAY), DIALOGUE)
    made = compose(found, Messages("en"))
    tables = [block for section in made.sections for block in section.blocks if isinstance(block, Table)]
    cited = {cells[3] for table in tables for cells in table.rows}
    assert cited
    assert "" not in cited


def test_the_documents_are_the_same_bytes_each_time(tmp_path: Path) -> None:
    forms = ("html", "pdf")
    one, two = (convening.write(desk(DAY), DIALOGUE, tmp_path / name, forms=forms).rows for name in "ab")
    assert [row["form"] for row in one] == ["html", "pdf"]
    pairs = zip(one, two, strict=True)
    assert all(Path(str(a["file"])).read_bytes() == Path(str(b["file"])).read_bytes() for a, b in pairs)

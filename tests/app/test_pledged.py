"""Promises and rules on an alert's card."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from tests.app.at_desk import desk

from haechi.app import carding, pledged, registering
from haechi.app.desk import Desk
from haechi.app.registering import Given
from haechi.brief.alert import compose
from haechi.brief.document import Table
from haechi.brief.messages import Messages
from haechi.model.entries import Kind
from haechi.model.notice import Notice, NoticeState

DAY = "2026-06-01"
AT = dt.datetime(2026, 5, 1, tzinfo=dt.UTC)
NOTICE = Notice(
    id=1,
    number=1,
    items=("gallium",),
    codes=(),
    exporter="CHN",
    importers=("KOR",),
    what="Licences for gallium",
    announced=None,
    effective=None,
    state=NoticeState.ANNOUNCED,
    who="a desk",
    at=AT,
    source="a cable",
)


@pytest.fixture
def held(tmp_path: Path) -> Desk:
    return desk(DAY, tmp_path / "ws")


def enter(at: Desk, kind: Kind, entry: str, **values: Any) -> None:
    given = Given(side=None, why="a test", evidence=("a page",), who="a desk", at=AT)
    registering.enter(at, kind, entry, values, given)


def test_a_promise_that_names_the_item_stands_with_its_state(held: Desk) -> None:
    enter(held, Kind.COMMITMENT, "stock", title="Keep stocks of gallium", items=["gallium"], due="2026-04")
    (pledge,) = pledged.pledges(held, ("gallium",))
    assert (pledge.entry, pledge.state, pledge.late_days, pledge.sides) == ("stock", "overdue", 32, ("KOR", "NLD"))


def test_a_promise_that_names_the_stage_touches_the_item_too(held: Desk) -> None:
    enter(held, Kind.COMMITMENT, "ores", title="Share what is known of ores", stages=["raw_material"])
    assert [pledge.entry for pledge in pledged.pledges(held, ("gallium",))] == ["ores"]
    assert pledged.pledges(held, ("hf",)) == ()


def test_rules_that_name_the_item_come_before_those_that_name_its_stage() -> None:
    found = pledged.regulations(desk(DAY), ("gallium",))
    facts = desk(DAY).facts
    exact = [any(row.id == policy.id and "gallium" in policy.items for policy in facts.policies) for row in found]
    assert exact[0]
    assert exact == sorted(exact, reverse=True)


def test_a_rule_that_has_ended_is_left_out(held: Desk) -> None:
    enter(held, Kind.POLICY, "old", title="Old", instrument="law", items=["gallium"], start="2020", end="2021")
    enter(held, Kind.POLICY, "new", title="New", instrument="law", items=["gallium"], start="2026-02")
    found = [row.id for row in pledged.regulations(held, ("gallium",))]
    assert "new" in found
    assert "old" not in found


def test_the_card_shows_promises_and_rules_in_a_section_of_their_own(held: Desk) -> None:
    enter(held, Kind.COMMITMENT, "stock", title="Keep stocks of gallium", items=["gallium"], due="2026-04")
    made = compose(carding.of_notice(held, NOTICE), Messages("en"))
    (section,) = (section for section in made.sections if section.heading == "Promises and rules on it")
    promises, rules = section.blocks
    assert isinstance(promises, Table)
    assert isinstance(rules, Table)
    assert promises.rows[0][:4] == (
        "Keep stocks of gallium",
        "overdue, 32 days late",
        "April 2026 (month)",
        "South Korea, Netherlands",
    )
    assert rules.rows


def test_a_card_of_an_item_that_nobody_spoke_of_has_no_such_section(tmp_path: Path) -> None:
    around = carding.of_notice(desk("2018-06-01", tmp_path / "ws"), NOTICE).around
    assert (around.pledges, around.regulations) == ((), ())

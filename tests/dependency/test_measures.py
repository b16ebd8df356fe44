import datetime as dt
from dataclasses import replace

import pytest
from tests.dependency.small_facts import CITATION
from tests.dependency.test_attention import MEASURE

from haechi.dependency.measures import Measure, Standing, measures
from haechi.model.dates import PartialDate
from haechi.model.happening import Cause, Outcome, Policy

RULE = Policy(
    id="CHN-23-2023",
    title="Announcement 23 of 2023",
    economies=("CHN",),
    instrument="export control",
    items=("gallium",),
    stages=(),
    budget=None,
    budget_unit=None,
    start=PartialDate.parse("2023-08-01"),
    end=None,
    summary="Licences for gallium.",
    citation=CITATION,
)


def standing(rule: Policy, *, importer: str = "KOR", on: str = "2026-01-01") -> tuple[Measure, ...]:
    return measures({"gallium"}, importer, on=dt.date.fromisoformat(on), events=(), rules=[rule])


def test_a_control_without_an_end_stands_for_every_buyer() -> None:
    (found,) = standing(RULE)
    assert (found.economy, found.standing, str(found.since)) == ("CHN", Standing.IN_FORCE, "2023-08-01")


def test_a_control_that_addresses_others_binds_nobody_else() -> None:
    addressed = replace(RULE, economies=("CHN", "USA"))
    assert standing(addressed) == ()
    assert len(standing(addressed, importer="USA")) == 1


@pytest.mark.parametrize("on", ["2023-07-31", "2024-01-02"])
def test_a_control_binds_from_its_start_to_its_end(on: str) -> None:
    assert standing(replace(RULE, end=PartialDate.parse("2024-01-01")), on=on) == ()


def test_the_relief_of_a_rule_is_no_measure() -> None:
    assert standing(replace(RULE, instrument="relief")) == ()


def test_an_economy_is_not_bound_by_its_own_rule() -> None:
    assert standing(RULE, importer="CHN") == ()


def test_an_accident_passes_without_a_word() -> None:
    fire = replace(MEASURE, cause=Cause.ACCIDENT)
    assert measures({"hf"}, "KOR", on=dt.date(2019, 7, 10), events=[fire], rules=()) == ()


def test_an_event_is_eased_from_the_day_after_its_first_relief() -> None:
    days = [dt.date(2019, 7, 2), dt.date(2019, 8, 29), dt.date(2019, 8, 30)]
    found = [measures({"hf"}, "KOR", on=day, events=[MEASURE], rules=())[0].standing for day in days]
    assert found == [Standing.ANNOUNCED, Standing.IN_FORCE, Standing.EASED]


def test_what_was_feared_and_never_came_is_none() -> None:
    feared = replace(MEASURE, outcome=Outcome.NO_INTERRUPTION)
    assert measures({"hf"}, "KOR", on=dt.date(2019, 7, 10), events=[feared], rules=()) == ()

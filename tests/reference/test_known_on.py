"""The tables as they stood on a day: later publications and events are not seen."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haechi.model.happening import Outcome
from haechi.reference.facts import Facts, load

DATED = ("provisions", "figures", "press_points", "events", "policies")
days = st.dates(dt.date(1990, 1, 1), dt.date(2027, 12, 31))


def known(day: str) -> Facts:
    return load().known_on(dt.date.fromisoformat(day))


@pytest.mark.parametrize("table", ["provisions", "figures", "press_points"])
def test_a_figure_is_never_seen_before_the_first_day_that_its_date_and_its_source_can_mean(table: str) -> None:
    facts = load()
    rows = getattr(facts, table)
    for row in rows[:: max(1, len(rows) // 40)]:
        published = facts.source_by_id[row.citation.source].date
        for date in (row.citation.as_of, published):
            if date is not None:
                assert row not in getattr(facts.known_on(date.first - dt.timedelta(days=1)), table)


@pytest.mark.parametrize("table", ["provisions", "figures", "press_points"])
def test_a_figure_is_seen_once_its_period_and_every_date_of_it_are_over(table: str) -> None:
    facts = load()
    rows = getattr(facts, table)
    for row in rows[:: max(1, len(rows) // 40)]:
        published = facts.source_by_id[row.citation.source].date or row.citation.as_of
        last = max(row.period.end.last, row.citation.as_of.last, published.last)
        assert row in getattr(facts.known_on(last), table)


@pytest.mark.parametrize(("day", "is_seen"), [("2019-06-30", False), ("2019-07-01", True), ("2026-01-01", True)])
def test_the_licences_of_2019_are_seen_from_their_announcement_on(day: str, is_seen: bool) -> None:
    assert ("JPN-HF-2019" in {event.id for event in known(day).events}) is is_seen


def test_an_event_without_an_announcement_is_seen_from_the_day_it_took_effect() -> None:
    event = next(row for row in load().events if row.announced is None and row.effective is not None)
    assert event.effective is not None
    first = event.effective.first
    assert event.id in {row.id for row in load().known_on(first).events}
    assert event.id not in {row.id for row in load().known_on(first - dt.timedelta(days=1)).events}


def test_a_policy_is_seen_before_it_starts_where_it_was_published_before() -> None:
    ahead = [row for row in load().policies if row.citation.as_of.first < row.start.first]
    for row in ahead:
        assert row in load().known_on(row.citation.as_of.first).policies


@given(days, days)
def test_what_was_known_stays_known(one: dt.date, other: dt.date) -> None:
    earlier, later = (load().known_on(day) for day in sorted((one, other)))
    for table in DATED:
        assert {row.id if hasattr(row, "id") else repr(row) for row in getattr(earlier, table)} <= {
            row.id if hasattr(row, "id") else repr(row) for row in getattr(later, table)
        }


def test_items_codes_links_and_sources_do_not_depend_on_the_day() -> None:
    then = known("2000-01-01")
    for table in ("sources", "economies", "items", "item_codes", "links", "parameters", "memberships", "stages"):
        assert getattr(then, table) == getattr(load(), table)


def test_everything_is_known_at_the_end_of_the_last_year_that_any_row_names() -> None:
    now = known("2099-12-31")
    for table in DATED:
        assert getattr(now, table) == getattr(load(), table)


def test_look_ups_of_a_day_speak_of_the_rows_of_that_day() -> None:
    then = known("2019-07-10")
    assert then.item("hf") == load().item("hf")
    assert then.items_of("281111", "HS17") == load().items_of("281111", "HS17")


def test_a_figure_of_a_year_is_not_seen_before_that_year_is_over() -> None:
    day = dt.date(2019, 7, 10)
    early = [
        f"{row.item} to {row.market} in {row.period}"
        for row in known("2019-07-10").provisions
        if row.citation.as_of.last > day
        and row.period.end.last > day
        and row.citation.as_of.last >= row.period.end.last
    ]
    assert early == []


def test_the_first_relief_of_a_measure_is_not_seen_before_its_day() -> None:
    (event,) = (row for row in known("2019-07-10").events if row.id == "JPN-HF-2019")
    assert event.eased is None


def test_the_outcome_of_an_event_is_not_told_before_its_source() -> None:
    then, now = (
        next(row for row in known(day).events if row.id == "JPN-HF-2019") for day in ("2019-07-10", "2026-01-01")
    )
    assert (then.outcome, then.summary) == (Outcome.NOT_VERIFIED, then.title)
    assert now.outcome is Outcome.INTERRUPTION

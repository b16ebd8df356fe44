"""Scenarios on the bundled chain: those that happened against what is known of them, and what the model must hold."""

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from tests.app.at_desk import desk

from haechi.app.desk import Desk
from haechi.app.entering import Entry, enter
from haechi.app.report import Report
from haechi.app.stressing import Question, listing, stress
from haechi.brief import retold
from haechi.brief.messages import Messages
from haechi.errors import InputError, UnknownName
from haechi.model.scenario import Scenario
from haechi.reference.scenarios import library
from haechi.stress.tested import RANGES
from haechi.stress.unknowns import Assumption

TODAY = "2026-11-22"
HARMLESS = ("quartz-2024", "tsmc-quake-2024")


def ask(name: str, at: Desk | None = None, **question: Any) -> Report:
    return stress(at or desk(TODAY), Question(scenario=name, **({"draws": 200} | question)), lambda *_: None)


def row(report: Report, stage: str, economy: str | None = None) -> Mapping[str, Any]:
    return next(r for r in report.rows if r["stage"] == stage and economy in (None, r["economy"]))


def excimer(report: Report) -> Mapping[str, Any]:
    return next(r for r in report.rows if r["item"] == "excimer_laser")


@pytest.fixture(scope="module")
def reports() -> Mapping[str, Report]:
    return {scenario.id: ask(scenario.id) for scenario in library()}


@pytest.mark.parametrize("scenario", library(), ids=lambda scenario: scenario.id)
def test_every_scenario_of_the_library_runs_and_reads(scenario: Scenario, reports: Mapping[str, Report]) -> None:
    report = reports[scenario.id]
    assert {found["economy"] for found in report.rows} <= set(scenario.economies)
    assert report.rows
    assert set(scenario.cited) <= set(report.sources)
    assert 2 <= len(report.parameters["headline"]) <= 3  # type: ignore[arg-type]


@pytest.mark.parametrize("scenario", library(), ids=lambda scenario: scenario.id)
def test_stocks_only_delay_and_the_bound_is_before_all(scenario: Scenario, reports: Mapping[str, Report]) -> None:
    for found in reports[scenario.id].rows:
        early = [found[f"{name}_stop_days"][0] for name in Assumption]  # type: ignore[index]
        days = [float("inf") if day is None else day for day in early]
        assert found["bound_days"] <= days[0] <= days[1] <= days[2]  # type: ignore[operator]
        for name in Assumption:
            first, last = found[f"{name}_stop_days"]  # type: ignore[misc]
            assert last is None or first <= last  # type: ignore[has-type]
            least, most = found[f"{name}_lost_days"]  # type: ignore[misc]
            assert 0 <= least <= most  # type: ignore[has-type]


@pytest.mark.parametrize("name", HARMLESS)
def test_what_was_harmless_stops_no_chip_line_and_says_why(name: str, reports: Mapping[str, Report]) -> None:
    chips = [found for found in reports[name].rows if found["stage"] in ("wafer", "front_end", "device", "downstream")]
    assert chips
    for found in chips:
        assert [found[f"{assumption}_stop_days"] for assumption in Assumption] == [[None, None]] * 3
        assert found["sampled_stop_days"]["never"] == 1  # type: ignore[index]
        assert found["reason"]


def test_an_earthquake_of_three_days_is_covered_by_the_stock_of_chips(reports: Mapping[str, Report]) -> None:
    said = row(reports["tsmc-quake-2024"], "downstream", "KOR")["reason"]
    assert said == "stocks on the way cover 14 days, and a line is short of 3 within 180 days"


@pytest.mark.parametrize("scenario", library(), ids=lambda scenario: scenario.id)
def test_every_unknown_and_reason_can_be_retold_in_another_language(
    scenario: Scenario, reports: Mapping[str, Report]
) -> None:
    names = {item.names.en.lower(): item.names.nl or item.names.en for item in desk(TODAY).facts.items}
    rows: Any = reports[scenario.id].rows
    unknowns = {name for found in rows for name in (*found["assumed"], *(row["unknown"] for row in found["drivers"]))}
    assert [name for name in unknowns if retold.unknown(name, Messages("nl"), names) == name] == []
    reasons = {found["reason"] for found in rows if found["reason"]}
    assert [reason for reason in reasons if retold.sentence(reason, Messages("nl"), names) == reason] == []


def test_hydrogen_fluoride_is_what_could_stop_lines_in_2019(reports: Mapping[str, Report]) -> None:
    etch = row(reports["hf-2019"], "front_end")
    assert etch["via"] == ["hf"]
    assert etch["usual_stop_days"] == [30, None]
    assert etch["lean_stop_dates"][0] == dt.date(2019, 8, 3)
    assert etch["sampled_stop_days"]["never"] < 0.2
    assert etch["share_lost_interval"] == pytest.approx([0.439 * 0.825, 0.7])


def test_photoresist_could_not_and_polyimide_only_with_lean_stocks(reports: Mapping[str, Report]) -> None:
    """What the model says of the other two: the first permits came before the stock of resist could end."""
    resist = ask("hf-2019", desk(TODAY)).rows
    assert not [found for found in resist if found["via"][:1] == ["photoresist_euv"] and found["lean_stop_days"][0]]  # type: ignore[index]
    displays = row(reports["hf-2019"], "downstream")
    assert displays["via"] == ["fluor_polyimide"]
    assert displays["lean_stop_days"] == [45, None]
    assert displays["sampled_stop_days"]["median"] is None


def test_vehicles_stop_in_the_weeks_in_which_they_did_in_2025(reports: Mapping[str, Report]) -> None:
    """First cuts on 27 October 2025; the stock band was read from them, so that only the bounds are tested."""
    vehicles = row(reports["nexperia-2025"], "downstream", "JPN")
    early = vehicles["lean_stop_dates"][0]
    assert early == dt.date(2025, 10, 25)
    assert early <= dt.date(2025, 10, 27) <= vehicles["sampled_stop_date"]
    assert vehicles["bound_date"] == dt.date(2025, 10, 4)


def test_ones_own_measure_is_told_apart_from_the_answer_to_it(reports: Mapping[str, Report]) -> None:
    notes = reports["licence-change-nld"].notes
    assert any("duv_scanner of NLD: NLD's own measure costs it sales to CHN" in note for note in notes)
    assert row(reports["licence-change-nld"], "equipment", "NLD")["via"][0] == "rare_earth_magnets"


def test_a_rush_before_a_rule_moves_the_first_stop(tmp_path: Path) -> None:
    text = (Path(__file__).parents[2] / "src/haechi/reference/scenarios/rush-before-a-rule.toml").read_text("utf-8")
    without = "\n".join(line for line in text.splitlines() if not line.startswith("rush_days"))
    (tmp_path / "calm.toml").write_text(without, encoding="utf-8")
    (tmp_path / "rush.toml").write_text(text.replace("low = 0, high = 50", "low = 50, high = 50"), encoding="utf-8")
    calm, rush = (row(ask(str(tmp_path / f"{name}.toml")), "precursor", "KOR") for name in ("calm", "rush"))
    assert rush["lean_stop_days"][0] - calm["lean_stop_days"][0] == pytest.approx(50)


def test_what_was_entered_replaces_all_three_assumptions(tmp_path: Path) -> None:
    at = desk(TODAY, tmp_path)
    entry = Entry(
        item="neon",
        economy="KOR",
        stock_days="400",
        grade=None,
        qualified=None,
        qualification_months=None,
        source="call",
        who="a desk",
        note=None,
    )
    enter(at, entry, at=dt.datetime(2026, 11, 20, tzinfo=dt.UTC))
    laser = excimer(ask("neon-2022"))
    held = excimer(ask("neon-2022", Desk(workspace=at.workspace, today=at.today, as_of=at.as_of)))
    assert laser["lean_stop_days"][0] == 30
    assert [held[f"{name}_stop_days"] for name in Assumption] == [[None, None]] * 3


def test_the_start_and_the_horizon_can_be_moved() -> None:
    moved = ask("hf-2019", start=dt.date(2027, 3, 1), horizon_days=20)
    etch = row(moved, "front_end")
    assert etch["bound_date"] == dt.date(2027, 3, 1)
    assert etch["usual_stop_days"] == [None, None]
    assert moved.parameters["start"] == dt.date(2027, 3, 1)


@pytest.mark.parametrize("horizon", [int(RANGES["horizon days"].low), int(RANGES["horizon days"].high)])
def test_stops_keep_their_order_at_both_ends_of_the_tested_horizons(horizon: int) -> None:
    report = ask("hf-2019", horizon_days=horizon)
    for found in report.rows:
        first = [found[f"{name}_stop_days"][0] for name in Assumption]  # type: ignore[index]
        days = [horizon if day is None else day for day in first]
        assert found["bound_days"] <= days[0] <= days[1] <= days[2] <= horizon  # type: ignore[operator]
    assert not any("lies outside the range" in note for note in report.notes)


@pytest.mark.parametrize("draws", [int(RANGES["draws"].low), int(RANGES["draws"].high)])
def test_draws_lie_between_the_worst_and_the_best_at_both_ends_of_the_tested_numbers(draws: int) -> None:
    for found in ask("hf-2019", draws=draws).rows:
        first, last = found["lean_stop_days"][0], found["ample_stop_days"][1]  # type: ignore[index]
        drawn = [found["sampled_stop_days"][name] for name in ("low", "median", "high")]  # type: ignore[index]
        days = [float("inf") if day is None else day for day in (first, *drawn, last)]
        assert days[0] <= days[1] + 0.1
        assert days[1] <= days[2] <= days[3] <= days[4] + 0.1


def test_what_was_not_tested_is_said() -> None:
    notes = ask("hf-2019", draws=10, horizon_days=1000).notes
    assert [note.split(" lies")[0] for note in notes if "lies outside" in note] == ["draws 10", "horizon days 1,000"]


def test_the_same_seed_gives_the_same_answer_and_another_one_another() -> None:
    one, other, third = (ask("hf-2019", seed=seed).payload() for seed in (3, 3, 4))
    assert one == other
    assert one["rows"] != third["rows"]


def test_an_economy_that_loses_nothing_says_so() -> None:
    report = ask("hf-2019", economies=("NLD",))
    assert report.rows == []
    said = str(report.parameters["headline"])
    assert "nothing is lost in NLD" in said
    assert "hf of JPN is lost to KOR only, not to NLD." in said


def test_the_listing_holds_every_scenario() -> None:
    rows = listing(desk(TODAY)).rows
    assert [found["scenario"] for found in rows] == [scenario.id for scenario in library()]
    assert all(found["sources"] for found in rows)


@pytest.mark.parametrize(
    ("question", "kind", "word"),
    [
        ({"name": "hf-2091"}, UnknownName, "'hf-2091' is not a scenario"),
        ({"name": "hf-2019", "economies": ("KOX",)}, UnknownName, "'KOX' is not an economy"),
        ({"name": "hf-2019", "draws": 0}, InputError, "--draws 0 is no sample"),
        ({"name": "hf-2019", "seed": -1}, InputError, "--seed -1 is below zero"),
    ],
)
def test_what_is_asked_wrongly_is_named(question: dict[str, Any], kind: type[Exception], word: str) -> None:
    with pytest.raises(kind, match=word):
        ask(**question)


def test_the_course_ends_at_the_loss_of_the_row_and_lies_between_the_least_and_the_most() -> None:
    for found in ask("hf-2019", with_course=True).rows:
        course: Mapping[str, Any] = found["course"]  # type: ignore[assignment]
        assert {len(days) for days in course.values()} == {180}
        assert [course["least"][-1], course["most"][-1]] == [found["ample_lost_days"][0], found["lean_lost_days"][1]]  # type: ignore[index]
        assert course["median"][-1] == found["sampled_lost_days"]["median"]  # type: ignore[index]
        rows = zip(*(course[name] for name in ("least", "low", "median", "high", "most")), strict=True)
        assert all(list(row) == sorted(row) for row in rows)


def test_a_scenario_may_be_given_as_text() -> None:
    text = (Path(__file__).parents[2] / "src/haechi/reference/scenarios/neon-2022.toml").read_text("utf-8")
    assert ask("own.toml", text=text).payload() == ask("neon-2022").payload()


def test_a_text_nested_without_end_is_named() -> None:
    with pytest.raises(InputError, match=r"scenario own.toml is nested too deeply"):
        ask("own.toml", text=f"id = {'[' * 100_000}")


def test_a_course_over_many_draws_and_days_stands_on_the_first_of_them_and_says_so() -> None:
    report = ask("neon-2022", with_course=True, draws=600, horizon_days=2000)
    assert "Quantiles of the course of the loss stand on the first 500 of the 600 draws." in report.notes

import datetime as dt
import re
from pathlib import Path

import pytest

from haechi.errors import InputError, UnknownName
from haechi.model.scenario import BANDS, Recovery, Scenario, ScenarioKind
from haechi.reference.facts import load
from haechi.reference.scenarios import find, library, parse, read

MINE = """
id = "mine"
title = "Half of the hydrogen fluoride of Japan"
kind = "what if"
economies = ["KOR"]
events = ["JPN-HF-2019"]

[[shocks]]
economy = "Japan"
item = "hydrogen fluoride"
buyers = ["KOR"]
depth = { low = 0.4, high = 0.6, source = "kita-materials-2019", place = "page 1" }
start = 2026-01-05
end = 2026-03-06
recovery = "linear"
recovery_days = [30, 60]

[[stocks]]
item = "hf"
economy = "KOR"
days = 45
"""
IDS = {
    *("hf-2019", "texas-2021", "renesas-naka-2021", "neon-2022", "gallium-germanium-2023", "graphite-2023"),
    *("tsmc-quake-2024", "quartz-2024", "nexperia-2025", "helium-2026"),
    *("licence-change-nld", "licence-change-kor", "informal-hold", "rush-before-a-rule"),
}
# Keys of sources end in a year, as do ids of scenarios.
SOURCE = re.compile(r"\b[a-z0-9]+(?:-[a-z0-9]+)+-(?:19|20)\d\d\b")


def test_the_library_holds_what_happened_and_what_would() -> None:
    assert {scenario.id for scenario in library()} == IDS
    assert {scenario.kind for scenario in library()} == set(ScenarioKind)


@pytest.mark.parametrize("scenario", library(), ids=lambda scenario: scenario.id)
def test_a_scenario_of_the_library_lies_in_the_file_of_its_name_and_cites_sources_of_the_table(
    scenario: Scenario,
) -> None:
    assert find(scenario.id, load()) == scenario
    assert scenario.cited
    assert [source for source in scenario.cited if source not in load().source_by_id] == []


@pytest.mark.parametrize("scenario", library(), ids=lambda scenario: scenario.id)
def test_every_band_of_the_library_says_where_it_comes_from(scenario: Scenario) -> None:
    bands = [band for shock in scenario.shocks for band in shock.bands.values()] + [row.days for row in scenario.stocks]
    assert [band for band in bands if band.ground in ("", "as given in the file")] == []
    named = {key for band in bands for key in SOURCE.findall(band.ground)}
    assert [key for key in named if key not in load().source_by_id] == []


def test_what_happened_has_an_event_and_its_outcome() -> None:
    past = [scenario for scenario in library() if scenario.kind is ScenarioKind.HISTORICAL]
    assert [scenario.id for scenario in past if not (scenario.events and scenario.happened)] == []
    assert all(scenario.start < dt.date(2026, 11, 1) for scenario in past)


def test_a_users_file_is_read_with_names_dates_and_grounds(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(MINE, encoding="utf-8")
    (shock,) = read(path, load()).shocks
    assert (shock.economy, shock.item, shock.buyers) == ("JPN", "hf", ("KOR",))
    assert set(shock.bands) == set(BANDS) - {"share", "arriving_days", "rush_days"}
    assert shock.duration_days is not None
    assert (shock.duration_days.low, shock.duration_days.high) == (60, 60)
    assert shock.recovery is Recovery.LINEAR
    assert (shock.depth.source, shock.depth.ground) == ("kita-materials-2019", "page 1")
    assert shock.recovery_days is not None
    assert (shock.recovery_days.low, shock.recovery_days.high, shock.recovery_days.is_assumed) == (30, 60, True)


def test_a_file_is_found_by_its_ending_and_a_scenario_by_its_id(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(MINE, encoding="utf-8")
    assert find(str(path), load()).id == "mine"
    with pytest.raises(UnknownName, match="'hf-2091' is not a scenario; use one of"):
        find("hf-2091", load())


def test_an_absent_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"nowhere\.toml cannot be read"):
        read(tmp_path / "nowhere.toml", load())


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (
            'item = "hydrogen fluoride"',
            'item = "hydrogen flouride"',
            ["shocks 1", "'hydrogen flouride' is not an item"],
        ),
        ('economy = "Japan"', 'economy = "JPX"', ["shocks 1", "economy", "'JPX' is not an economy"]),
        ('buyers = ["KOR"]', 'buyers = ["KORR"]', ["shocks 1", "buyers", "'KORR'"]),
        ('item = "hydrogen fluoride"', 'stage = "fab"', ["shocks 1", "stage 'fab' is not a stage", "front_end"]),
        ("high = 0.6", "high = 1.6", ["shocks 1", "depth 1.6 is above one"]),
        ("low = 0.4", "low = 0.8", ["depth: 0.8..0.6 is not a band"]),
        ("end = 2026-03-06", "end = 2025-03-06", ["end 2025-03-06 comes before start 2026-01-05"]),
        ("end = 2026-03-06", "end = 2026-03-06\nduration_days = 60", ["both duration_days and end"]),
        ("end = 2026-03-06", "finish = 2026-03-06", ["unknown key 'finish'"]),
        ('title = "Half', 'titel = "Half', ["unknown key 'titel'", "title"]),
        ('title = "Half of the hydrogen fluoride of Japan"', "", ["lacks 'title'"]),
        ('kind = "what if"', 'kind = "whatif"', ["kind 'whatif' is not known; use one of historical, what if"]),
        ('economies = ["KOR"]', 'economies = "KOR"', ["economies 'KOR' is no list"]),
        ('events = ["JPN-HF-2019"]', 'events = ["JPN-HF-2091"]', ["events 'JPN-HF-2091' is in no table"]),
        ("start = 2026-01-05", 'start = "soon"', ["start 'soon' is not understood; write a day"]),
        ("recovery_days = [30, 60]", "recovery_days = [30, 60, 90]", ["recovery_days [30, 60, 90] is no number"]),
        ('place = "page 1"', 'assumed = "page 1"', ["depth stands on no clear ground"]),
        ('source = "kita-materials-2019", place = "page 1"', "assumed = 3", ["depth has a ground that is no text"]),
        ("days = 45", 'days = "45"', ["stocks 1", "days '45' is no number"]),
        ("days = 45", "", ["stocks 1 lacks 'days'"]),
        ("[[stocks]]", "[stocks]", ["stocks is no list of tables"]),
        ('id = "mine"', "id = mine", ["is no valid TOML"]),
    ],
)
def test_what_is_wrong_in_a_file_is_one_sentence_with_file_key_and_value(old: str, new: str, words: list[str]) -> None:
    assert old in MINE
    with pytest.raises(InputError) as found:
        parse(MINE.replace(old, new), "mine.toml", load())
    said = str(found.value)
    assert said.startswith("scenario mine.toml")
    assert [word for word in words if word not in said] == []
    assert "\n" not in said


@pytest.mark.parametrize(
    "number", ["9" * 5000, "0x" + "f" * 5000, "9" * 400, "1" + "0" * 15], ids=["5000", "hex", "400", "16"]
)
@pytest.mark.parametrize("line", ["x = {}", "title = {}", "horizon_days = {}", "remarks = [[{}]]"])
def test_a_number_that_is_too_long_is_refused(number: str, line: str) -> None:
    key = line.split(" ")[0]
    kept = "\n".join(row for row in MINE.splitlines() if not row.startswith(f"{key} ="))
    with pytest.raises(InputError, match="scenario my.toml holds a number that is too long; write 15 digits at most"):
        parse(f"{line.format(number)}\n{kept}", "my.toml", load())

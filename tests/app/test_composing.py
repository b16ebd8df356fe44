"""Forms of a stress: settings of a scenario of the library, and a scenario put together from fields."""

import datetime as dt
from dataclasses import replace

import pytest

from haechi.app.composing import Fields, chosen, composed, decoded
from haechi.errors import InputError
from haechi.model.scenario import Recovery
from haechi.reference import facts, scenarios

FIELDS = Fields(items="gallium, Germanium", buyers="NLD", depth="60..100 %", start="2027-02-01")
EMPTY = dict.fromkeys(("scenario", "economies", "start", "horizon_days", "draws", "seed"), "")


def test_fields_make_the_scenario_that_they_say() -> None:
    fields = replace(
        FIELDS,
        title='A "licence"\x7f\\',
        exporter="China",
        share="44",
        duration_days="63..150",
        recovery="linear",
        recovery_days="30",
        arriving_days="10..20",
        rush_days="5",
        spread="triangular",
        horizon_days="365",
    )
    found = scenarios.parse(composed(fields), "own", facts.load())
    assert (found.title, found.horizon_days, found.economies) == ('A "licence"\x7f\\', 365, ("NLD",))
    assert [shock.item for shock in found.shocks] == ["gallium", "germanium"]
    shock = found.shocks[0]
    assert (shock.economy, shock.buyers, shock.start) == ("CHN", ("NLD",), dt.date(2027, 2, 1))
    bands = {name: (band.low, band.high) for name, band in shock.bands.items()}
    assert bands == {
        "depth": (0.6, 1.0),
        "share": (0.44, 0.44),
        "duration_days": (63, 150),
        "recovery_days": (30, 30),
        "arriving_days": (10, 20),
        "rush_days": (5, 5),
    }
    assert shock.recovery is Recovery.LINEAR


def test_what_is_left_empty_is_left_to_the_scenario() -> None:
    found = scenarios.parse(composed(FIELDS), "own", facts.load())
    assert (found.title, found.horizon_days) == ("gallium, Germanium from everybody", 180)
    assert (found.shocks[0].economy, found.shocks[0].share, found.shocks[0].duration_days) == (None, None, None)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"items": " , "}, "the field item is empty"),
        ({"buyers": ""}, "the field economies whose lines are looked at is empty"),
        ({"depth": ""}, "the field part lost is empty"),
        ({"depth": "all"}, "depth in per cent 'all' is not a figure or a band"),
        ({"start": "1 Feb"}, "start '1 Feb' is no day; write it as 2027-01-04"),
        ({"duration_days": "-3"}, "duration days '-3' is not a figure or a band"),
        ({"horizon_days": "٣"}, "horizon days '٣' is no whole number"),
    ],
)
def test_a_field_that_cannot_be_read_is_named(changed: dict[str, str], words: str) -> None:
    with pytest.raises(InputError) as caught:
        composed(replace(FIELDS, **changed))
    assert str(caught.value).startswith(words)


def test_settings_are_read_as_they_are_typed() -> None:
    typed = EMPTY | {"scenario": "hf-2019 ", "economies": "KOR, NLD,", "draws": " 500"}
    assert chosen(typed) == {
        "scenario": "hf-2019",
        "economies": ["KOR", "NLD"],
        "start": "",
        "horizon_days": None,
        "draws": 500,
        "seed": None,
    }
    with pytest.raises(InputError, match="seed '-1' is no whole number; write digits only"):
        chosen(EMPTY | {"seed": "-1"})


def test_a_file_is_read_with_or_without_its_mark() -> None:
    assert decoded(b"\xef\xbb\xbfid = 1", "my.toml") == "id = 1"

import datetime as dt
import math

import pytest

from haechi.errors import InputError
from haechi.model.scenario import Band, Recovery, Scenario, ScenarioKind, Shock, Stock

START = dt.date(2026, 1, 5)
ALL = Band(low=1, high=1)


def test_a_band_upside_down_is_quoted() -> None:
    with pytest.raises(InputError, match=r"90\.\.60 is not a band"):
        Band(low=90, high=60)


@pytest.mark.parametrize(("low", "high"), [(-1, 1), (0, math.inf), (math.nan, 1)])
def test_a_band_is_finite_and_from_zero_up(low: float, high: float) -> None:
    with pytest.raises(InputError, match="is not a band"):
        Band(low=low, high=high)


def test_a_band_without_a_source_is_assumed() -> None:
    assert Band(low=1, high=2, ground="a guess").is_assumed
    assert not Band(low=1, high=2, source="a-source", ground="page 1").is_assumed


@pytest.mark.parametrize("name", ["depth", "share"])
def test_parts_above_one_are_quoted(name: str) -> None:
    above = Band(low=0.5, high=1.2)
    with pytest.raises(InputError, match=rf"{name} 1\.2 is above one"):
        Shock(item="hf", start=START, depth=above if name == "depth" else ALL, share=above)


def test_a_shock_names_a_target() -> None:
    with pytest.raises(InputError, match="no target"):
        Shock(economy="JPN", depth=ALL, start=START)


def test_a_shock_names_one_target() -> None:
    with pytest.raises(InputError, match="both item 'hf' and stage 'material'"):
        Shock(item="hf", stage="material", depth=ALL, start=START)


def test_a_plant_says_what_part_of_an_item_is_its() -> None:
    with pytest.raises(InputError, match="producer 'Naka' has no share"):
        Shock(producer="Naka", item="ic_logic", depth=ALL, start=START)


@pytest.mark.parametrize(
    ("recovery", "days", "word"),
    [
        (Recovery.STEP, Band(low=10, high=20), "takes no recovery_days"),
        (Recovery.LINEAR, None, "needs recovery_days above 0"),
        (Recovery.EXPONENTIAL, Band(low=0, high=20), "recovery_days 0 is not above 0"),
    ],
)
def test_a_recovery_and_its_time_fit(recovery: Recovery, days: Band | None, word: str) -> None:
    with pytest.raises(InputError, match=word):
        Shock(item="hf", depth=ALL, start=START, duration_days=ALL, recovery=recovery, recovery_days=days)


def test_what_never_ends_does_not_recover() -> None:
    with pytest.raises(InputError, match="without an end of the loss"):
        Shock(item="hf", depth=ALL, start=START, recovery=Recovery.LINEAR, recovery_days=Band(low=1, high=2))


def test_the_target_in_words_says_what_and_of_whom() -> None:
    assert Shock(item="hf", economy="JPN", depth=ALL, start=START).target == "hf of JPN"
    assert Shock(producer="firm 7", depth=ALL, start=START).target == "firm 7"
    assert Shock(sector="26", depth=ALL, start=START).target == "sector 26"


def test_a_producer_or_a_sector_alone_is_of_a_network_of_firms() -> None:
    assert Shock(producer="firm 7", depth=ALL, start=START).is_of_firms
    assert Shock(sector="26", depth=ALL, start=START).is_of_firms
    assert not Shock(producer="Naka", item="ic_logic", share=ALL, depth=ALL, start=START).is_of_firms


@pytest.mark.parametrize(("one", "other"), [("item", "sector"), ("stage", "sector"), ("producer", "sector")])
def test_a_sector_is_a_target_of_its_own(one: str, other: str) -> None:
    with pytest.raises(InputError, match=f"both {one} 'x' and {other} 'x' are named"):
        Shock(depth=ALL, start=START, **{one: "x", other: "x"})  # type: ignore[arg-type]


@pytest.mark.parametrize("given", [{"share": ALL}, {"duration_days": ALL}, {"buyers": ("KOR",)}, {"economy": "JPN"}])
def test_what_only_the_chain_has_is_refused_for_firms(given: dict[str, object]) -> None:
    with pytest.raises(InputError, match=f"'firm 7' is of a network of firms, in which {next(iter(given))} has no"):
        Shock(producer="firm 7", depth=ALL, start=START, **given)  # type: ignore[arg-type]


def test_firms_and_items_do_not_stand_in_one_scenario() -> None:
    firm, item = (Shock(depth=ALL, start=START, **{name: "x"}) for name in ("producer", "item"))  # type: ignore[arg-type]
    with pytest.raises(InputError, match="'x' is of a network of firms and 'x' of the chain; write a scenario for"):
        Scenario(id="x", title="X", kind=ScenarioKind.WHAT_IF, economies=("KOR",), shocks=(item, firm))


@pytest.mark.parametrize("given", [{"economies": ("KOR",)}, {"stocks": (Stock(item="hf", days=ALL),)}])
def test_firms_lie_in_no_economy_and_hold_no_stocks(given: dict[str, object]) -> None:
    firm = Shock(producer="firm 7", depth=ALL, start=START)
    with pytest.raises(InputError, match=f"{next(iter(given))} are of the chain, and 'firm 7' is of a network"):
        Scenario(id="x", title="X", kind=ScenarioKind.WHAT_IF, shocks=(firm,), **given)  # type: ignore[arg-type]


def test_a_scenario_starts_with_its_first_shock_and_cites_every_band() -> None:
    later = Shock(item="hf", depth=Band(low=0, high=1, source="b", ground="p. 2"), start=dt.date(2026, 3, 1))
    first = Shock(item="neon", depth=Band(low=0, high=1, source="a", ground="p. 1"), start=START, rush_days=ALL)
    scenario = Scenario(
        id="two", title="Two", kind=ScenarioKind.WHAT_IF, economies=("KOR",), shocks=(later, first), sources=("c", "a")
    )
    assert scenario.start == START
    assert scenario.cited == ("c", "a", "b")


@pytest.mark.parametrize(
    ("change", "word"),
    [({"shocks": ()}, "no shock"), ({"economies": ()}, "economies is empty"), ({"horizon_days": 0}, "horizon_days 0")],
)
def test_a_scenario_has_a_shock_an_economy_and_a_day(change: dict[str, object], word: str) -> None:
    whole = {"economies": ("KOR",), "shocks": (Shock(item="hf", depth=ALL, start=START),)}
    with pytest.raises(InputError, match=word):
        Scenario(id="x", title="X", kind=ScenarioKind.WHAT_IF, **(whole | change))  # type: ignore[arg-type]

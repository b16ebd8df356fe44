import datetime as dt

import numpy as np
import pytest

from haechi.errors import InputError, UnknownName
from haechi.model.network import Links, Producers
from haechi.model.scenario import Band, Shock, Spread
from haechi.stress.network import network
from haechi.stress.strikes import ends, parts_lost, scenarios, strikes, struck

START = dt.date(2027, 1, 4)
FIRMS = network(
    Producers(names=["a", "b", "c", "d"], sectors=["x", "y", "y", "z"]),
    Links(supplier=["a", "b"], customer=["b", "d"], value=np.ones(2)),
)


def shock(low: float, high: float, **target: str) -> Shock:
    return Shock(depth=Band(low=low, high=high), start=START, **target)  # type: ignore[arg-type]


def test_a_sector_stands_for_all_its_firms() -> None:
    (found,) = strikes(FIRMS, [shock(0.2, 0.4, sector="y")])
    assert (found.target, found.places.tolist()) == ("sector y", [1, 2])


def test_of_two_strikes_on_a_firm_the_greater_counts() -> None:
    found = strikes(FIRMS, [shock(0.2, 0.4, sector="y"), shock(0.0, 1.0, producer="b")])
    assert struck(found).tolist() == [1, 2]
    np.testing.assert_allclose(parts_lost(found, ends(found)), [[0.2, 0.2], [0.5, 0.3], [1.0, 0.4]])


def test_every_draw_is_a_scenario_of_the_same_firms() -> None:
    found = strikes(FIRMS, [shock(0, 1, producer="d"), shock(0.5, 0.5, producer="a")])
    made = scenarios(found, ends(found))
    assert (made.scenarios, made.producer.tolist()) == (3, [0, 3] * 3)
    assert made.down.tolist() == made.up.tolist() == [0.5, 0.0, 0.5, 0.5, 0.5, 1.0]


def test_the_depth_is_drawn_as_the_scenario_says() -> None:
    peaked = Shock(producer="a", depth=Band(low=0, high=1), start=START, spread=Spread.TRIANGULAR)
    (found,) = strikes(FIRMS, [peaked])
    assert (found.depth.name, found.depth.spread) == ("depth of the loss of a", Spread.TRIANGULAR)


def test_a_firm_that_is_not_there_is_named() -> None:
    with pytest.raises(InputError, match="no producer 'e' in the network"):
        strikes(FIRMS, [shock(1, 1, producer="e")])


def test_a_sector_that_is_not_there_is_named() -> None:
    with pytest.raises(UnknownName, match="no sector 'w' in the network; its 3 sectors run from 'x' to 'z'"):
        strikes(FIRMS, [shock(1, 1, sector="w")])


def test_a_firm_and_a_sector_may_have_one_name() -> None:
    built = network(
        Producers(names=["a", "b"], sectors=["b", "c"]), Links(supplier=["a"], customer=["b"], value=np.ones(1))
    )
    found = strikes(built, [shock(1, 1, producer="b"), shock(0, 1, sector="b")])
    assert [row.places.tolist() for row in found] == [[1], [0]]
    assert [row.depth.name for row in found] == ["depth of the loss of b", "depth of the loss of sector b"]


def test_a_target_is_struck_once() -> None:
    with pytest.raises(InputError, match="two shocks strike 'a'"):
        strikes(FIRMS, [shock(1, 1, producer="a"), shock(0, 1, producer="a")])

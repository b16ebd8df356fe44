from pathlib import Path

import numpy as np
import pymrio
import pytest
from benchmarks.japan_electronics import picture
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from tests.stress.small_tables import balanced, make_table, miller_blair, wiod_2009

from haechi.errors import InputError, UnknownName
from haechi.model.market import Floats
from haechi.stress.static import (
    Table,
    ghosh_inverse,
    leontief_inverse,
    lost_by_demand,
    lost_by_supply,
    stop,
)
from haechi.stress.tables import from_pymrio

NO_OUTPUT = make_table([[0.0, 0.0, 4.0], [0.0, 0.0, 0.0], [0.0, 0.0, 0.0]], [[6.0], [0.0], [8.0]])


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Two regions of two industries; a third of every output is value added or more."""
    flows = draw(hnp.arrays(np.float64, (4, 4), elements=st.floats(0, 10)))
    demand = draw(hnp.arrays(np.float64, 4, elements=st.floats(30, 100)))
    return balanced(flows, demand + flows.sum(axis=0), regions=2, industries=2)


def test_one_supplier_of_one_customer_by_hand() -> None:
    """A sells 4 to B and 6 to households, B all its 8 to households."""
    pair = make_table([[0.0, 4.0], [0.0, 0.0]], [[6.0], [8.0]])
    assert lost_by_demand(pair, np.array([0.0, 2.0])).tolist() == pytest.approx([1.0, 2.0])
    assert lost_by_supply(pair, np.array([5.0, 0.0])).tolist() == pytest.approx([5.0, 2.0])
    stopped = stop(pair, 0)
    assert stopped.downstream.tolist() == pytest.approx([1.0, 0.5])
    assert stopped.upstream.tolist() == pytest.approx([1.0, 0.0])


def test_a_stop_counts_the_own_loop_once() -> None:
    """A sells half of its 10 to itself: the stop takes all of A, and of B the 2 in 8 that A supplies."""
    pair = make_table([[5.0, 2.0], [0.0, 0.0]], [[3.0], [8.0]])
    assert stop(pair, 0).downstream.tolist() == pytest.approx([1.0, 0.25])


def test_the_inverses_are_those_of_miller_and_blair() -> None:
    """Miller and Blair (2009), sections 2.3 and 12.1, to the digits printed there."""
    example = miller_blair()
    assert leontief_inverse(example).round(3).tolist() == [[1.254, 0.33], [0.264, 1.122]]
    assert ghosh_inverse(example).round(3).tolist() == [[1.254, 0.66], [0.132, 1.122]]


def test_the_output_for_another_demand_is_that_of_miller_and_blair() -> None:
    """Miller and Blair (2009), section 2.3: final demand of 600 and 1,500 needs output of 1,247.5 and 1,841.6."""
    example = miller_blair()
    change = lost_by_demand(example, example.final_demand[:, 0] - np.array([600.0, 1500.0]))
    assert (example.output - change).round(1).tolist() == [1247.5, 1841.6]


@given(tables())
def test_all_demand_lost_is_all_output_lost_and_so_is_all_value_added(table: Table) -> None:
    np.testing.assert_allclose(lost_by_demand(table, table.final_demand.sum(axis=1)), table.output, rtol=1e-9)
    np.testing.assert_allclose(lost_by_supply(table, table.value_added), table.output, rtol=1e-9)


@given(tables())
def test_the_inverses_are_the_sums_of_their_rounds(table: Table) -> None:
    """The slow twin: direct need, need for that, and so on."""
    for inverse, coefficients in (
        (leontief_inverse(table), table.transactions / table.output[None, :]),
        (ghosh_inverse(table), table.transactions / table.output[:, None]),
    ):
        total = term = np.eye(4)
        for _ in range(200):
            term = term @ coefficients
            total = total + term
        np.testing.assert_allclose(inverse, total, rtol=1e-9, atol=1e-12)


@given(tables(), st.integers(0, 3))
def test_a_stop_takes_all_of_the_stopped_and_between_nothing_and_all_of_the_others(table: Table, stopped: int) -> None:
    found = stop(table, stopped)
    for lost in (found.downstream, found.upstream):
        assert lost[stopped] == pytest.approx(1.0)
        assert ((lost >= -1e-12) & (lost <= 1 + 1e-12)).all()


@given(tables(), st.integers(0, 3), st.sampled_from([1e-3, 1.0, 1450.0]))
def test_a_stop_does_not_depend_on_the_currency(table: Table, stopped: int, rate: float) -> None:
    other = balanced(table.transactions * rate, table.final_demand[:, 0] * rate, regions=2, industries=2)
    np.testing.assert_allclose(stop(other, stopped).downstream, stop(table, stopped).downstream, rtol=1e-9, atol=1e-12)


def test_an_industry_without_output_loses_nothing_that_could_be_told() -> None:
    found = stop(NO_OUTPUT, 0)
    np.testing.assert_array_equal(found.downstream, [1.0, np.nan, 0.5])
    assert leontief_inverse(NO_OUTPUT)[1].tolist() == [0.0, 1.0, 0.0]


def test_an_industry_without_output_cannot_stop() -> None:
    with pytest.raises(InputError, match="A i2 has no output in the table"):
        stop(NO_OUTPUT, 1)


def test_a_fall_of_stock_is_no_fault() -> None:
    found = make_table([[0.0, 8.0], [0.0, 0.0]], [[5.0, -3.0], [9.0, 0.0]])
    assert found.output.tolist() == [10.0, 9.0]


def test_rows_that_do_not_balance_are_named_worst_first() -> None:
    with pytest.raises(InputError, match=r"2 rows .* within 0\.01, worst A i2 by 3, A i1 by 0\.5; correct the table"):
        make_table([[0.0, 5.0], [0.0, 0.0]], [[5.0], [10.0]], output=[10.5, 13.0], tolerance=0.01)


def test_the_tolerance_is_the_callers() -> None:
    found = make_table([[0.0, 5.0], [0.0, 0.0]], [[5.0], [10.0]], output=[10.5, 13.0], tolerance=0.3)
    assert found.output.tolist() == [10.5, 13.0]


def test_a_small_row_may_miss_by_the_rounding_of_large_ones() -> None:
    """An industry with an output of 3 whose row sums to nothing stands in WIOD 2009."""
    found = make_table([[0.0, 0.0], [0.0, 0.0]], [[0.0], [4000.0]], output=[3.0, 4000.0], tolerance=0.002)
    assert found.output[0] == 3.0


@pytest.mark.parametrize(
    ("flows", "demand", "output", "said"),
    [
        ([[-1.0, 0.0], [0.0, 0.0]], [[2.0], [1.0]], None, "'A i1' of the table has negative transactions"),
        ([[0.0, 0.0], [0.0, 0.0]], [[2.0], [-1.0]], None, "'A i2' of the table has negative output"),
        ([[0.0, np.nan], [0.0, 0.0]], [[2.0], [1.0]], [2.0, 1.0], "'A i1' of the table has transactions that are not"),
        ([[0.0, 0.0], [0.0, 0.0]], [[2.0]], [2.0, 1.0], "final demand (1, 1)"),
    ],
)
def test_what_breaks_a_rule_is_named(
    flows: list[list[float]], demand: list[list[float]], output: list[float] | None, said: str
) -> None:
    with pytest.raises(InputError) as caught:
        make_table(flows, demand, output=output)
    assert said in str(caught.value)


def test_a_producer_that_the_table_lacks_is_named() -> None:
    with pytest.raises(UnknownName, match="'KOR' 'i1' is no producer"):
        miller_blair().place("KOR", "i1")


def test_the_numbers_are_those_of_pymrio_on_its_test_system() -> None:
    system = pymrio.load_test().calc_all()
    found = from_pymrio(system)
    leontief: Floats = system.L.to_numpy()
    np.testing.assert_allclose(leontief_inverse(found), leontief, rtol=0, atol=1e-12)
    ghosh: Floats = pymrio.calc_G(pymrio.calc_B(system.Z, system.x)).to_numpy()
    np.testing.assert_allclose(ghosh_inverse(found), ghosh, rtol=0, atol=1e-12)
    demand: Floats = system.Y.sum(axis=1).to_numpy()
    expected: Floats = pymrio.calc_x_from_L(system.L, system.Y.sum(axis=1)).to_numpy().ravel()
    np.testing.assert_allclose(lost_by_demand(found, demand), expected, rtol=1e-12)


def test_wiod_is_taken_as_it_is(shared_data: Path) -> None:
    found = wiod_2009(shared_data)
    assert (found.final_demand < 0).sum() == 824
    assert (found.output == 0).sum() == 22


def test_the_picture_in_the_docs_is_what_the_table_says(shared_data: Path) -> None:
    drawn = (Path(__file__).parents[2] / "docs" / "pictures" / "japan-electronics.svg").read_text(encoding="utf-8")
    assert drawn == picture(wiod_2009(shared_data)) + "\n"


def test_a_stop_of_electronics_in_japan_reaches_electronics_in_taiwan_korea_and_china(shared_data: Path) -> None:
    """All three stand among the ten most hit industries outside Japan, of 1,379 with output."""
    found = wiod_2009(shared_data)
    lost = np.nan_to_num(stop(found, found.place("JPN", "c14")).downstream)
    abroad = [place for place in np.argsort(-lost) if found.regions[place] != "JPN"]
    assert {"TWN c14", "KOR c14", "CHN c14"} < {found.names[place] for place in abroad[:6]}
    assert found.names[abroad[0]] == "TWN c14"
    money = lost * found.output
    assert {"CHN c14", "TWN c14", "KOR c14"} < {
        found.names[place] for place in sorted(abroad, key=lambda k: -money[k])[:6]
    }

import re
from pathlib import Path

import numpy as np
import pymrio
import pytest
from tests.stress.small_tables import balanced, make_table, wiod_2009

from haechi.errors import InputError
from haechi.model.network import Importance
from haechi.stress.esri import Options, losses
from haechi.stress.shocks import failures
from haechi.stress.static import Table
from haechi.stress.tables import as_network, from_pymrio, industries_of

FLOWS = np.array([[2.0, 0.0, 4.0, 0.0], [0.0, 0.0, 0.0, 1.0], [0.0, 3.0, 0.0, 0.0], [0.0, 0.0, 0.0, 0.0]])
TWO_BY_TWO = balanced(FLOWS, np.array([4.0, 9.0, 7.0, 10.0]), regions=2, industries=2)


def test_producers_are_region_by_industry_and_links_are_the_sales_between_them() -> None:
    built = as_network(TWO_BY_TWO)
    assert built.names.tolist() == ["R0 i0", "R0 i1", "R1 i0", "R1 i1"]
    links = list(zip(built.supplier.tolist(), built.customer.tolist(), built.value.tolist(), strict=True))
    assert links == [(0, 0, 2.0), (0, 2, 4.0), (1, 3, 1.0), (2, 1, 3.0)]
    assert industries_of(TWO_BY_TWO) == ("i0", "i1")


def test_inputs_of_one_industry_from_two_regions_are_one_group() -> None:
    flows = np.array([[0.0, 4.0, 0.0, 0.0], [0.0] * 4, [0.0, 3.0, 0.0, 0.0], [0.0] * 4])
    built = as_network(balanced(flows, np.full(4, 10.0), regions=2, industries=2))
    first, second = built.group.tolist()
    assert first == second


def test_final_use_leaks_out_and_cost_holds_value_added() -> None:
    built = as_network(TWO_BY_TWO)
    assert built.final_demand is not None
    assert built.revenue is not None
    assert built.cost is not None
    assert built.final_demand.tolist() == [4.0, 9.0, 7.0, 10.0]
    assert built.revenue.tolist() == built.cost.tolist() == [10.0, 10.0, 10.0, 10.0]


def test_a_fall_of_stock_leaves_no_negative_leak() -> None:
    """An industry that sells 8 out of an output of 6 and a stock of 2 sells all of it to industries."""
    built = as_network(make_table([[0.0, 8.0], [0.0, 0.0]], [[-2.0], [10.0]]))
    assert built.final_demand is not None
    assert built.revenue is not None
    assert (built.final_demand[0], built.revenue[0]) == (0.0, 8.0)


def test_small_sales_are_left_out_and_count_as_final_use() -> None:
    built = as_network(TWO_BY_TWO, least=1.0)
    assert built.value.tolist() == [2.0, 4.0, 3.0]
    assert built.final_demand is not None
    assert built.final_demand[1] == 10.0


def test_classes_are_looked_up_by_supplying_and_buying_industry() -> None:
    built = as_network(TWO_BY_TWO, importance=np.array([[0, 1], [2, 1]]))
    assert built.importance.tolist() == [0, 0, 1, 1]
    assert set(as_network(TWO_BY_TWO, importance=Importance.IMPORTANT).importance.tolist()) == {1}


def test_classes_of_another_shape_are_refused() -> None:
    with pytest.raises(InputError, match=r"shape \(3, 3\); give one class, or \(2, 2\)"):
        as_network(TWO_BY_TWO, importance=np.zeros((3, 3), dtype=np.int64))


def test_any_system_of_pymrio_becomes_a_table_and_a_network() -> None:
    found = from_pymrio(pymrio.load_test())
    assert found.names[:2] == ("reg1 food", "reg1 mining")
    assert as_network(found).producers == 48


def test_a_system_of_pymrio_without_flows_is_refused() -> None:
    with pytest.raises(InputError, match="has no Z or no Y"):
        from_pymrio(pymrio.IOSystem())


def test_wiod_becomes_a_network_with_industries_that_have_no_links(shared_data: Path) -> None:
    built = as_network(wiod_2009(shared_data), least=1.0)
    assert (built.producers, len(built.sector_names)) == (1435, 35)
    assert ((built.sales == 0) & (built.purchases == 0)).sum() >= 22


def hit_abroad(table: Table, *, importance: Importance, replaces: bool) -> list[str]:
    """Industries outside Japan with output, those first that lose most inputs where its electronics stop."""
    built = as_network(table, importance=importance)
    struck = failures(built, built.places(["JPN c14"]))
    _, kept = losses(built, struck, options=Options(replaces=replaces))
    order = np.argsort(-kept.down[0], kind="stable")
    return [table.names[place] for place in order if table.regions[place] != "JPN" and table.output[place] > 0]


@pytest.mark.parametrize("replaces", [True, False])
def test_by_esri_electronics_of_taiwan_korea_and_china_are_hit_first_too(shared_data: Path, replaces: bool) -> None:
    """All inputs important, so that they add up: among the first ten of 1,379 industries outside Japan."""
    found = hit_abroad(wiod_2009(shared_data), importance=Importance.IMPORTANT, replaces=replaces)
    assert len(found) == 1379
    assert found[0] == "TWN c14"
    assert {"KOR c14", "CHN c14"} < set(found[:10])


def test_the_ranks_on_the_page_are_those_of_the_table(shared_data: Path) -> None:
    page = (Path(__file__).parents[2] / "docs" / "methods" / "static.md").read_text(encoding="utf-8")
    shown = re.findall(r"^\| ESRI, all inputs (\w+) \| (yes|no) \| (\d+) \| (\d+) \| (\d+) \|$", page, re.MULTILINE)
    table = wiod_2009(shared_data)
    wanted = []
    for importance in (Importance.IMPORTANT, Importance.CRITICAL):
        for replaces in (True, False):
            found = hit_abroad(table, importance=importance, replaces=replaces)
            ranks = (str(found.index(f"{region} c14") + 1) for region in ("TWN", "KOR", "CHN"))
            wanted.append((importance.name.lower(), "yes" if replaces else "no", *ranks))
    assert shown == wanted

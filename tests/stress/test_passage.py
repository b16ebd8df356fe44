import numpy as np
import pytest
from tests.dependency.small_facts import make_item, make_link
from tests.stress.slow_stops import least_stock

from haechi.model.chain import BufferKind, DeviceType, Essentiality
from haechi.reference.facts import load
from haechi.stress.passage import Passage, Stocks, covers, losses, passage

CRITICAL, IMPORTANT, NONE = Essentiality.CRITICAL, Essentiality.IMPORTANT, Essentiality.NON_CRITICAL
ZERO, ONE = np.zeros(1), np.ones(1)


def chain(*links: tuple[str, str, Essentiality], parents: dict[str, str] | None = None) -> Passage:
    names = {name for supplier, customer, _ in links for name in (supplier, customer)} | set(parents or {})
    items = [make_item(name, parent=(parents or {}).get(name)) for name in sorted(names)]
    return passage([make_link(*link) for link in links], items)


def stocks(**days: float) -> Stocks:
    return Stocks({(item, None): np.array([value]) for item, value in days.items()}, draws=1)


def days(found: object) -> float:
    return float(found.days[0])  # type: ignore[attr-defined]


def test_stocks_on_the_way_add_up() -> None:
    found = covers("gas", chain(("gas", "etch", CRITICAL), ("etch", "fab", CRITICAL)), stocks(gas=30, etch=3), draws=1)
    assert {name: days(cover) for name, cover in found.items()} == {"etch": 30, "fab": 33}
    assert [step.supplier for step in found["fab"].path] == ["gas", "etch"]


def test_the_way_with_the_least_stock_counts() -> None:
    links = (
        ("gas", "etch", CRITICAL),
        ("gas", "wafer", CRITICAL),
        ("etch", "fab", CRITICAL),
        ("wafer", "fab", CRITICAL),
    )
    found = covers("gas", chain(*links), stocks(gas=30, etch=3, wafer=40), draws=1)
    assert days(found["fab"]) == 33
    assert [step.customer for step in found["fab"].path] == ["etch", "fab"]


def test_only_critical_links_stop_a_line() -> None:
    found = covers("gas", chain(("gas", "etch", IMPORTANT), ("gas", "clean", NONE)), stocks(gas=30), draws=1)
    assert found == {}


def test_the_stock_of_a_customer_of_its_own_goes_before_that_of_any() -> None:
    held = Stocks({("gas", None): np.array([30.0]), ("gas", "laser"): np.array([90.0])}, draws=1)
    found = covers("gas", chain(("gas", "etch", CRITICAL), ("gas", "laser", CRITICAL)), held, draws=1)
    assert {name: days(cover) for name, cover in found.items()} == {"etch": 30, "laser": 90}


def test_a_critical_input_passes_on_what_its_stock_does_not_cover() -> None:
    found = losses(
        "gas",
        np.array([50.0]),
        chain(("gas", "etch", CRITICAL), ("etch", "fab", CRITICAL)),
        stocks(gas=30, etch=5),
        important=ZERO,
        family=ZERO,
    )
    assert (found["etch"][0], found["fab"][0]) == (20, 15)


def test_an_important_input_takes_its_part_along_and_others_nothing() -> None:
    links = chain(("gas", "etch", IMPORTANT), ("gas", "clean", NONE))
    found = losses("gas", np.array([50.0]), links, stocks(gas=30), important=np.array([0.5]), family=ZERO)
    assert {name: lost[0] for name, lost in found.items()} == {"etch": 10}


def test_of_several_inputs_the_greatest_loss_counts() -> None:
    links = chain(("gas", "a", CRITICAL), ("gas", "b", CRITICAL), ("a", "fab", CRITICAL), ("b", "fab", CRITICAL))
    found = losses("gas", np.array([50.0]), links, stocks(gas=10, a=1, b=30), important=ZERO, family=ZERO)
    assert found["fab"][0] == 39


def test_a_member_passes_on_the_part_of_its_family_that_it_is() -> None:
    links = chain(("resist", "litho", CRITICAL), parents={"euv": "resist"})
    for part in (0.0, 0.25, 1.0):
        found = losses("euv", np.array([40.0]), links, stocks(), important=ZERO, family=np.array([part]))
        assert found["litho"][0] == 40 * part
    assert covers("euv", links, stocks(), draws=1) == {}


def test_an_item_whose_family_it_needs_passes_nothing_to_itself() -> None:
    links = chain(("dram", "hbm", CRITICAL), parents={"hbm": "dram"})
    assert losses("hbm", np.array([40.0]), links, stocks(), important=ONE, family=ONE) == {}


@pytest.mark.parametrize("stopped", ["hf", "neon", "gallium", "rare_earth_magnets", "ic_logic", "photoresist_euv"])
def test_covers_of_the_bundled_chain_are_the_shortest_ways(stopped: str) -> None:
    facts = load()
    whole = passage(facts.links, facts.items)
    rows = [row for row in facts.buffers if row.kind is BufferKind.STOCK]
    held = Stocks({(row.item, row.customer): np.array([row.low, row.high]) for row in rows}, draws=2)
    found = covers(stopped, whole, held, draws=2)
    for draw in (0, 1):
        best: dict[str, float] = {}
        for device in whole.steps:
            steps = whole.steps[device]
            stock = {(step.supplier, step.customer): float(held(step.supplier, step.customer)[draw]) for step in steps}
            for item, cover in least_stock(stopped, steps, stock).items():
                best[item] = min(best.get(item, np.inf), cover)
        del best[stopped]
        assert {item: float(cover.days[draw]) for item, cover in found.items()} == pytest.approx(best)


def test_every_device_type_has_its_links_suppliers_before_customers() -> None:
    facts = load()
    for device, steps in passage(facts.links, facts.items).steps.items():
        assert isinstance(device, DeviceType)
        seen: set[str] = set()
        for step in steps:
            assert step.customer not in seen
            seen.add(step.supplier)

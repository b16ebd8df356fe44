import pytest
from tests.dependency.small_facts import make_link
from tests.stress.small_chains import made, sourcing

from haechi.app import published
from haechi.app.consequence import type_of
from haechi.dependency.paths import reach
from haechi.dependency.presets import thresholds
from haechi.dependency.supply import WORLD
from haechi.model.chain import DeviceType, Kind
from haechi.model.estimate import Estimate
from haechi.reference import facts as reference
from haechi.stress.ranking import Stake, stakes
from haechi.stress.sourcing import Sourcing, chosen

DEVICE = {"logic": DeviceType.LOGIC}
HALF = 0.5
ROUNDING = 1e-6


def found(given: Sourcing) -> dict[str, Stake]:
    return {stake.producer.name: stake for stake in stakes(given, DEVICE, important_loss=HALF)}


def ends(estimate: Estimate) -> tuple[float | None, float | None, float | None]:
    return estimate.low, estimate.value, estimate.high


def test_the_stop_that_takes_most_of_the_devices_comes_first() -> None:
    links = [make_link("resist", "litho"), make_link("litho", "logic")]
    given = sourcing(links, made("resist", {"JPN": 0.9}), made("litho", {"TWN": 0.6, "KOR": 0.4}))
    assert [stake.producer.name for stake in stakes(given, DEVICE, important_loss=HALF)] == [
        "JPN resist",
        "TWN litho",
        "KOR litho",
    ]


def test_a_known_share_over_critical_links_is_one_number() -> None:
    given = sourcing([make_link("resist", "logic")], made("resist", {"JPN": 0.9}))
    assert ends(found(given)["JPN resist"].devices_lost) == pytest.approx((0.9, 0.9, 0.9))


def test_a_share_that_nobody_gives_runs_from_nothing_to_all_that_is_left() -> None:
    given = sourcing([make_link("resist", "logic")], made("resist", {"JPN": 0.7, "USA": None}))
    assert ends(found(given)["USA resist"].devices_lost) == pytest.approx((0.0, 0.15, 0.3))
    assert ends(found(given)["USA resist"].share) == pytest.approx((0.0, 0.15, 0.3))


def test_an_interval_holds_its_value_where_another_buyer_hangs_more_on_the_stopped_economy() -> None:
    """Japan gets all its gas from the USA, the others half. A third of the resist is Japan's if split evenly.

    If the USA made all that is not known of the resist, less of it would be lost, not more.
    """
    given = sourcing(
        [make_link("gas", "resist"), make_link("resist", "logic")],
        made("gas", {"USA": 0.5, "CHN": 0.5}),
        made("resist", {"JPN": None, "USA": None}),
        purchases={("JPN", "gas"): {"USA": 1.0}},
    )
    assert ends(found(given)["USA gas"].devices_lost) == pytest.approx((0.5, 2 / 3, 2 / 3))


def test_an_item_that_nothing_needs_takes_nothing() -> None:
    given = sourcing([make_link("resist", "logic")], made("urea", {"CHN": 1.0}), parents={"urea": "chemicals"})
    assert ends(found(given)["CHN urea"].devices_lost) == (0.0, 0.0, 0.0)


def test_devices_count_the_same_whatever_they_are() -> None:
    links = [make_link("resist", "logic"), make_link("gas", "dram", device=DeviceType.MEMORY)]
    given = sourcing(links, made("resist", {"JPN": 0.9}), made("gas", {"UKR": 0.5}))
    both = stakes(given, {**DEVICE, "dram": DeviceType.MEMORY}, important_loss=HALF)
    taken = {stake.producer.name: stake.devices_lost.value for stake in both}
    assert taken == pytest.approx({"JPN resist": 0.45, "UKR gas": 0.25})


def test_the_bundled_chain_stays_within_what_paths_say_of_every_economy_and_item() -> None:
    """An independent program: `haechi.dependency.paths` knows items and not who makes them."""
    facts = reference.load()
    limits = thresholds(facts.parameters, "PICHLER-2022")
    supplies = chosen(published.newest(facts, WORLD))
    devices = {item.id: type_of(facts, item.id) for item in facts.items if item.kind is Kind.DEVICE}
    given = Sourcing(items=facts.items, links=facts.links, supplies=supplies)
    ranked = stakes(given, devices, important_loss=limits["important_loss"].value)
    outside = []
    for stake in ranked:
        item, share = stake.producer.item, stake.share
        lost = Estimate(value=None, low=share.low, high=share.high)
        reached = {
            row.item: row.share_lost
            for row in reach(item, links=facts.links, items=facts.items, limits=limits, lost=lost)
        }
        for device, taken in stake.by_device.items():
            bounds = reached.get(device, lost if device == item else Estimate(value=0.0, low=0.0, high=0.0))
            assert bounds.low is not None
            assert bounds.high is not None
            assert taken.low is not None
            assert taken.high is not None
            if taken.low < bounds.low - ROUNDING or taken.high > bounds.high + ROUNDING:
                outside.append((stake.producer.name, device, ends(taken), ends(bounds)))
    assert ranked
    assert outside == []

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.dependency.small_facts import PARAMETERS, make_provision

from haechi.dependency.presets import thresholds
from haechi.dependency.supply import Supply, depends_on, newest, supplies
from haechi.errors import HaechiError
from haechi.model.chain import Basis, Measure, Provision
from haechi.model.estimate import Persistence

CHAIN = thresholds(PARAMETERS, "CHAIN-65")
KR = thresholds(PARAMETERS, "KR-50")


def only(*rows: Provision) -> Supply:
    (supply,) = supplies(rows, CHAIN)
    return supply


def test_shares_that_sum_to_one_have_a_value() -> None:
    supply = only(make_provision("x", "A", 0.7), make_provision("x", "B", 0.2), make_provision("x", "C", 0.1))
    assert supply.hhi.value == pytest.approx(0.54)
    assert (supply.top_economy, supply.is_top_certain, supply.verdict.met) == ("A", True, True)


def test_the_unknown_rest_runs_from_many_small_ones_to_a_single_one() -> None:
    supply = only(make_provision("x", "A", 0.6), make_provision("x", "B", 0.1))
    assert supply.hhi.value is None
    assert (supply.hhi.low, supply.hhi.high) == pytest.approx((0.37, 0.37 + 0.09))
    assert supply.remainder == pytest.approx(0.3)


def test_presence_without_a_number_is_never_zero() -> None:
    supply = only(make_provision("x", "A", 0.6), make_provision("x", "B", None))
    assert supply.present == ("B",)
    share = supply.share_of("B")
    assert (share.value, share.low) == (None, 0.0)
    assert share.high == pytest.approx(0.4)
    alone = only(make_provision("y", "B", None))
    assert (alone.hhi.low, alone.hhi.high, alone.verdict.met, alone.top_economy) == (0.0, 1.0, None, None)


def test_an_economy_that_the_shares_leave_no_room_for_has_none() -> None:
    share = only(make_provision("x", "A", 1.0)).share_of("B")
    assert (share.value, share.reason) == (0.0, "the named shares leave nothing")


@pytest.mark.parametrize(
    ("shares", "met"),
    [([0.65], True), ([0.64], False), ([0.35], None), ([0.34], None), ([0.36], False), ([0.2, 0.2, 0.2], False)],
)
def test_the_single_country_rule_is_undecided_where_the_rest_could_tip_it(
    shares: list[float], met: bool | None
) -> None:
    rows = [make_provision("x", f"E{n}", share) for n, share in enumerate(shares)]
    assert only(*rows).verdict.met is met


def test_bounds_of_a_share_are_honoured() -> None:
    supply = only(make_provision("x", "A", None, low=0.95))
    assert (supply.hhi.low, supply.hhi.high) == pytest.approx((0.9025, 1.0))
    assert (supply.top_share.low, supply.top_share.high, supply.verdict.met) == (0.95, 1.0, True)
    capped = only(make_provision("x", "A", 0.5, low=0.45, high=0.55), make_provision("x", "B", 0.4))
    assert (capped.top_share.value, capped.top_share.low, capped.top_share.high) == pytest.approx((0.5, 0.45, 0.55))
    assert capped.verdict.met is False


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), min_size=1, max_size=3),
    st.integers(min_value=0, max_value=2**32 - 1),
)
def test_no_split_that_agrees_with_the_bounds_lies_outside(bands: list[tuple[int, int]], seed: int) -> None:
    """Slow twin: draw shares inside their bounds and give the rest to up to three others."""
    rows = [
        make_provision("x", f"E{n}", None, low=low / 100, high=(low + width) / 100)
        for n, (low, width) in enumerate(bands)
    ]
    supply = only(*rows)
    random = np.random.default_rng(seed)
    for _ in range(50):
        shares = [random.uniform(low, low + width) / 100 for low, width in bands]
        if sum(shares) > 1:
            continue
        rest = random.dirichlet(np.ones(random.integers(1, 4))) * (1 - sum(shares))
        split = [*shares, *rest]
        assert supply.hhi.low is not None
        assert supply.hhi.high is not None
        assert supply.hhi.low - 1e-9 <= sum(share**2 for share in split) <= supply.hhi.high + 1e-9
        assert supply.top_share.high is not None
        assert max(split) <= supply.top_share.high + 1e-9
        if supply.verdict.met is not None:
            assert bool(max(split) >= 0.65) is supply.verdict.met


def test_bases_measures_periods_and_markets_are_never_mixed() -> None:
    rows = [
        make_provision("x", "A", 0.6),
        make_provision("x", "A", 0.5, basis=Basis.SITE, measure=Measure.PRODUCTION),
        make_provision("x", "A", 0.4, basis=Basis.SITE, measure=Measure.CAPACITY),
        make_provision("x", "A", 0.3, market="WLD"),
        make_provision("x", "A", 0.2, period="2020"),
    ]
    assert len(supplies(rows, CHAIN)) == 5


def test_persistence_counts_periods_that_are_decided() -> None:
    shares = {"2019": 0.7, "2020": 0.8, "2021": 0.5, "2022": 0.3}
    found = supplies([make_provision("x", "A", share, period=year) for year, share in shares.items()], CHAIN)
    assert str(found[0].period) == "2022"
    assert {supply.verdict.persistence for supply in found} == {Persistence(times=2, of=3)}
    assert [str(supply.period) for supply in newest(found)] == ["2022"]


def test_a_rule_speaks_of_a_named_economy() -> None:
    supply = only(make_provision("x", "A", 0.6), make_provision("x", "B", None))
    assert depends_on(supply, "A", KR) is True
    assert depends_on(supply, "B", KR) is False
    assert depends_on(only(make_provision("x", "A", 0.4)), "B", KR) is None


def test_shares_above_one_and_doubled_economies_are_named() -> None:
    with pytest.raises(HaechiError, match="sum to 1.400"):
        only(make_provision("x", "A", 0.7), make_provision("x", "B", 0.7))
    with pytest.raises(HaechiError, match="twice"):
        only(make_provision("x", "A", 0.4), make_provision("x", "A", 0.3))

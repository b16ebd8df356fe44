import numpy as np
import pytest
from tests.watch.small_panels import make_panel, market, unchained

from haechi.model.panel import Singles
from haechi.watch.baseline import Bands, bands
from haechi.watch.pooling import Nodes, nodes

IMPORTERS = ("DEU", "FRA", "GBR", "ITA", "KOR", "NLD", "TWN", "USA")
NAN = float("nan")


def peers(*, months: int = 72, seed: int = 3, spread: float = 0.1) -> Nodes:
    """Eight buyers of one code from one exporter, and their sum."""
    return nodes(
        market(months=months, seed=seed, spread=spread, codes=("250410",), exporters=("JPN",), importers=IMPORTERS),
        unchained,
    )


def alone(*values: float) -> Bands:
    """One pair by itself."""
    found = nodes(make_panel({("250410", "JPN", "KOR"): list(values)}), unchained)
    return bands(found, found.value)


def test_a_steady_series_is_expected_to_go_on() -> None:
    found = alone(*[200.0] * 30)
    band = found.band(29, 0)
    assert band is not None
    expected, low, high = band
    assert expected == pytest.approx(200, rel=0.01)
    assert low < 200 < high


def test_a_stop_lies_below_the_band() -> None:
    found = alone(*[200.0, 220.0, 180.0] * 12, 0.0)
    band = found.band(36, 0)
    assert band is not None
    assert band[1] > 100
    assert found.smoothed.score[36, 0] < -4


def test_the_expected_month_does_not_know_the_month() -> None:
    one, two = alone(*[200.0] * 30, 0.0), alone(*[200.0] * 30, 900.0)
    assert one.band(30, 0) == two.band(30, 0)


def test_one_wild_month_does_not_move_what_is_expected_much() -> None:
    band = alone(*[200.0, 220.0, 180.0] * 12, 200_000.0, 200.0).band(37, 0)
    assert band is not None
    assert band[0] == pytest.approx(200, rel=0.2)


def test_a_series_that_stays_lower_is_expected_lower_in_the_end() -> None:
    band = alone(*[200.0, 220.0, 180.0] * 12, *[50.0] * 12).band(47, 0)
    assert band is not None
    assert band[0] == pytest.approx(50, rel=0.3)


def noisy(years: int, year: np.ndarray, *, spread: float, seed: int = 0) -> list[float]:
    """The same year again and again, with noise."""
    noise = np.exp(np.random.default_rng(seed).normal(0, spread, years * 12))
    return [float(value) for value in np.tile(year, years) * noise]


def test_a_season_is_learnt() -> None:
    wave = 100 * np.exp(0.4 * np.sin(np.arange(12) * np.pi / 6))
    scores = alone(*noisy(8, wave, spread=0.1)).smoothed.score[:, 0]
    assert scores[60:].std() < 1.5


def test_a_yearly_trough_of_one_month_is_learnt() -> None:
    december = np.array([100.0] * 11 + [20.0])
    scores = alone(*noisy(8, december, spread=0.1)).smoothed.score[11::12, 0]
    assert scores[1] < -3  # the second year still comes as a surprise
    assert (np.abs(scores[5:]) < 2.5).all()


def test_the_months_that_settle_what_is_typical_are_not_judged() -> None:
    found = alone(*[200.0] * 30)
    assert np.isnan(found.smoothed.score[:12, 0]).all()
    assert not np.isnan(found.smoothed.score[12:, 0]).any()
    assert found.is_settled[:, 0].tolist() == [False] * 12 + [True] * 18


def test_where_nothing_is_expected_there_is_no_band() -> None:
    assert alone(*[200.0] * 11, 0.0, 0.0).band(12, 0) is None
    assert alone(*[0.0] * 30).band(29, 0) is None
    assert alone(*[NAN] * 30).band(29, 0) is None


def test_the_band_never_reaches_below_nothing() -> None:
    rng = np.random.default_rng(2)
    band = alone(*np.exp(rng.normal(3, 3, 40)).tolist()).band(39, 0)
    assert band is not None
    assert 0 <= band[1] <= band[0] <= band[2]


def test_scores_of_noise_have_unit_spread_from_the_start() -> None:
    found = nodes(market(months=72, seed=6, exporters=("CHE", "JPN", "MYS", "SGP"), importers=IMPORTERS), unchained)
    scores = bands(found, found.value).smoothed.score
    for level in np.unique(found.level):
        for year in range(1, 6):
            assert 0.7 < np.nanstd(scores[12 * year + 1 : 12 * year + 13, found.level == level]) < 1.5


def test_an_unknown_month_is_expected_but_not_scored() -> None:
    found = alone(*[200.0] * 20, NAN, 200.0)
    assert found.band(20, 0) is not None
    assert np.isnan(found.smoothed.score[20, 0])


def test_the_unit_does_not_matter() -> None:
    found = peers()
    one, two = bands(found, found.value), bands(found, found.value / np.float32(1000))
    np.testing.assert_allclose(one.smoothed.score, two.smoothed.score, atol=2e-3)


def test_a_short_history_borrows_the_spread_of_its_peers() -> None:
    """A newcomer whose first year is wild among calm peers."""
    found, rng = peers(), np.random.default_rng(1)
    late = found.value.copy()
    late[:40, 0] = np.nan
    late[40:52, 0] *= np.exp(rng.normal(0, 0.8, 12)).astype(np.float32)
    of_peers = bands(found, late).smoothed.scale[52, 0]
    by_itself = alone(*late[:, 0].tolist()).smoothed.scale[52, 0]
    assert of_peers < by_itself


def test_months_without_trade_before_the_first_do_not_make_a_series_calm() -> None:
    found = nodes(market(months=84, seed=6, codes=("250410",), importers=IMPORTERS), unchained)
    late = found.value.copy()
    late[:40] = 0
    scores = bands(found, late).smoothed.score[53:65]
    assert 0.5 < np.nanstd(scores) < 1.6


@pytest.mark.parametrize("begin", [6, 18, 23, 30, 45])
@pytest.mark.parametrize("before", [0.0, NAN])
def test_a_series_that_begins_late_is_judged_after_its_first_year(begin: int, before: float) -> None:
    found = peers()
    late = found.value.copy()
    late[:begin, 0] = before
    scores = bands(found, late).smoothed.score[:, 0]
    assert np.isnan(scores[: begin + 12]).all()
    assert not np.isnan(scores[begin + 12 :]).any()


@pytest.mark.parametrize("last", [20, 35, 50])
def test_judged_months_do_not_see_the_months_after_them(last: int) -> None:
    """Some series begin late and borrow from others, of which some trade so rarely that they settle later still."""
    found, rng = peers(), np.random.default_rng(4)
    values = found.value.copy()
    values[:14, 0] = 0
    values[:30, 1] = np.nan
    values[:, 2:5] *= rng.random((len(values), 3)) < 0.4
    other = values.copy()
    other[last + 1 :] *= np.exp(rng.normal(0, 2, other[last + 1 :].shape)).astype(np.float32)
    _assert_same(bands(found, values), bands(found, other), last)


def _assert_same(one: Bands, two: Bands, last: int) -> None:
    def until(array: Singles) -> Singles:
        return array[: last + 1]

    np.testing.assert_array_equal(until(one.is_settled), until(two.is_settled))
    for name in ("expected", "scale", "score"):
        np.testing.assert_array_equal(until(getattr(one.smoothed, name)), until(getattr(two.smoothed, name)))

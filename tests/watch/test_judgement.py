import numpy as np
import pytest

from haechi.watch import judgement
from haechi.watch.calibration import UNKNOWN
from haechi.watch.evidence import STATISTICS
from haechi.watch.judgement import KINDS, MOVEMENTS, Binned, judge
from haechi.watch.pooling import LEVELS

NEEDED = np.full(len(LEVELS), 50)


@pytest.fixture
def scores() -> Binned:
    """Forty months of two hundred series, some of whose statistics are not known."""
    generator = np.random.default_rng(1)
    bins = generator.integers(1500, 2600, (40, len(STATISTICS), 200)).astype(np.uint16)
    bins[generator.random(bins.shape) < 0.1] = UNKNOWN
    return Binned(
        bins=bins,
        strata=generator.integers(0, KINDS, (40, 200)).astype(np.uint8),
        spreads=generator.random((40, 200), dtype=np.float32),
        level=generator.integers(0, len(LEVELS), 200).astype(np.int8),
    )


def test_many_series_are_judged_on_several_threads_as_on_one(scores: Binned, monkeypatch: pytest.MonkeyPatch) -> None:
    one = judge(scores, NEEDED)
    monkeypatch.setattr(judgement, "_FEW", 0)
    several = judge(scores, NEEDED)
    assert not np.isnan(one.p).all()
    np.testing.assert_array_equal(several.p, one.p)
    np.testing.assert_array_equal(several.hits, one.hits)
    for movement in MOVEMENTS:
        np.testing.assert_array_equal(several.movements[movement], one.movements[movement])
        np.testing.assert_array_equal(several.adaptation[movement], one.adaptation[movement])


def test_months_that_are_only_gone_through_change_nothing_of_those_that_are_written(scores: Binned) -> None:
    every, newest = judge(scores, NEEDED), judge(scores, NEEDED, since=38)
    np.testing.assert_array_equal(newest.p, every.p[38:])
    np.testing.assert_array_equal(newest.compared, every.compared[38:])
    np.testing.assert_array_equal(newest.hits, every.hits)
    np.testing.assert_array_equal(newest.known, every.known)

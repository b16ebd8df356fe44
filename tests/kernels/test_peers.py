import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from haechi.kernels.peers import of_peers


def test_a_hand_worked_month() -> None:
    scores = np.array([[-5.0, 1.0, np.nan, 2.0]], np.float32)
    found = of_peers(scores, np.array([0, 0, 0, 1]), clip=3.0, prior=2.0)
    # of -3, 1: the first sees 1 / 3, the second -3 / 3, the one without a score -2 / 4, the one alone nothing
    assert found[0].tolist() == pytest.approx([1 / 3, -1.0, -0.5, 0.0])


@given(st.integers(0, 1000), st.integers(0, 30))
def test_the_mean_of_peers_equals_its_plain_twin(seed: int, series: int) -> None:
    generator = np.random.default_rng(seed)
    scores = generator.normal(0, 3, (14, series)).astype(np.float32)
    scores[generator.random(scores.shape) < 0.3] = np.nan
    group = generator.integers(0, 4, series)
    found = of_peers(scores, group, clip=3.0, prior=2.0)
    for t in range(len(scores)):
        for j in range(series):
            others = [float(np.clip(scores[t, k], -3, 3)) for k in range(series) if k != j and group[k] == group[j]]
            known = [score for score in others if score == score]
            assert found[t, j] == pytest.approx(sum(known) / (len(known) + 2), abs=1e-5)

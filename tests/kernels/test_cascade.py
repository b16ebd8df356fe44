import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.stress.small_networks import networks

from haechi.kernels.cascade import Growth, Lanes, Side, begin, state, sweep
from haechi.model.market import Floats
from haechi.stress.network import Network
from haechi.stress.propagation import propagation


def slow_sweep(side: Side, level: Lanes) -> Floats:
    """Losses of one lane after each producer in turn has lost what its worst cell makes it lose by then."""
    level = np.array(level, dtype=np.float64)
    for j in range(len(level)):
        cells = [slice(*side.links[cell : cell + 2]) for cell in range(side.cells[j], side.cells[j + 1])]
        worst = max((side.share[links] @ level[side.source[links]] for links in cells), default=0)
        level[j] = max(level[j], min(1, worst))
    return np.asarray(level)


@settings(max_examples=60, deadline=None)
@given(networks(), st.integers(0, 2**32))
def test_a_sweep_is_the_slow_one_and_counts_what_it_adds(built: Network, seed: int) -> None:
    generator = np.random.default_rng(seed)
    spreading = propagation(built, replaces=False)
    worth = generator.random(built.producers)
    worth.flags.writeable = False
    shocks = generator.random((built.producers, 3)) * (generator.random((built.producers, 3)) < 0.4)
    who, lane = (ends.astype(np.int32) for ends in np.nonzero(shocks))
    for bare in (spreading.down, spreading.up):
        side = bare._replace(weight=spreading.weight, onward=worth)
        losses, growth = state(side, 3, is_swept=True), Growth(*np.zeros((3, 3)))
        begin(side, losses, who, lane, shocks[who, lane], growth)
        np.testing.assert_allclose(growth.weighted, spreading.weight @ shocks, rtol=0, atol=1e-15)
        for _ in range(3):
            before = losses.level.copy()
            sweep(side, losses, np.array([1, 0, 1], np.uint8), growth)
            wanted = np.stack([slow_sweep(side, before[:, b]) if b != 1 else before[:, 1] for b in range(3)], axis=1)
            np.testing.assert_allclose(losses.level, wanted, rtol=0, atol=1e-15)
            np.testing.assert_allclose(growth.weighted, spreading.weight @ (wanted - before), rtol=0, atol=1e-14)
            np.testing.assert_allclose(growth.onward, worth @ (wanted - before), rtol=0, atol=1e-14)

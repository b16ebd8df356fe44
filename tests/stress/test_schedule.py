import numpy as np
from hypothesis import given, settings
from tests.stress.small_networks import networks, small

from haechi.stress.esri import esri
from haechi.stress.network import Network
from haechi.stress.propagation import propagation
from haechi.stress.schedule import schedule
from haechi.stress.shocks import failures
from haechi.stress.synthetic import Recipe, firm_network


def test_longer_chains_come_later() -> None:
    chain = small([(f"{place:02d}", f"{place + 1:02d}") for place in range(20)], importance=0)
    order = schedule(propagation(chain), failures(chain), 1e-2)
    # Orders are lost as many steps up as a firm stands below the first; beyond twelve all count as equally long.
    assert order.tolist()[:12] == list(range(12))


@settings(max_examples=30, deadline=None)
@given(networks())
def test_every_scenario_has_its_turn(built: Network) -> None:
    order = schedule(propagation(built), failures(built), 1e-2)
    assert sorted(order.tolist()) == list(range(built.producers))


def test_what_is_foretold_is_about_what_happens() -> None:
    made = firm_network(Recipe(firms=3000, sectors=40), np.random.default_rng(2))
    updates = esri(made).iterations[schedule(propagation(made), failures(made), 1e-2)]
    batches = updates[: len(updates) // 16 * 16].reshape(-1, 16)
    assert (batches.max(axis=1) - batches.min(axis=1)).mean() < 0.5

"""Markets that several tests of the watch look at; watching one takes a second."""

import pytest
from tests.watch.small_panels import STOP, changed, market, watch

from haechi.watch.surveillance import Watched


@pytest.fixture(scope="session")
def quiet() -> Watched:
    """The usual market as it is."""
    return watch(market())


@pytest.fixture(scope="session")
def stopped() -> Watched:
    """The usual market in which one supplier of an item stops for three months."""
    return watch(changed(market(), slice(STOP, STOP + 3), 0.0, code="250410", exporter="JPN"))

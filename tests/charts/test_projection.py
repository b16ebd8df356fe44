"""Equal Earth against its definition: the ends of its axes as published, and areas that are kept."""

import numpy as np
import pytest

from haechi.charts.projection import EAST, equal_earth


def test_the_axes_are_as_long_as_published() -> None:
    east, north = equal_earth(np.array([180.0, 0.0]), np.array([0.0, 90.0]))
    assert east[0] == pytest.approx(EAST) == pytest.approx(2.7066, abs=1e-4)
    assert north[1] == pytest.approx(1.3173, abs=1e-4)
    assert east[0] / north[1] == pytest.approx(2.05458, abs=1e-4)  # Šavrič, Patterson and Jenny 2019


@pytest.mark.parametrize("south", [-80.0, -30.0, 0.0, 45.0, 70.0])
def test_a_strip_of_the_globe_keeps_its_area(south: float) -> None:
    latitudes = np.linspace(south, south + 10, 2001)
    east, north = equal_earth(np.full_like(latitudes, 30.0), latitudes)
    drawn = float(np.trapezoid(east, north))
    on_globe = np.radians(30.0) * (np.sin(np.radians(south + 10)) - np.sin(np.radians(south)))
    assert drawn == pytest.approx(on_globe, rel=1e-4)

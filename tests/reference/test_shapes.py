"""The bundled shapes: every economy that is a country lies somewhere, and its dot lies on its land."""

from importlib.resources import files

import pytest

from haechi.model.shape import Shape, corners
from haechi.model.trade import PartnerKind
from haechi.reference.facts import load

SHAPES = {shape.economy: shape for shape in load().shapes}
IN_FORCE = [row.iso3 for row in load().economies if row.kind is PartnerKind.ECONOMY and row.iso2]


def holds(shape: Shape, longitude: float, latitude: float) -> bool:
    """Whether a point lies in an odd number of rings: a line to the east meets them as often."""
    met = 0
    for ring in map(corners, shape.rings):
        for (x, y), (next_x, next_y) in zip(ring, [*ring[1:], ring[0]], strict=True):
            if (y > latitude) != (next_y > latitude):
                met += longitude < x + (latitude - y) / (next_y - y) * (next_x - x)
    return met % 2 == 1


@pytest.mark.parametrize("economy", IN_FORCE)
def test_every_country_has_a_shape_or_a_point(economy: str) -> None:
    assert economy in SHAPES


@pytest.mark.parametrize("economy", [name for name, shape in SHAPES.items() if shape.rings])
def test_the_dot_of_an_economy_lies_within_its_shape(economy: str | None) -> None:
    shape = SHAPES[economy]
    assert holds(shape, shape.longitude, shape.latitude)


@pytest.mark.parametrize(
    ("economy", "longitude", "latitude"),
    [
        ("KOR", 127.4, 36.3),  # Daejeon
        ("NLD", 5.1, 52.1),  # Utrecht
        ("TWN", 121.0, 24.2),
        ("JPN", 138.5, 36.0),
        ("CHN", 114.3, 30.6),  # Wuhan
        ("RUS", 187.0, 66.5),  # Chukotka, across the 180th meridian
        ("GUF", -53.0, 4.0),
    ],
)
def test_a_place_known_to_be_there_lies_within(economy: str, longitude: float, latitude: float) -> None:
    assert [name for name, shape in SHAPES.items() if holds(shape, longitude, latitude)] == [economy]


@pytest.mark.parametrize(
    ("economy", "longitude", "latitude"),
    [
        ("SGP", 103.8, 1.35),
        ("HKG", 114.15, 22.3),
        ("MAC", 113.55, 22.2),
        ("MLT", 14.4, 35.9),
        ("BHR", 50.55, 26.0),
        ("GIB", -5.35, 36.14),
    ],
)
def test_small_places_have_a_dot_where_they_lie(economy: str, longitude: float, latitude: float) -> None:
    shape = SHAPES[economy]
    assert (shape.longitude, shape.latitude) == pytest.approx((longitude, latitude), abs=0.3)


def test_land_without_a_code_of_its_own_belongs_to_nobody() -> None:
    assert len(SHAPES[None].rings) == 3  # Somaliland, N. Cyprus, Siachen Glacier in the source


def test_the_table_weighs_less_than_a_hundred_and_fifty_kilobytes() -> None:
    table = files("haechi.reference") / "tables" / "shapes.csv"
    assert len(table.read_bytes()) < 150_000

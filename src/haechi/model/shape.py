"""Where an economy lies on a map: a point for its dot, and its outline as rings in tenths of a degree."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from operator import itemgetter

from haechi.errors import FactError
from haechi.model.citation import Citation

TENTHS = 10
_WEST, _EAST, _POLE = -200, 200, 90
_LEAST = 3  # corners that enclose anything
_latitude = itemgetter(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """Land of an economy, in degrees; `economy` None: land without a code of its own.

    A ring holds its first corner and then the steps from corner to corner, `longitude latitude` each, in tenths of a
    degree: `1260 375 5 0 0 -5`. What lies in an odd number of rings is land. Longitudes run on past 180° E where a
    ring crosses it. An economy without rings is too small for one.

    Raises
    ------
    FactError
        If a ring is no row of whole numbers, encloses nothing, or leaves the globe.
    """

    economy: str | None
    longitude: float
    latitude: float
    rings: tuple[str, ...]
    citation: Citation

    def __post_init__(self) -> None:
        _check(self.longitude, self.latitude)
        for ring in self.rings:
            found = corners(ring)
            if len(set(found)) < _LEAST:
                raise FactError(f"ring '{_start(ring)}' has fewer than three corners")
            for furthest in (min(found), max(found), min(found, key=_latitude), max(found, key=_latitude)):
                _check(*furthest)


def corners(ring: str) -> list[tuple[float, float]]:
    """Corners of a ring as longitude and latitude in degrees.

    Examples
    --------
    >>> corners("1260 375 5 0 0 -5")
    [(126.0, 37.5), (126.5, 37.5), (126.5, 37.0)]
    """
    try:
        steps = [int(part) for part in ring.split()]
    except ValueError as error:
        raise FactError(f"ring '{_start(ring)}' is not a row of whole numbers") from error
    if len(steps) % 2:
        raise FactError(f"ring '{_start(ring)}' has a longitude without a latitude")
    across, up = accumulate(steps[::2]), accumulate(steps[1::2])
    return [(x / TENTHS, y / TENTHS) for x, y in zip(across, up, strict=True)]


def ring_of(points: list[tuple[int, int]]) -> str:
    """A ring in writing, from its corners in tenths of a degree."""
    return " ".join(f"{x} {y}" for x, y in _steps(points))


def _steps(points: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    before = (0, 0)
    for x, y in points:
        yield x - before[0], y - before[1]
        before = (x, y)


def _check(longitude: float, latitude: float) -> None:
    if not (_WEST <= longitude <= _EAST and -_POLE <= latitude <= _POLE):
        raise FactError(f"{longitude:g} {latitude:g} is no longitude and latitude in degrees")


def _start(ring: str) -> str:
    return ring if len(ring) <= 20 else ring[:20] + "…"

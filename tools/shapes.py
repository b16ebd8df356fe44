"""Write the bundled shapes of economies from a TopoJSON file of countries, for maintainers.

    python tools/shapes.py COUNTRIES_50M.json COUNTRIES_10M.json > src/haechi/reference/tables/shapes.csv

Both files are conversions of Natural Earth's Admin 0 countries whose features bear ISO 3166-1 numeric codes. Lines
that two economies share are simplified once, so that neighbours keep fitting. The second file only gives points to
economies that the first does not show.
"""

import csv
import heapq
import json
import math
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from haechi.model.shape import TENTHS, ring_of
from haechi.model.trade import PartnerKind
from haechi.reference.facts import Facts, load

Points = list[tuple[float, float]]
SOURCE = "natural-earth-countries-4.1"
LINE = 0.012  # square degrees at the equator: a corner whose triangle with its neighbours is smaller goes
ISLAND = 0.06  # square degrees at the equator: a smaller ring goes, unless the economy has no larger one
SOUTH = -60.0  # maps end here: what lies further south keeps its point alone
SEAM = -169.0  # Bering Strait: what lies further west is drawn in the east
OWN_CODE = {"Kosovo": "XKX"}  # features without an ISO 3166 code that the economies table knows
# Parts of a feature that ISO 3166 counts as economies of their own: west, south, east, north.
APART: tuple[tuple[str, str, tuple[float, float, float, float]], ...] = (
    ("France", "GLP", (-62, 15.8, -60.9, 16.6)),
    ("France", "GUF", (-55, 2, -51, 6)),
    ("France", "MTQ", (-61.4, 14.3, -60.7, 15)),
    ("France", "MYT", (45, -13.1, 45.4, -12.6)),
    ("France", "REU", (55, -22, 56, -20)),
    ("Netherlands", "BES", (-69, 12, -62, 18)),
    ("New Zealand", "TKL", (-173, -10, -171, -8)),
    ("Norway", "BVT", (3, -55, 4, -54)),
    ("Norway", "SJM", (-10, 70, -7, 72)),
    ("Norway", "SJM", (10, 74, 34, 81)),
    ("Indian Ocean Ter.", "CCK", (96, -13, 97, -12)),
    ("Indian Ocean Ter.", "CXR", (105, -11, 106, -10)),
)


def main(paths: Sequence[str]) -> None:
    """Write the table of all files to the standard output."""
    facts = load()
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(["economy", "longitude", "latitude", "rings", "source", "locator", "as_of", "method"])
    told: set[str] = set()
    for place, path in enumerate(paths):
        scale = "1:10m" if place else "1:50m"
        found = lands(json.loads(Path(path).read_text(encoding="utf-8")), facts)
        for economy in sorted(found, key=lambda name: name or "~"):
            if economy in told or (place and not economy):
                continue
            told.add(economy)
            kept = [] if place else rings(found[economy])
            longitude, latitude = point(kept, found[economy])
            locator = f"{scale} {economy or 'features without a code'}, from a TopoJSON conversion, simplified"
            drawn = ";".join(map(ring_of, kept))
            writer.writerow([economy, longitude, latitude, drawn, SOURCE, locator, "2018", "derived"])


def lands(topology: Mapping[str, Any], facts: Facts) -> dict[str, list[Points]]:
    """Rings in degrees by economy, their lines simplified; under '' what has no code of its own."""
    codes = facts.partner_codes["un-m49"]
    arcs = [simplified(arc) for arc in _arcs(topology)]
    found: defaultdict[str, list[Points]] = defaultdict(list)
    for feature in topology["objects"]["countries"]["geometries"]:
        name, code = feature["properties"]["name"], feature.get("id")
        economy, kind = codes[str(int(code))] if code else (OWN_CODE.get(name, ""), PartnerKind.ECONOMY)
        if kind is not PartnerKind.ECONOMY:
            raise SystemExit(f"{name}: code {code} is no economy")
        for ring in _rings(feature, arcs):
            found[_apart(name, ring) or economy].append(ring)
    return dict(found)


def _arcs(topology: Mapping[str, Any]) -> Iterator[Points]:
    """Lines of a TopoJSON file in degrees."""
    scale, shift = np.array(topology["transform"]["scale"]), np.array(topology["transform"]["translate"])
    for arc in topology["arcs"]:
        yield [(float(x), float(y)) for x, y in np.cumsum(np.array(arc), axis=0) * scale + shift]


def _rings(feature: Mapping[str, Any], arcs: Sequence[Points]) -> Iterator[Points]:
    """Rings of a feature: its lines one after the other, backwards where the number of a line is negative."""
    polygons = feature["arcs"] if feature["type"] == "MultiPolygon" else [feature["arcs"]]
    for ring in (ring for polygon in polygons for ring in polygon):
        joined: Points = []
        for number in ring:
            line = arcs[number] if number >= 0 else arcs[~number][::-1]
            joined += line[1:] if joined else line
        yield _unwrapped(joined)


def _unwrapped(ring: Points) -> Points:
    """A ring without a jump at 180°, east of the seam."""
    longitudes = np.unwrap([x for x, _ in ring], period=360.0)
    shift = 360.0 * round((float(longitudes.mean()) - (SEAM + 180)) / 360)
    return [(float(x) - shift, y) for x, (_, y) in zip(longitudes, ring, strict=True)]


def _apart(name: str, ring: Points) -> str | None:
    inside = np.array(ring)
    for feature, economy, (west, south, east, north) in APART:
        longitudes = (inside[:, 0] + 180) % 360 - 180
        is_within = (west <= longitudes) & (longitudes <= east) & (south <= inside[:, 1]) & (inside[:, 1] <= north)
        if feature == name and bool(is_within.all()):
            return economy
    return None


def simplified(line: Points, least: float = LINE) -> Points:
    """A line without the corners that matter least; its ends stay, and of a closed line a triangle.

    References
    ----------
    Visvalingam and Whyatt 1993, Line generalisation by repeated elimination of points, Cartographic Journal 30(1).
    """
    before, after = list(range(-1, len(line) - 1)), list(range(1, len(line) + 1))
    areas = {place: _triangle(*line[place - 1 : place + 2]) for place in range(1, len(line) - 1)}
    queue = [(area, place) for place, area in areas.items()]
    heapq.heapify(queue)
    floor = 2 if line[0] == line[-1] else 0
    while queue and len(areas) > floor:
        area, place = heapq.heappop(queue)
        if area >= least:
            break
        if areas.get(place) != area:
            continue
        del areas[place]
        left, right = before[place], after[place]
        after[left], before[right] = right, left
        for near in (left, right):
            if near in areas:
                areas[near] = max(area, _triangle(line[before[near]], line[near], line[after[near]]))
                heapq.heappush(queue, (areas[near], near))
    return [line[0], *(line[place] for place in sorted(areas)), line[-1]]


def _triangle(one: tuple[float, float], two: tuple[float, float], three: tuple[float, float]) -> float:
    (x1, y1), (x2, y2), (x3, y3) = one, two, three
    across = math.cos(math.radians(y2))
    return abs((x2 - x1) * (y3 - y1) - (x3 - x1) * (y2 - y1)) * across / 2


def area(ring: Points) -> float:
    """Area within a ring in square degrees at the equator."""
    x, y = np.array(ring).T
    narrowed = (x - x[0]) * np.cos(np.radians(y.mean()))
    return float(abs(np.dot(narrowed, np.roll(y, 1)) - np.dot(y, np.roll(narrowed, 1))) / 2)


def rings(found: Sequence[Points]) -> list[list[tuple[int, int]]]:
    """Rings worth drawing in tenths of a degree, the largest first and always kept where it is more than a point."""
    ranked = sorted((ring for ring in found if max(y for _, y in ring) > SOUTH), key=area, reverse=True)
    drawn = [_tenths(ring) for place, ring in enumerate(ranked) if place == 0 or area(ring) >= ISLAND]
    return [ring for ring in drawn if ring and area([(x, y) for x, y in ring])]


def _tenths(ring: Points) -> list[tuple[int, int]]:
    """Corners in whole tenths of a degree, each once; the last is joined to the first by whoever draws."""
    rounded = [(round(x * TENTHS), round(y * TENTHS)) for x, y in ring]
    kept = [corner for place, corner in enumerate(rounded) if corner != rounded[place - 1]]
    return kept if len(set(kept)) > 2 else []


def point(drawn: Sequence[list[tuple[int, int]]], found: Sequence[Points]) -> tuple[float, float]:
    """A point on the land: the middle of its widest part, at the height of the largest ring's centre."""
    outlines = [[(x / TENTHS, y / TENTHS) for x, y in ring] for ring in drawn]
    if not outlines:
        longitude, latitude = np.mean(max(found, key=area), axis=0)
        return round(float(longitude), 2), round(float(latitude), 2)
    height = _centre(outlines[0])
    crossings = sorted(x for ring in outlines for x in _crossings(ring, height))
    spans = sorted(zip(crossings[::2], crossings[1::2], strict=True), key=lambda span: span[0] - span[1])
    west, east = spans[0]
    return round((west + east) / 2, 2), round(height, 2)


def _centre(ring: Points) -> float:
    """Latitude of the centre of gravity; a hair off, so that no corner lies on it."""
    x, y = np.array(ring).T
    cross = x * np.roll(y, -1) - np.roll(x, -1) * y
    return float(((y + np.roll(y, -1)) * cross).sum() / (3 * cross.sum())) + 1e-5


def _crossings(ring: Points, height: float) -> Iterator[float]:
    for (x, y), (next_x, next_y) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (y > height) != (next_y > height):
            yield x + (height - y) / (next_y - y) * (next_x - x)


if __name__ == "__main__":
    main(sys.argv[1:])

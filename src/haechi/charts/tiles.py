"""The world as a grid of tiles, one for each economy, about where it lies: no borders, and small ones as large as big.

On each tile a dot as large as the number, with the number written. Economies that have no place in the grid stand in
rows of their own below it.
"""

import math
from collections.abc import Mapping, Sequence

from haechi.charts import shade, svg
from haechi.charts.places import Place, Words, described

_TILE = 44.0
_GAP = 3.0
_TOP = 62.0
_FOOT = 10.0
_WIDEST = 17.0  # radius of a dot that stands for all
_LEAST = 1.5
_EMPTY = "#f2f5f8"
_GRID = (
    "... ... GRL ... ... ... ... ISL ... NOR SWE FIN EST RUS ... ... ... ... ...",
    "... CAN ... ... ... ... IRL GBR DNK ... ... LVA LTU BLR KAZ ... MNG PRK ...",
    "... USA ... ... ... ... ... NLD DEU POL CZE SVK UKR UZB KGZ ... CHN KOR JPN",
    "... MEX ... ... ... ... BEL LUX CHE AUT HUN ROU MDA GEO AZE TKM TJK MAC TWN",
    "... GTM CUB DOM ... PRT ESP FRA ITA SVN HRV SRB BGR TUR ARM AFG NPL HKG ...",
    "... CRI JAM TTO ... ... MAR DZA MLT ALB BIH GRC CYP SYR IRQ IRN IND MMR VNM",
    "... PAN COL VEN ... ... SEN TUN LBY EGY ISR LBN JOR SAU KWT PAK BGD THA LAO",
    "... ECU PER BRA ... ... GHA CIV NGA SDN ETH ... OMN QAT BHR ARE LKA MYS KHM",
    "... CHL BOL PRY ... ... GAB CMR COD UGA KEN ... ... ... ... ... SGP BRN PHL",
    "... ... ARG URY ... ... AGO NAM ZMB RWA TZA MDG MUS ... ... ... IDN PNG ...",
    "... ... ... ... ... ... ... BWA ZWE MOZ ... ... ... ... ... ... AUS ... NCL",
    "... ... ... ... ... ... ... ZAF ... ... ... ... ... ... ... ... ... ... NZL",
)
_PLACES: Mapping[str, tuple[int, int]] = {
    code: (column, row) for row, line in enumerate(_GRID) for column, code in enumerate(line.split()) if code != "..."
}
_ACROSS = max(column for column, _ in _PLACES.values()) + 1


def tiles(rows: Sequence[Place], words: Words) -> str:
    """Draw the grid with the economies that have a number; the description says each, the largest first."""
    placed = {row.economy: row for row in rows}
    parts = [
        svg.text(words.title, 0, 16, size=14, font_weight="bold"),
        svg.text(words.subtitle, 0, 33, size=10, fill=svg.MUTED),
    ]
    for economy, (column, row) in _PLACES.items():
        parts += _tile(placed.get(economy), economy, column, row)
    deepest = max(row for _, row in _PLACES.values()) + 1
    elsewhere = [row for row in rows if row.economy not in _PLACES]
    for place, tile in enumerate(elsewhere):
        parts += _tile(tile, tile.economy, place % _ACROSS, deepest + place // _ACROSS)
    deep = deepest + math.ceil(len(elsewhere) / _ACROSS)
    return svg.document(
        parts,
        width=_ACROSS * (_TILE + _GAP),
        height=_TOP + deep * (_TILE + _GAP) + _FOOT,
        title=words.title,
        description=described(rows),
    )


def _tile(tile: Place | None, economy: str, column: int, row: int) -> list[str]:
    x, y = column * (_TILE + _GAP) + 1, _TOP + row * (_TILE + _GAP)
    is_marked = tile is not None and tile.is_marked
    stroke, width = (svg.INK, 2.0) if is_marked else (svg.RULE, 1.0)
    fill = _EMPTY if tile is None else svg.PAPER
    parts = [svg.element("rect", x=x, y=y, width=_TILE, height=_TILE, fill=fill, stroke=stroke, stroke_width=width)]
    if tile is None:
        return [*parts, svg.text(economy, x + 3, y + 10, size=8, fill=svg.MUTED)]
    known = shade.least(tile.number)
    if known:
        radius = max(_LEAST, _WIDEST * math.sqrt(min(known, 1.0)))
        parts.append(svg.element("circle", cx=x + _TILE / 2, cy=y + _TILE / 2 + 1, r=radius, fill=svg.ACCENT_PALE))
    parts.append(svg.text(economy, x + 3, y + 10, size=9, font_weight="bold"))
    if not is_marked or known:
        said = shade.written(tile.number)
        parts.append(svg.text(said, x + _TILE - 3, y + _TILE - 4, size=9.5, text_anchor="end"))
    return parts

"""A picture of numbers of economies: as shapes, the bundled ones or those of the workspace, or as tiles."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from haechi.app.desk import Desk
from haechi.charts import map as shapes_chart
from haechi.charts import tiles as tiles_chart
from haechi.charts.places import Place, Words
from haechi.errors import FactError, InputError
from haechi.model.shape import Shape
from haechi.reference.facts import Facts
from haechi.reference.tables import read

TABLE = "shapes"


class Look(StrEnum):
    """How the world is drawn."""

    SHAPES = "shapes"
    TILES = "tiles"


@dataclass(frozen=True, slots=True, kw_only=True)
class WorldMap:
    """The picture, how it is drawn, and whose shapes it shows; none for tiles."""

    picture: str
    look: Look
    origins: tuple[str, ...] = ()


def world_map(desk: Desk, rows: Sequence[Place], words: Words, look: Look) -> WorldMap:
    """Draw the economies with their numbers.

    Raises
    ------
    InputError
        If the workspace has shapes of its own that cannot be read.
    """
    if look is Look.TILES:
        return WorldMap(picture=tiles_chart.tiles(rows, words), look=look)
    shapes = shapes_of(desk)
    named = dict.fromkeys(shape.citation.source for shape in shapes)
    known = desk.facts.source_by_id
    return WorldMap(
        picture=shapes_chart.world(rows, shapes, words),
        look=look,
        origins=tuple(known[name].publisher if name in known else name for name in named),
    )


def shapes_of(desk: Desk) -> tuple[Shape, ...]:
    """The shapes in `shapes.csv` of the workspace where there is one, else the bundled ones."""
    path = desk.workspace.folder / f"{TABLE}.csv" if desk.workspace else None
    return _own(path, desk.facts) if path and path.exists() else desk.facts.shapes


def _own(path: Path, facts: Facts) -> tuple[Shape, ...]:
    try:
        found = read(TABLE, Shape, folder=path.parent)
        foreign = [row.economy for row in found if row.economy and row.economy not in facts.economy_by_id]
        if foreign or not found:
            raise FactError(f"{foreign[0]!r} is no economy by ISO 3166 alpha-3" if foreign else "it has no row")
        return found
    except (FactError, UnicodeDecodeError, csv.Error, OSError) as error:
        raise InputError(
            f"{path} does not hold shapes: {error}; mend it, take it away for the bundled shapes, or ask for tiles"
        ) from error

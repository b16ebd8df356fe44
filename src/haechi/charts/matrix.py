"""A matrix of shaded numbers: items down, economies across, two definitions side by side in each cell."""

from collections.abc import Sequence
from dataclasses import dataclass

from haechi.charts import shade, svg
from haechi.model.estimate import Estimate

_LABEL = 250.0
_CELL = 62.0
_ROW = 22.0
_GAP = 8.0
_TOP = 110.0
_FOOT = 8.0
_LEVEL = 18.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A number with what is written before it, such as who holds the share."""

    number: Estimate
    mark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A row: `cells` hold for each column its numbers by definition; None where nothing is held."""

    label: str
    href: str
    cells: tuple[tuple[Cell, ...] | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Texts of the picture in its language."""

    title: str
    subtitle: str
    shading: str
    unknown: str


def matrix(rows: Sequence[Line], columns: Sequence[str], definitions: Sequence[str], words: Words) -> str:
    """Draw the rows; the description says every number that is held."""
    group = _CELL * len(definitions)
    width = max(_LABEL + len(columns) * (group + _GAP), 760.0)
    parts = [
        svg.text(words.title, 0, 16, size=14, font_weight="bold"),
        svg.text(words.subtitle, 0, 33, size=10, fill=svg.MUTED),
        *shade.legend(words.shading, words.unknown, 0, 54),
    ]
    for place, column in enumerate(columns):
        x = _LABEL + place * (group + _GAP)
        parts += _head(column, x + group / 2, group)
        for number, definition in enumerate(definitions):
            said = svg.fitted(definition, _CELL - 4, 9)
            middle = x + (number + 0.5) * _CELL
            parts.append(svg.text(said, middle, _TOP - 10, size=9, fill=svg.MUTED, text_anchor="middle"))
    for number, row in enumerate(rows):
        parts += _line(row, _TOP + number * _ROW, group)
    height = _TOP + len(rows) * _ROW + _FOOT
    said = described(rows, columns, definitions)
    return svg.document(parts, width=width, height=height, title=words.title, description=said, role="group")


def described(rows: Sequence[Line], columns: Sequence[str], definitions: Sequence[str]) -> str:
    """The picture in words: each row with the numbers of each column."""
    return ". ".join(f"{row.label}: {'; '.join(_said(row, columns, definitions))}" for row in rows)


def _said(row: Line, columns: Sequence[str], definitions: Sequence[str]) -> list[str]:
    return [
        f"{column} "
        + ", ".join(f"{definition} {_written(cell)}" for definition, cell in zip(definitions, cells, strict=True))
        for column, cells in zip(columns, row.cells, strict=True)
        if cells is not None
    ]


def _written(cell: Cell) -> str:
    return f"{cell.mark} {shade.written(cell.number)}".strip()


def _head(column: str, middle: float, width: float) -> list[str]:
    """The name of a column; a span of time that is wider than it stands in two lines, its end below its start."""
    lines = [column] if svg.width_of(column, 11) <= width else column.split("/")
    size = 11 if len(lines) == 1 else 9
    return [
        svg.text(
            svg.fitted(line, width, size),
            middle,
            _TOP - 26 - 11 * (len(lines) - 1 - place),
            size=size,
            text_anchor="middle",
            font_weight="bold",
        )
        for place, line in enumerate(lines)
    ]


def _line(row: Line, y: float, group: float) -> list[str]:
    label = svg.text(svg.fitted(row.label, _LABEL - 14, 11), 0, y + 15, size=11, fill=svg.ACCENT)
    parts = [svg.element("a", [svg.titled(row.label), label], href=row.href, aria_label=row.label)]
    for place, cells in enumerate(row.cells):
        x = _LABEL + place * (group + _GAP)
        if cells is None:
            parts.append(svg.text("–", x + group / 2, y + 15, size=10, fill=svg.MUTED, text_anchor="middle"))
            continue
        for number, cell in enumerate(cells):
            parts += _cell(cell, x + number * _CELL, y)
    return parts


def _cell(cell: Cell, x: float, y: float) -> list[str]:
    look = shade.shade(cell.number)
    return [
        svg.element(
            "rect",
            x=x,
            y=y,
            width=_CELL - 2,
            height=_LEVEL,
            fill=look.fill,
            stroke=svg.MUTED if look.dash else None,
            stroke_dasharray=look.dash,
        ),
        svg.text(_written(cell), x + _CELL / 2 - 1, y + 13, size=9.5, fill=look.ink, text_anchor="middle"),
    ]

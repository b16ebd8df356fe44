"""A matrix of dependence side by side: the rows of its report by item and economy, as a table and as a drawing."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from haechi.app.matrix import Side
from haechi.app.report import Report, Row
from haechi.charts import matrix as chart
from haechi.charts.shade import least
from haechi.model.estimate import Estimate


@dataclass(frozen=True, slots=True, kw_only=True)
class Across:
    """A row of a matrix as it is drawn: by economy, its rows by definition; `code` tells two of an item apart."""

    item: str
    name: str
    code: str | None
    cells: Mapping[str, Mapping[str, Row]]


def across(report: Report, names: Mapping[str, str], *, most: int | None = None) -> tuple[Across, ...]:
    """Rows of a report side by side; with `most`, those with the greatest numbers, in the order of the chain.

    `names` are those of the items by their ids.
    """
    found: dict[tuple[str, str | None], dict[str, dict[str, Row]]] = {}
    for row in report.rows:
        key = (str(row["item"]), None if row["code"] is None else str(row["code"]))
        found.setdefault(key, {}).setdefault(str(row["economy"]), {})[str(row["definition"])] = row
    lines = [Across(item=item, name=names[item], code=code, cells=cells) for (item, code), cells in found.items()]
    if most is None or len(lines) <= most:
        return tuple(lines)
    pressing = sorted(lines, key=_greatest, reverse=True)[:most]
    return tuple(line for line in lines if line in pressing)


def _greatest(line: Across) -> tuple[int, float]:
    """Of how many economies something is held, then the mean of what is known of the first definition."""
    known = [least(estimate(row)) or 0.0 for cells in line.cells.values() for row in list(cells.values())[:1]]
    return (len(line.cells), max(known, default=0.0))


def estimate(row: Row) -> Estimate:
    """The number of a row with its interval."""
    low, high = row["interval"] or (None, None)  # type: ignore[misc]
    return Estimate(value=row["value"], low=low, high=high, reason=str(row["interval_reason"]))  # type: ignore[arg-type, has-type]


def picture(
    report: Report, lines: Sequence[Across], words: chart.Words, *, heads: Sequence[str], href: Callable[[str], str]
) -> str:
    """The rows as a drawing; `heads` name the definitions in the language of the words, `href` leads to an item."""
    asked = report.parameters
    economies: Sequence[str] = asked["economies"]  # type: ignore[assignment]
    definitions: Sequence[str] = asked["definitions"]  # type: ignore[assignment]
    is_buyers = asked["side"] is Side.BUYERS
    rows = [
        chart.Line(
            label=line.name if line.code is None else f"{line.name} ({line.code})",
            href=href(line.item),
            cells=tuple(_cells(line.cells.get(economy), definitions, is_marked=is_buyers) for economy in economies),
        )
        for line in lines
    ]
    return chart.matrix(rows, economies, heads, words)


def _cells(
    held: Mapping[str, Row] | None, definitions: Sequence[str], *, is_marked: bool
) -> tuple[chart.Cell, ...] | None:
    """Numbers of an economy by definition; who supplies stands before the first, where economies buy."""
    if held is None:
        return None
    nothing = Estimate(value=None, reason="not held")
    return tuple(
        chart.Cell(
            number=estimate(held[name]) if name in held else nothing,
            mark=str(held[name]["supplier"] or "") if is_marked and place == 0 and name in held else "",
        )
        for place, name in enumerate(definitions)
    )

"""The parts of a sum of flows over the years, as a picture."""

from haechi.app.desk import Desk
from haechi.app.naming import Naming
from haechi.charts import matrix as chart
from haechi.model.estimate import Estimate
from haechi.model.signal import Node
from haechi.watch.parts import Parts

Sides = tuple[str | None, str | None]  # exporter and importer of a sum, None: all


def label(node: Node, sides: Sides, desk: Desk, language: str) -> str:
    """What tells a part from the others of its sum: the code, the exporter or the importer that the sum leaves open."""
    naming = Naming(facts=desk.facts, language=language)
    exporter, importer = (naming.economy(name) if name else "" for name in (node.exporter, node.importer))
    told = (exporter if sides[0] is None else "", importer if sides[1] is None else "")
    return " → ".join(part for part in told if part) or str(node.code)


def picture(desk: Desk, parts: Parts, sides: Sides, words: chart.Words, *, language: str, href: str) -> str:
    """Shares of the parts by year as a matrix."""
    rows = [
        chart.Line(
            label=label(part.node, sides, desk, language),
            href=href,
            cells=tuple(
                (chart.Cell(number=Estimate(value=share, reason="not known" if share is None else "seen")),)
                for share in part.shares
            ),
        )
        for part in parts.parts
    ]
    return chart.matrix(rows, [str(year) for year in parts.years], [words.shading], words)

"""Draw whose electronics lose most where those of Japan stop: WIOD, release 2013, year 2009, by Ghosh's model.

    .venv/bin/python benchmarks/japan_electronics.py ../shared/data/io docs/pictures/japan-electronics.svg

The folder holds wiod13_2009.npz (Z, F, x in million USD), countries.txt and industries.txt.
"""

import sys
from pathlib import Path

import numpy as np

from haechi.charts.bars import Bar, bars
from haechi.model.estimate import Estimate
from haechi.stress.static import Table, stop
from haechi.stress.tables import from_arrays

ELECTRONICS = "c14"  # electrical and optical equipment, with semiconductors
SHOWN = 12


def read(folder: Path) -> Table:
    """The table as it was released."""
    with np.load(folder / "wiod13_2009.npz") as held:
        return from_arrays(
            (folder / "countries.txt").read_text(encoding="utf-8").split(),
            (folder / "industries.txt").read_text(encoding="utf-8").split(),
            transactions=held["Z"].astype(np.float64),
            final_demand=held["F"].astype(np.float64),
            output=held["x"],
        )


def picture(table: Table) -> str:
    """Bars of the electronics of other regions, the most hit first."""
    lost = np.nan_to_num(stop(table, table.place("JPN", ELECTRONICS)).downstream)
    places = [place for place, industry in enumerate(table.industries) if industry == ELECTRONICS]
    others = [place for place in places if table.regions[place] != "JPN"]
    rows = [
        Bar(
            label=table.regions[place],
            share=Estimate(value=float(lost[place])),
            note=f"{lost[place]:.1%}, {lost[place] * table.output[place]:,.0f} million USD of output",
            is_marked=table.regions[place] in ("CHN", "KOR", "TWN"),
        )
        for place in sorted(others, key=lambda place: -lost[place])[:SHOWN]
    ]
    return bars(
        rows,
        title="Electronics that lose output where those of Japan stop, 2009",
        axis="share of output lost (Ghosh; a floor)",
        greatest=0.06,
    )


if __name__ == "__main__":
    Path(sys.argv[2]).write_text(picture(read(Path(sys.argv[1]))) + "\n", encoding="utf-8")

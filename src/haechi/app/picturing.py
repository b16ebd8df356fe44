"""Pictures of a stress: first stops by stage, and the ways over which the loss comes; two files for each economy."""

from collections.abc import Iterator, Mapping, Sequence

from haechi.app.report import Report, Row
from haechi.charts.stops import Stop, stops
from haechi.charts.ways import Course, ways
from haechi.stress.unknowns import Assumption

_MOST_WAYS = 12


def drawings(report: Report, names: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """File names and pictures of a report of `haechi stress`; `names` are those of items."""
    asked = report.parameters
    for economy in dict.fromkeys(str(row["economy"]) for row in report.rows):
        rows = [row for row in report.rows if row["economy"] == economy]
        about = f"{asked['title']}, {economy}"
        stem = f"{asked['scenario']}-{economy}"
        yield (
            f"{stem}-stops.svg",
            stops(
                [_stop(row) for row in rows],
                names=[assumption.value for assumption in Assumption],
                horizon=float(str(asked["horizon_days"])),
                title=about,
                axis=f"days from {asked['start']} to the first stop of a line",
            ),
        )
        yield (
            f"{stem}-ways.svg",
            ways(_courses(rows, names), title=about, axis="ways of the loss, as thick as what they carry"),
        )


def _stop(row: Row) -> Stop:
    pairs: list[list[float | None]] = [row[f"{assumption}_stop_days"] for assumption in Assumption]  # type: ignore[misc]
    sampled: Mapping[str, float | None] = row["sampled_stop_days"]  # type: ignore[assignment]
    return Stop(
        label=str(row["name"]),
        spans=tuple((pair[0], pair[1]) for pair in pairs),
        bound=float(str(row["bound_days"])),
        median=sampled["median"],
    )


def _courses(rows: Sequence[Row], names: Mapping[str, str]) -> list[Course]:
    """The ways of all stages, those that carry most first; of equal ones the longest."""
    found = [
        Course(names=tuple(names[item] for item in way["via"]), part=way["part"])
        for row in rows
        for way in row["ways"]  # type: ignore[attr-defined]
    ]
    return sorted(found, key=lambda course: (-course.part, -len(course.names), course.names))[:_MOST_WAYS]

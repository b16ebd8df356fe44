"""Pictures of a stress: first stops by stage, or firms that lose most, and the ways over which the loss comes."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from haechi.app.naming import Naming
from haechi.app.report import Report, Row
from haechi.brief import line_stops
from haechi.brief.messages import Messages
from haechi.charts.bars import Bar, bars
from haechi.charts.stops import Stop, stops
from haechi.charts.ways import Course, ways
from haechi.model.estimate import Estimate
from haechi.stress.unknowns import Assumption

_MOST_WAYS = 12
_MOST_FIRMS = 20


def drawings(report: Report, naming: Naming) -> Iterator[tuple[str, str]]:
    """File names and pictures of a report of `haechi stress`, two for each economy."""
    asked, say = report.parameters, Messages(naming.language)
    for economy in dict.fromkeys(str(row["economy"]) for row in report.rows):
        rows = [row for row in report.rows if row["economy"] == economy]
        about = f"{say.known(str(asked['title']))}, {naming.economy(economy)}"
        stem = f"{asked['scenario']}-{economy}"
        yield (
            f"{stem}-stops.svg",
            stops(
                [_stop(row, naming) for row in rows],
                names=line_stops.assumptions(say),
                horizon=float(str(asked["horizon_days"])),
                title=about,
                axis=say("days from {start} to the first stop of a line", start=asked["start"]),
                words=line_stops.words(say),
            ),
        )
        yield (
            f"{stem}-ways.svg",
            ways(_courses(rows, naming), title=about, axis=say("ways of the loss, as thick as what they carry")),
        )


def firm_drawings(report: Report) -> Iterator[tuple[str, str]]:
    """File names and pictures of a report on a network of firms: who loses most, and over which ways on either side."""
    asked, rows = report.parameters, [row for row in report.rows if row["section"] == "firm"]
    about, stem = str(asked["title"]), asked["scenario"]
    axis = "part of its production that each firm loses, by depth of the shock"
    yield f"{stem}-firms.svg", bars([_bar(row) for row in rows[:_MOST_FIRMS]], title=about, axis=axis)
    for side, wanting in (("down", "inputs"), ("up", "orders")):
        courses = [
            Course(names=tuple(way["via"]), part=way["part"])
            for row in rows
            for way in row["ways"][:1]  # type: ignore[index]
            if way["side"] == side
        ]
        axis = f"best ways of the loss for want of {wanting}, as thick as what they carry"
        yield f"{stem}-{wanting}.svg", ways(courses[:_MOST_WAYS], title=about, axis=axis)


def hang(pictures: Iterable[tuple[str, str]], folder: Path) -> str:
    """Write pictures into a folder, and say where they stand."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, picture in pictures:
        (folder / name).write_text(picture, encoding="utf-8")
    return f"Pictures stand in {folder}."


def _bar(row: Row) -> Bar:
    lost: float = row["lost"]  # type: ignore[assignment]
    low, high = row["lost_interval"]  # type: ignore[misc]
    part = "without weight" if row["part"] is None else f"{row['part']:.1%} of the whole loss"
    return Bar(
        label=f"{row['firm']} ({row['sector']})",
        share=Estimate(value=lost, low=low, high=high, reason="depth of the shock"),  # type: ignore[has-type]
        note=part,
        is_marked=bool(row["struck"]),
    )


def _stop(row: Row, naming: Naming) -> Stop:
    pairs: list[list[float | None]] = [row[f"{assumption}_stop_days"] for assumption in Assumption]  # type: ignore[misc]
    sampled: Mapping[str, float | None] = row["sampled_stop_days"]  # type: ignore[assignment]
    return Stop(
        label=naming.item(str(row["item"])),
        spans=tuple((pair[0], pair[1]) for pair in pairs),
        bound=float(str(row["bound_days"])),
        median=sampled["median"],
    )


def _courses(rows: Sequence[Row], naming: Naming) -> list[Course]:
    """The ways of all stages, those that carry most first; of equal ones the longest."""
    found = [
        Course(names=tuple(naming.item(item) for item in way["via"]), part=way["part"])
        for row in rows
        for way in row["ways"]  # type: ignore[attr-defined]
    ]
    return sorted(found, key=lambda course: (-course.part, -len(course.names), course.names))[:_MOST_WAYS]

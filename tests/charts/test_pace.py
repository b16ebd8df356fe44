"""Cohorts against a target, as a picture."""

import datetime as dt
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from haechi.charts import svg
from haechi.charts.pace import Course, Lead, Step, Words, pace

NS = "{http://www.w3.org/2000/svg}"
WORDS = Words(
    title="Academy <1>",
    unit="people",
    recorded="recorded",
    planned="planned",
    target="target 500",
    day="as of today",
    notes=("one is unknown",),
    description="60, then 110 to 120.",
)
COURSE = Course(
    start=dt.date(2024, 1, 1),
    end=dt.date(2028, 12, 31),
    day=dt.date(2026, 11, 22),
    baseline=0,
    target=500,
    steps=(
        Step(date=dt.date(2024, 2, 19), low=60, high=60),
        Step(date=dt.date(2025, 6, 16), low=110, high=120),
    ),
    leads=(Lead(label="mean", low=220, high=300), Lead(label="last", low=210, high=300)),
    planned=tuple(dt.date(year, 2, 19) for year in range(2024, 2029)),
)


def drawn(course: Course = COURSE) -> ET.Element:
    return ET.fromstring(pace(course, WORDS))  # noqa: S314 - our own markup


def lines(picture: ET.Element, stroke: str, width: str) -> list[list[tuple[float, float]]]:
    """Points of the lines of a colour and width, without those of the legend."""
    found = [node for node in picture.findall(f"{NS}polyline") if node.get("stroke") == stroke]
    return [
        [(float(x), float(y)) for x, y in (pair.split(",") for pair in node.attrib["points"].split())]
        for node in found
        if node.get("stroke-width") == width
    ]


def marks(picture: ET.Element) -> list[str]:
    """Fills of the marks of planned cohorts."""
    return [node.attrib["fill"] for node in picture.findall(f"{NS}polygon") if node.get("stroke") == svg.MUTED]


def test_cohorts_rise_from_the_base_to_what_was_reached() -> None:
    low, high = lines(drawn(), svg.INK, "2")
    ((_, aim), _) = lines(drawn(), svg.INK, "1.4")[0]
    base = low[0][1]
    assert [(base - y) / (base - aim) * 500 for _, y in low[2::2]] == pytest.approx([60, 110], abs=0.5)
    assert [(base - y) / (base - aim) * 500 for _, y in high[2::2]] == pytest.approx([60, 120], abs=0.5)


def test_the_line_ends_with_the_last_record_and_projections_begin_there() -> None:
    picture = drawn()
    (low, high), (upper, lower) = lines(picture, svg.INK, "2"), lines(picture, svg.ACCENT, "1.2")
    assert upper[0] == high[-1]
    assert lower[-1] == low[-1]
    assert upper[-1][0] == lower[0][0] == lines(picture, svg.INK, "1.4")[0][-1][0]


def test_intervals_are_written_beside_the_end() -> None:
    said = [node.text for node in drawn().iter(f"{NS}text")]
    assert {"mean: 220–300", "last: 210–300", "60", "110–120", "one is unknown"} <= set(said)


def test_a_planned_cohort_is_filled_once_its_day_has_passed() -> None:
    assert marks(drawn()) == [svg.MUTED] * 3 + [svg.PAPER] * 2


def test_without_a_record_nothing_is_drawn_as_reached() -> None:
    picture = drawn(replace(COURSE, steps=(), leads=(), planned=()))
    assert [len(line) for line in lines(picture, svg.INK, "2")] == [1, 1]
    assert picture.findall(f"{NS}circle") == []


def test_more_than_the_target_makes_the_axis_longer() -> None:
    picture = drawn(replace(COURSE, leads=(Lead(label="mean", low=600, high=900),)))
    top = min(y for line in lines(picture, svg.ACCENT, "1.2") for _, y in line)
    assert top >= min(y for line in lines(picture, svg.RULE, "1") for _, y in line)


@pytest.mark.parametrize("day", [dt.date(2020, 1, 1), dt.date(2035, 1, 1)])
def test_a_day_outside_of_the_time_stands_at_its_edge(day: dt.date) -> None:
    (today,) = [line for line in lines(drawn(replace(COURSE, day=day)), svg.MUTED, "1") if line[0][0] == line[1][0]]
    aim = lines(drawn(), svg.INK, "1.4")[0]
    assert today[0][0] in (aim[0][0], aim[-1][0])


def test_words_are_escaped_and_all_of_it_is_said() -> None:
    assert drawn().findtext(f"{NS}title") == "Academy <1>"
    assert drawn().findtext(f"{NS}desc") == "60, then 110 to 120."


def test_a_legend_too_long_for_one_row_goes_on_in_the_next() -> None:
    leads = tuple(
        replace(lead, label="linear: " + "every year as many as in the mean so far, " * 2) for lead in COURSE.leads
    )
    rows = [
        [(text.text or "", float(text.attrib["x"])) for text in group.findall(f"{NS}text")]
        for group in drawn(replace(COURSE, leads=leads)).findall(f"{NS}g")
        if group.find(f"{NS}text") is not None
    ]
    assert [len(row) for row in rows] == [2, 2]
    width = float(drawn().attrib["width"])
    assert all(x + svg.width_of(label, 10) <= width for row in rows for label, x in row)

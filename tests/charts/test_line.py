from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haechi.charts import scale, svg
from haechi.charts.line import Mark, Track, Words, lines

NS = "{http://www.w3.org/2000/svg}"
MONTHS = ("2023-09", "2023-10", "2023-11", "2023-12")
TRACK = Track(
    label="Value, million USD",
    seen=(16.6, 16.3, 49.5, 3.0),
    published=(None, None, None, None),
    expected=(20.6, 18.1, 20.4, 23.3),
    low=(13.7, 12.0, 13.8, 15.6),
    high=(30.8, 27.1, 30.0, 34.5),
)
WORDS = Words(
    title="Natural graphite",
    subtitle="customs data",
    seen="seen",
    expected="expected",
    band="usual range",
    published="as published",
    description="It fell from 49.5 to 3.0.",
)
MAYBE = st.none() | st.floats(0, 1e9)


def drawn(*tracks: Track, marks: tuple[Mark, ...] = ()) -> ET.Element:
    return ET.fromstring(lines(tracks or (TRACK,), MONTHS, marks, WORDS))  # noqa: S314 - our own markup


def courses(picture: ET.Element, stroke: str, width: str) -> list[list[tuple[float, float]]]:
    """Points of the lines of a colour and width, without those of the legend."""
    found = [node for node in picture.findall(f"{NS}polyline") if node.get("stroke") == stroke]
    return [
        [(float(x), float(y)) for x, y in (pair.split(",") for pair in node.attrib["points"].split())]
        for node in found
        if node.get("stroke-width") == width
    ]


def test_a_higher_number_stands_higher_and_zero_on_the_base() -> None:
    (course,) = courses(drawn(replace(TRACK, seen=(0.0, 16.3, 49.5, 3.0))), svg.INK, "2")
    heights = [y for _, y in course]
    base = max(y for line in courses(drawn(), svg.MUTED, "1") for _, y in line)
    assert heights[0] == base
    assert heights[2] < heights[1] < heights[3] < heights[0]


def test_a_month_that_is_not_known_breaks_the_line_and_is_never_zero() -> None:
    found = courses(drawn(replace(TRACK, seen=(16.6, None, 49.5, 3.0))), svg.INK, "2")
    assert [len(course) for course in found] == [1, 2]


def test_nothing_expected_draws_no_band() -> None:
    nothing = (None,) * 4
    bare = drawn(replace(TRACK, expected=nothing, low=nothing, high=nothing))
    assert bare.find(f"{NS}polygon") is None
    assert courses(bare, svg.ACCENT, "1.5") == []
    assert drawn().find(f"{NS}polygon") is not None


def test_the_last_month_is_told_in_numbers_beside_what_was_expected() -> None:
    words = [node.text for node in drawn().iter(f"{NS}text")]
    assert "3" in words
    assert "23.3" in words


def test_every_track_has_its_label_and_the_years_stand_once() -> None:
    other = replace(TRACK, label="Weight, t")
    words = [node.text for node in drawn(TRACK, other).iter(f"{NS}text")]
    assert [words.count(word) for word in (TRACK.label, other.label, "2023")] == [1, 1, 1]


def test_marks_are_lettered_in_the_picture_and_told_below_it() -> None:
    picture = drawn(marks=(Mark(at=1.6, text="announced"), Mark(at=3.0, text="in force")))
    assert {"A", "B", "A  announced", "B  in force"} <= {node.text for node in picture.iter(f"{NS}text")}


def test_marks_of_neighbouring_days_do_not_lie_on_each_other() -> None:
    picture = drawn(marks=(Mark(at=1.60, text="one"), Mark(at=1.61, text="two")))
    first, second = (float(node.attrib["x"]) for node in picture.iter(f"{NS}text") if node.text in ("A", "B"))
    assert second - first >= 10


def test_months_judged_together_show_what_was_published_as_hollow_dots() -> None:
    dotted = drawn(replace(TRACK, published=(10.0, 20.0, None, None)))
    hollow = [node for node in dotted.findall(f"{NS}circle") if node.get("fill") == svg.PAPER]
    assert len(hollow) == 2
    assert "as published" in [node.text for node in dotted.iter(f"{NS}text")]
    assert "as published" not in [node.text for node in drawn().iter(f"{NS}text")]


def test_a_band_that_would_dwarf_the_line_is_cut_off_at_the_top() -> None:
    wide = drawn(replace(TRACK, high=(30.8, 27.1, 30.0, 5000.0)))
    (course,) = courses(wide, svg.INK, "2")
    assert max(y for _, y in course) - min(y for _, y in course) > 80


def test_the_picture_says_in_words_what_it_shows() -> None:
    picture = drawn()
    assert picture.findtext(f"{NS}title") == "Natural graphite"
    assert picture.findtext(f"{NS}desc") == "It fell from 49.5 to 3.0."


@given(st.lists(st.tuples(MAYBE, MAYBE, MAYBE, MAYBE), min_size=5, max_size=5))
def test_any_numbers_stay_inside_the_picture(rows: list[tuple[float | None, ...]]) -> None:
    seen, published, expected, low, high = rows
    picture = drawn(Track(label="x", seen=seen, published=published, expected=expected, low=low, high=high))
    height = float(picture.attrib["height"])
    places = [node.attrib["points"] for node in picture.iter() if "points" in node.attrib]
    assert all(0 <= float(pair.split(",")[1]) <= height for points in places for pair in points.split())


@pytest.mark.parametrize(("greatest", "ticks", "step"), [(49.5, 4, 20), (100, 4, 25), (1, 2, 0.5), (7.6e6, 4, 2e6)])
def test_steps_are_round(greatest: float, ticks: int, step: float) -> None:
    assert scale.step(greatest, ticks) == step


@given(st.floats(1e-6, 1e12), st.integers(1, 6))
def test_steps_reach_the_greatest_number(greatest: float, ticks: int) -> None:
    assert greatest * (1 - 1e-6) <= scale.step(greatest, ticks) * ticks <= 20 * greatest

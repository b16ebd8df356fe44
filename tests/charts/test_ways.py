from xml.etree import ElementTree as ET

from haechi.charts import svg
from haechi.charts.ways import Course, ways

NS = "{http://www.w3.org/2000/svg}"
LONG = Course(names=("gas", "etch", "fab"), part=1.0)
SHORT = Course(names=("gas", "fab"), part=0.25)


def drawn(*courses: Course) -> ET.Element:
    return ET.fromstring(ways(courses, title="Ways", axis="part"))  # noqa: S314


def boxes(picture: ET.Element) -> list[ET.Element]:
    return [node for node in picture.iter(f"{NS}rect") if node.get("rx")]


def test_each_name_has_one_box_in_the_column_of_its_longest_way() -> None:
    places = [float(node.attrib["x"]) for node in boxes(drawn(SHORT, LONG))]
    assert len(places) == 3
    assert len(set(places)) == 3


def test_shocks_stand_out() -> None:
    assert [node.get("stroke") for node in boxes(drawn(LONG))] == [svg.ALARM, svg.ACCENT, svg.ACCENT]


def test_lines_are_as_thick_as_the_part_that_they_carry() -> None:
    thick = sorted(float(node.attrib["stroke-width"]) for node in drawn(LONG, SHORT).iter(f"{NS}path"))
    assert thick == [2, 8, 8]


def test_a_step_over_a_column_dips_below_the_boxes() -> None:
    lowest = max(float(node.attrib["y"]) + float(node.attrib["height"]) for node in boxes(drawn(LONG, SHORT)))
    over = next(node.attrib["d"] for node in drawn(LONG, SHORT).iter(f"{NS}path") if "L" in node.attrib["d"])
    assert f",{lowest + 12:.1f}" in over


def test_the_description_tells_the_ways() -> None:
    assert drawn(LONG, SHORT).findtext(f"{NS}desc") == "gas to etch to fab: 100%; gas to fab: 25%"
    assert drawn().findtext(f"{NS}desc") == "nothing is reached"

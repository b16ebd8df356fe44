from xml.etree import ElementTree as ET

import pytest

from haechi.charts import svg
from haechi.charts.stops import Stop, Words, stops

NS = "{http://www.w3.org/2000/svg}"
NAMES = ("lean", "usual", "ample")
ETCH = Stop(label="Etch and clean", spans=((30, 60), (45, None), (None, None)), bound=0, median=50)


def drawn(*rows: Stop) -> ET.Element:
    return ET.fromstring(stops(rows, names=NAMES, horizon=180, title="Stops", axis="days"))  # noqa: S314


def spans(picture: ET.Element) -> list[ET.Element]:
    """The bars of intervals: what lies below the legend."""
    return [
        node for node in picture.iter(f"{NS}rect") if node.get("fill") != svg.PAPER and float(node.get("y", 0)) > 60
    ]


def test_a_stop_that_may_not_come_runs_to_the_horizon_and_one_that_cannot_is_not_drawn() -> None:
    sure, open_ended = spans(drawn(ETCH))
    times = float(open_ended.attrib["width"]) / float(sure.attrib["width"])
    assert times == pytest.approx((180 - 45) / (60 - 30), rel=1e-3)
    said = [node.text for node in drawn(ETCH).iter(f"{NS}text")]
    assert said.count("or none") == 1
    assert said.count("none") == 1


def test_the_description_says_bound_and_intervals() -> None:
    assert drawn(ETCH).findtext(f"{NS}desc") == (
        "Etch and clean: bound day 0, lean day 30 to day 60, usual day 45 to none, ample none to none"
    )
    assert drawn().findtext(f"{NS}desc") == "no stage is reached"


def test_a_stage_that_may_not_stop_at_all_says_so_once() -> None:
    row = Stop(label="Etch", spans=((30, None), (45, None), (60, None)), bound=0, median=None)
    assert [node.text for node in drawn(row).iter(f"{NS}text")].count("or none") == 1


def test_the_picture_speaks_other_languages() -> None:
    words = Words(
        bound="grens", median="mediaan", none="geen", open="of geen", day="dag {n:.0f}", bound_is="grens {day}"
    )
    picture = ET.fromstring(  # noqa: S314
        stops([ETCH], names=NAMES, horizon=180, title="Stops", axis="dagen", words=words, line=7)
    )
    assert {"grens", "mediaan", "geen", "of geen"} <= {node.text for node in picture.iter(f"{NS}text")}
    said = picture.findtext(f"{NS}desc")
    assert said is not None
    assert said.startswith("Etch and clean: grens dag 0, lean dag 30 to dag 60")
    assert float(picture.attrib["height"]) < float(drawn(ETCH).attrib["height"])

from xml.etree import ElementTree as ET

from haechi.charts import svg
from haechi.charts.bars import Bar, bars
from haechi.model.estimate import Estimate

NS = "{http://www.w3.org/2000/svg}"
KNOWN = Bar(label="Photoresist", share=Estimate(value=0.919, low=0.9, high=0.95, reason="mirror"), note="JPN")
UNKNOWN = Bar(label="Neon", share=Estimate(value=None, reason="no figure"), note="UKR")


def drawn(*rows: Bar, mark: float | None = None) -> ET.Element:
    return ET.fromstring(bars(rows, title="Largest supplier", axis="share of imports", mark=mark))  # noqa: S314


def test_a_bar_is_as_long_as_its_share() -> None:
    full = Bar(label="EUV scanners", share=Estimate(value=1.0), note="NLD")
    paper, half, whole = drawn(Bar(label="x", share=Estimate(value=0.5), note=""), full).iter(f"{NS}rect")
    assert paper.get("fill") == svg.PAPER
    assert float(half.attrib["width"]) * 2 == float(whole.attrib["width"])


def test_an_unknown_share_is_said_and_never_drawn_as_zero() -> None:
    picture = drawn(UNKNOWN)
    assert len(list(picture.iter(f"{NS}rect"))) == 1
    assert "share unknown" in [node.text for node in picture.iter(f"{NS}text")]


def test_the_description_says_what_the_picture_shows() -> None:
    description = drawn(KNOWN, UNKNOWN).findtext(f"{NS}desc")
    assert description == "Photoresist: 91.9% (between 90.0% and 95.0%), JPN; Neon: unknown, UKR"


def test_an_interval_and_a_threshold_add_lines() -> None:
    plain = len(list(drawn(UNKNOWN).iter(f"{NS}line")))
    assert len(list(drawn(KNOWN, mark=0.5).iter(f"{NS}line"))) == plain + 3 + 1


def test_small_shares_fill_an_axis_that_ends_with_them() -> None:
    small = Bar(label="x", share=Estimate(value=0.06), note="")
    picture = ET.fromstring(bars([small], title="Loss", axis="share lost", greatest=0.06))  # noqa: S314
    whole = ET.fromstring(bars([Bar(label="x", share=Estimate(value=1.0), note="")], title="", axis=""))  # noqa: S314
    widths = [list(drawing.iter(f"{NS}rect"))[1].get("width") for drawing in (picture, whole)]
    assert widths[0] == widths[1]
    assert [node.text for node in picture.iter(f"{NS}text") if node.text and node.text.endswith("%")] == [
        "0%",
        "1.5%",
        "3%",
        "4.5%",
        "6%",
    ]

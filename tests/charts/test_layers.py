import re
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from haechi.charts import svg
from haechi.charts.layers import Band, Block, Words, layers
from haechi.errors import InputError

NS = "{http://www.w3.org/2000/svg}"
WORDS = Words(title="Stop of photoresist", subtitle="share lost", certain="whole", uncertain="in part")
RESIST = Block(label="JPN photoresist", stage="Materials", loss=0.9, is_stopped=True)
LITHO = Block(label="Lithography", stage="Front end", loss=0.9)
LOGIC = Block(label="Logic", stage="Devices", loss=0.45)
BLOCKS = (RESIST, LITHO, LOGIC)
CHAIN = (Band(start=0, end=1, loss=0.9), Band(start=1, end=2, loss=0.45, is_certain=False))


def drawn(*bands: Band, blocks: tuple[Block, ...] = BLOCKS) -> ET.Element:
    return ET.fromstring(layers(blocks, bands, WORDS))  # noqa: S314 - our own markup


def rects(picture: ET.Element) -> list[ET.Element]:
    """Blocks, without the paper of the picture and of the labels."""
    return [node for node in picture.iter(f"{NS}rect") if node.get("fill") != svg.PAPER]


def ends(path: ET.Element) -> tuple[float, float, float, float]:
    numbers = [float(number) for number in re.findall(r"-?\d+\.\d", path.attrib["d"])]
    return numbers[0], numbers[1], numbers[-2], numbers[-1]


def test_a_band_is_as_wide_as_its_loss() -> None:
    whole, half = (float(path.attrib["stroke-width"]) for path in drawn(*CHAIN).iter(f"{NS}path"))
    assert whole == pytest.approx(2 * half)


def test_blocks_stand_right_of_those_that_pass_a_loss_on_to_them() -> None:
    resist, litho, logic = (float(rect.attrib["x"]) for rect in rects(drawn(*CHAIN)))
    assert resist < litho < logic


def test_a_band_over_several_columns_runs_in_a_lane_beside_the_block_between() -> None:
    picture = drawn(*CHAIN, Band(start=0, end=2, loss=0.45))
    _, litho, _ = rects(picture)
    top, height = float(litho.attrib["y"]), float(litho.attrib["height"])
    passing = [y for path in picture.iter(f"{NS}path") for x, y in (ends(path)[2:],) if x == float(litho.attrib["x"])]
    assert len(passing) == 2
    assert sum(top <= y <= top + height for y in passing) == 1


def test_the_bands_of_a_block_do_not_lie_on_each_other() -> None:
    other = replace(LOGIC, label="Memory")
    picture = drawn(Band(start=0, end=1, loss=0.9), Band(start=0, end=2, loss=0.5), blocks=(RESIST, LITHO, other))
    first, second = picture.iter(f"{NS}path")
    gap = abs(ends(first)[1] - ends(second)[1])
    widths = [float(path.attrib["stroke-width"]) for path in (first, second)]
    assert gap == pytest.approx(sum(widths) / 2, abs=0.1)


def test_the_description_says_every_band_the_largest_first() -> None:
    assert drawn(*reversed(CHAIN)).findtext(f"{NS}desc") == (
        "JPN photoresist: 90.0% stopped; JPN photoresist to Lithography: 90.0%; Lithography to Logic: 45.0%"
    )


def test_the_key_stands_only_where_there_are_two_colours() -> None:
    said = [node.text for node in drawn(*CHAIN).iter(f"{NS}text")]
    assert {"whole", "in part"} < set(said)
    assert "whole" not in [node.text for node in drawn(CHAIN[0]).iter(f"{NS}text")]


def test_a_loss_that_reaches_nobody_is_drawn_alone() -> None:
    (only,) = rects(drawn(blocks=(RESIST,)))
    assert only.get("fill") == svg.ALARM


def test_names_are_escaped() -> None:
    assert "a &lt; b" in layers([replace(RESIST, label="a < b")], [], WORDS)


def test_bands_that_go_round_are_refused() -> None:
    with pytest.raises(InputError, match="go round in a circle"):
        drawn(Band(start=0, end=1, loss=0.9), Band(start=1, end=0, loss=0.9))


def test_the_same_paths_give_the_same_bytes() -> None:
    assert layers(BLOCKS, CHAIN, WORDS) == layers(BLOCKS, tuple(reversed(CHAIN)), WORDS)

from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from haechi.charts import svg
from haechi.charts.chain import Edge, Node, Words, chain
from haechi.model.estimate import Estimate

NS = "{http://www.w3.org/2000/svg}"
WORDS = Words(
    title="The chain",
    subtitle="as published",
    shading="HHI",
    unknown="unknown",
    critical="critical",
    other="important",
    found="found",
    reached="reached",
)
STAGES = {"raw": "Raw materials", "material": "Materials", "device": "Devices"}


def node(name: str, stage: str, value: float | None = None) -> Node:
    number = Estimate(value=value, reason="")
    return Node(id=name, label=name.title(), stage=stage, number=number, note="by site", href=f"/items/{name}")


FLUORSPAR, ACID, NEON = node("fluorspar", "raw", 0.9), node("acid", "material"), node("neon", "material", 0.3)
CHIP = node("chip", "device", 0.5)
NODES = (FLUORSPAR, ACID, NEON, CHIP)
# more links than two stages of one column may have between them
EDGES = tuple(
    Edge(supplier=a, customer=b, is_critical=b != "neon")
    for a, b in (("fluorspar", "acid"), ("fluorspar", "neon"), ("acid", "chip"), ("neon", "chip"))
)


def drawn(*nodes: Node, edges: tuple[Edge, ...] = EDGES) -> ET.Element:
    return ET.fromstring(chain(STAGES, nodes or NODES, edges, WORDS))  # noqa: S314 - our own markup


def boxes(picture: ET.Element) -> dict[str, ET.Element]:
    found = {}
    for link in picture.iter(f"{NS}a"):
        box = link.find(f"{NS}rect")
        assert box is not None
        found[link.attrib["id"].removeprefix("node-")] = box
    return found


def test_every_item_is_a_link_that_says_its_number() -> None:
    links = {link.attrib["href"]: link.attrib["aria-label"] for link in drawn().iter(f"{NS}a")}
    assert links == {
        "/items/fluorspar": "Fluorspar: 0.90. by site",
        "/items/acid": "Acid: –. by site",
        "/items/neon": "Neon: 0.30. by site",
        "/items/chip": "Chip: 0.50. by site",
    }


def test_a_picture_of_links_is_a_group_with_title_and_description() -> None:
    picture = drawn()
    assert picture.attrib["role"] == "group"
    assert picture.findtext(f"{NS}title") == "The chain"
    assert picture.findtext(f"{NS}desc") == (
        "Raw materials: Fluorspar: 0.90. Materials: Acid: –; Neon: 0.30. Devices: Chip: 0.50"
    )


def test_stages_with_many_links_between_them_stand_in_columns_of_their_own() -> None:
    many = tuple(node(f"raw{number}", "raw") for number in range(5))
    edges = tuple(Edge(supplier=one.id, customer="acid", is_critical=True) for one in many)
    found = boxes(drawn(*many, ACID, edges=edges))
    assert {float(box.attrib["x"]) for name, box in found.items() if name != "acid"} == {1.0}
    assert float(found["acid"].attrib["x"]) > 1


def test_items_do_not_lie_on_each_other() -> None:
    places = [(box.attrib["x"], box.attrib["y"]) for box in boxes(drawn()).values()]
    assert len(set(places)) == len(NODES)


def test_critical_links_are_whole_and_others_dashed() -> None:
    groups = [group for group in drawn().iter(f"{NS}g") if group.find(f"{NS}path") is not None]
    counts = {group.get("stroke-dasharray"): len(group.findall(f"{NS}path")) for group in groups}
    assert counts == {None: 3, "4 3": 1}


def test_what_a_stop_reaches_has_a_mark_and_a_border_beside_the_colour() -> None:
    stopped, reached = replace(FLUORSPAR, is_stopped=True), replace(ACID, is_reached=True)
    edges = (replace(EDGES[0], is_passing=True), *EDGES[1:])
    picture = drawn(stopped, reached, NEON, CHIP, edges=edges)
    said = [text.text for text in picture.iter(f"{NS}text")]
    assert "■ Fluorspar" in said
    assert "▸ Acid" in said
    assert {name: box.get("stroke") for name, box in boxes(picture).items()}["neon"] == svg.MUTED
    passing = [group for group in picture.iter(f"{NS}g") if group.get("stroke") == svg.ALARM]
    assert [len(group.findall(f"{NS}path")) for group in passing] == [1]


def test_what_is_found_is_framed_and_the_key_says_so() -> None:
    said = [text.text for text in drawn(replace(NEON, is_found=True)).iter(f"{NS}text")]
    assert {"● Neon", "● found"} <= set(said)
    assert "● found" not in [text.text for text in drawn().iter(f"{NS}text")]


def test_links_to_items_that_are_not_shown_are_left_out() -> None:
    assert list(drawn(FLUORSPAR).iter(f"{NS}path")) == []


@pytest.mark.parametrize("order", [1, -1])
def test_the_same_items_give_the_same_bytes(order: int) -> None:
    assert chain(STAGES, NODES, EDGES[::order], WORDS).count("<path") == len(EDGES)
    assert chain(STAGES, NODES, EDGES, WORDS) == chain(STAGES, NODES, EDGES, WORDS)


def test_names_are_escaped() -> None:
    assert "a &lt; b" in chain(STAGES, [replace(NEON, label="a < b")], [], WORDS)

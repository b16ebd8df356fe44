from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import pytest
from tests.watch.small_panels import changed, empty_panel, market

from haechi.errors import InputError
from haechi.model.panel import Panel
from haechi.model.signal import Movement
from haechi.watch.blocks import KEPT, surveil_blocks
from haechi.watch.decision import release
from haechi.watch.surveillance import Settings, Watched, coverage, surveil

CODES = ("250410", "250510", "280429", "381800", "810411", "811292", "848620")
SETTINGS = Settings()
BY_SERIES = ("codes", "editions", "exporters", "importers")
BY_MONTH = ("value", "weight", "value_state", "weight_state", "complete")


@dataclass
class Kept:
    """A scratch in memory."""

    blocks: list[Sequence[np.ndarray]] = field(default_factory=list)

    def add(self, arrays: Sequence[np.ndarray]) -> None:
        self.blocks.append(arrays)

    def row(self, month: int) -> list[np.ndarray]:
        return [
            np.concatenate([array[month] for array in arrays], axis=-1) for arrays in zip(*self.blocks, strict=True)
        ]


def stage_of(code: str, _edition: str) -> str | None:
    return None if code == "848620" else "raw_material"


def in_blocks(panel: Panel, codes_of_a_block: int) -> Iterator[Panel]:
    for start in range(0, len(CODES), codes_of_a_block):
        here = np.isin(panel.codes, CODES[start : start + codes_of_a_block])
        yield replace(
            panel,
            **{name: getattr(panel, name)[here] for name in BY_SERIES},
            **{name: getattr(panel, name)[:, here] for name in BY_MONTH},
        )


@pytest.fixture(scope="module")
def panel() -> Panel:
    return changed(market(months=66, codes=CODES), slice(64, 66), 0.05, code="250410", exporter="JPN")


@pytest.fixture(scope="module")
def whole(panel: Panel) -> Watched:
    return surveil(panel, stage_of=stage_of, settings=SETTINGS)


@pytest.fixture(scope="module", params=[1, 3, 7], ids=["a code a block", "three codes", "all codes"])
def newest(request: pytest.FixtureRequest, panel: Panel) -> Watched:
    return surveil_blocks(in_blocks(panel, request.param), Kept(), stage_of=stage_of, settings=SETTINGS)


def test_blocks_have_the_nodes_of_the_whole_in_their_order(whole: Watched, newest: Watched) -> None:
    assert [newest.nodes.node(place) for place in range(newest.nodes.size)] == [
        whole.nodes.node(place) for place in range(whole.nodes.size)
    ]
    assert newest.nodes.children.by_node() == whole.nodes.children.by_node()
    assert newest.nodes.months.tolist() == whole.nodes.months[-KEPT:].tolist()


def test_blocks_give_the_p_values_of_the_whole(whole: Watched, newest: Watched) -> None:
    np.testing.assert_array_equal(newest.judgement.p, whole.judgement.p[-KEPT:])
    for movement in Movement:
        found = newest.judgement.movements[movement]
        np.testing.assert_array_equal(found, whole.judgement.movements[movement][-KEPT:])


def test_blocks_give_the_signals_of_the_whole(whole: Watched, newest: Watched) -> None:
    reporters = whole.nodes.exporters[whole.nodes.level == 0]
    decided = [
        release(
            watched,
            len(watched.nodes.months) - 1,
            settings=SETTINGS,
            reporters=reporters,
            noticed=lambda _: False,
        )
        for watched in (whole, newest)
    ]
    assert decided[0] == decided[1]
    assert decided[0].signals


def test_blocks_count_the_coverage_of_the_whole(whole: Watched, newest: Watched) -> None:
    assert coverage(newest.judgement) == coverage(whole.judgement)


def test_a_panel_without_series_has_nothing_to_say() -> None:
    found = surveil_blocks([empty_panel(months=24)], Kept(), stage_of=stage_of, settings=SETTINGS)
    assert found.nodes.size == 0


def test_without_a_panel_the_call_is_refused() -> None:
    with pytest.raises(InputError, match="no block of a panel is given"):
        surveil_blocks([], Kept(), stage_of=stage_of, settings=SETTINGS)

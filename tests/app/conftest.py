"""What the tests of use cases share."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest

from haechi.app import panels
from haechi.model.panel import Panel
from haechi.store.scratch import Scratch
from haechi.watch.blocks import surveil_blocks
from haechi.watch.surveillance import Settings, Watched, surveil

Staging = Callable[[str, str], str | None]
_WATCHED: dict[object, Any] = {}


def _key(panel: Panel, stage_of: Staging) -> tuple[object, ...]:
    names = (panel.codes, panel.editions, panel.exporters, panel.importers)
    arrays = (panel.months, panel.value, panel.weight, panel.value_state, panel.weight_state, panel.complete)
    stages = tuple(stage_of(str(code), str(edition)) for code, edition in zip(*names[:2], strict=True))
    return (stages, *(name.tobytes() for name in (*names, *arrays)))


def _once(panel: Panel, *, stage_of: Staging, settings: Settings) -> Watched:
    key = ("whole", settings, _key(panel, stage_of))
    if key not in _WATCHED:
        _WATCHED[key] = surveil(panel, stage_of=stage_of, settings=settings)
    found: Watched = _WATCHED[key]
    return found


def _blocks_once(blocks: Iterable[Panel], scratch: Scratch, *, stage_of: Staging, settings: Settings) -> Watched:
    held = list(blocks)
    key = ("blocks", settings, *(_key(panel, stage_of) for panel in held))
    if key not in _WATCHED:
        _WATCHED[key] = surveil_blocks(held, scratch, stage_of=stage_of, settings=settings)
    found: Watched = _WATCHED[key]
    return found


@pytest.fixture(scope="module")
def watched_once() -> Iterator[None]:
    """A panel is watched once in all tests that use this: it takes seconds and depends on nothing else."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(panels, "surveil", _once)
        patch.setattr(panels, "surveil_blocks", _blocks_once)
        yield

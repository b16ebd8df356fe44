"""What the tests of use cases share."""

from collections.abc import Callable
from typing import Any

import pytest

from haechi.app import panels
from haechi.model.panel import Panel
from haechi.watch.surveillance import Settings, Watched, surveil

_WATCHED: dict[object, Watched] = {}


def _watched_once(panel: Panel, *, stage_of: Callable[[str, str], str | None], settings: Settings) -> Watched:
    names = (panel.codes, panel.editions, panel.exporters, panel.importers)
    arrays = (panel.months, panel.value, panel.weight, panel.value_state, panel.weight_state, panel.complete)
    stages = tuple(stage_of(str(code), str(edition)) for code, edition in zip(*names[:2], strict=True))
    key = (settings, stages, *(name.tobytes() for name in (*names, *arrays)))
    if key not in _WATCHED:
        _WATCHED[key] = surveil(panel, stage_of=stage_of, settings=settings)
    return _WATCHED[key]


@pytest.fixture
def watched_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A panel is watched once in all tests that use this: it takes a second and depends on nothing else."""
    surveillance: Any = _watched_once
    monkeypatch.setattr(panels, "surveil", surveillance)

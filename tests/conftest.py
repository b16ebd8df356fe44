"""What every test shares: the folder of real data beside the repository, where there is one, and the cases drawn.

Property tests draw the same cases in every run, so that a red run is about the change under test; they look for new
ones with `HYPOTHESIS_PROFILE=default`.
"""

import gc
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from haechi.app import panels
from haechi.app.loading import Terms, load
from haechi.model.panel import Panel
from haechi.store.scratch import Scratch
from haechi.watch.blocks import surveil_blocks
from haechi.watch.surveillance import Settings, Watched, surveil
from tests.app.at_desk import desk

settings.register_profile("same", derandomize=True, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))

Staging = Callable[[str, str], str | None]
_WATCHED: dict[object, Any] = {}
SHARED_DATA = Path(__file__).parents[2] / "shared" / "data"


def pytest_collection_finish() -> None:
    """Tables that stay take a tenth of the time when every collection of garbage goes through them."""
    gc.freeze()
    gc.set_threshold(100_000, 10, 10)


@pytest.fixture(scope="session")
def shared_data() -> Path:
    if not SHARED_DATA.is_dir():
        pytest.skip("the folder of real data, ../shared/data, is not beside this checkout")
    return SHARED_DATA


@pytest.fixture(scope="session")
def china(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with China's exports of graphite and of 811292, each month published thirty days after its end.

    It is shared: a test that writes anything takes a copy.
    """
    at = desk("2026-11-22", tmp_path_factory.mktemp("china"))
    file = shared_data / "trade" / "comtrade_china_exports_monthly_2017_2024.parquet"
    load(at, [file], Terms(release_lag=30), lambda _name, _done, _total: None)
    return at.place.folder


@pytest.fixture(scope="module")
def watched_once() -> Iterator[None]:
    """A panel is watched once in all tests that use this: it takes seconds and depends on nothing else."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(panels, "surveil", _once)
        patch.setattr(panels, "surveil_blocks", _blocks_once)
        yield


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

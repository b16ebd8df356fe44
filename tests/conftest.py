"""What every test shares: the folder of real data beside the repository, where there is one, and the cases drawn.

Property tests draw the same cases in every run, so that a red run is about the change under test; they look for new
ones with `HYPOTHESIS_PROFILE=default`.
"""

import gc
import os
from pathlib import Path

import pytest
from hypothesis import settings

from haechi.app.loading import Terms, load
from tests.app.at_desk import desk

settings.register_profile("same", derandomize=True, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))

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

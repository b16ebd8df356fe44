"""What every test shares: the folder of real data beside the repository, where there is one."""

from pathlib import Path

import pytest

SHARED_DATA = Path(__file__).parents[2] / "shared" / "data"


@pytest.fixture(scope="session")
def shared_data() -> Path:
    if not SHARED_DATA.is_dir():
        pytest.skip("the folder of real data, ../shared/data, is not beside this checkout")
    return SHARED_DATA

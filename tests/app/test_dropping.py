"""A customs file that is dropped, with what it does not say itself."""

import io
from pathlib import Path

import pytest
from tests.app.at_desk import desk

from haechi.app import dropping
from haechi.errors import InputError


@pytest.mark.parametrize("days", ["soon", "-3", "99999", "9" * 5000], ids=["word", "negative", "5", "5000"])
def test_a_number_of_days_that_is_none_is_refused(tmp_path: Path, days: str) -> None:
    dropped = dropping.Dropped(name="flows.csv", content=io.BytesIO(b"period"), release_lag=days)
    with pytest.raises(InputError, match="^'[^']{1,20}' is no number of days; write 30"):
        dropping.load(desk(folder=tmp_path), dropped)

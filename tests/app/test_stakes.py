"""What hangs on an item as of a day."""

from pathlib import Path

from tests.app.at_desk import desk

from haechi.app import stakes


def test_of_july_2019_no_share_of_august_is_held(tmp_path: Path) -> None:
    (then,) = stakes.held(desk("2019-07-04", tmp_path), "hf", "KOR")
    assert (str(then.period), then.share_of("JPN").value) == ("2019-06", 0.485)
    (later,) = stakes.held(desk("2019-09-30", tmp_path), "hf", "KOR")
    assert (str(later.period), later.share_of("JPN").value) == ("2019-08", 0.0)

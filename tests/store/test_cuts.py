import datetime as dt
from pathlib import Path

import pytest
from tests.store.small_lake import COMPLETE, COMPLETE_HEADER, TODAY, lake, load, table

from haechi.readers.layout import Layout, parse
from haechi.store.lake import Lake

CUT = "small pairs are left out"
GOOD = [2022, "CHN", "KOR", "250410", 70, 7]
BAD = [2022, "JPN", "KOR", "250410", "abc", 2]
MENDED = [2022, "JPN", "KOR", "250410", 20, 2]
BAD_TOO = [2022, "QQQ", "KOR", "250410", 1, 1]


@pytest.fixture
def layout() -> Layout:
    return parse(COMPLETE.replace("per_reporter", f'cut = "{CUT}", per_reporter'), "x")


def _cut(held: Lake, as_of: dt.date | None = None) -> str | None:
    return held.market("KOR", 2022, as_of=as_of).cut


def test_a_cut_is_said_once_however_many_loads_have_it(tmp_path: Path, layout: Layout) -> None:
    held = lake(tmp_path)
    load(held, table(tmp_path / "a.csv", COMPLETE_HEADER, [GOOD]), layout=layout)
    load(held, table(tmp_path / "b.csv", COMPLETE_HEADER, [GOOD, MENDED]), layout=layout)
    assert _cut(held) == CUT


@pytest.mark.parametrize("names", [("a.csv", "b.csv"), ("b.csv", "a.csv")])
def test_quarantine_of_a_faulty_load_is_silent_once_its_mended_file_is_in(
    tmp_path: Path, layout: Layout, names: tuple[str, str]
) -> None:
    held = lake(tmp_path)
    load(held, table(tmp_path / names[0], COMPLETE_HEADER, [GOOD, BAD]), layout=layout)
    assert _cut(held) == f"{CUT}; 1 row of {names[0]} is in quarantine"
    load(held, table(tmp_path / names[1], COMPLETE_HEADER, [GOOD, MENDED]), layout=layout)
    assert _cut(held) == CUT


def test_a_half_mended_file_leaves_its_own_quarantine(tmp_path: Path, layout: Layout) -> None:
    held = lake(tmp_path)
    load(held, table(tmp_path / "a.csv", COMPLETE_HEADER, [GOOD, BAD, BAD_TOO]), layout=layout)
    load(held, table(tmp_path / "b.csv", COMPLETE_HEADER, [GOOD, MENDED, BAD_TOO]), layout=layout)
    assert _cut(held) == f"{CUT}; 1 row of b.csv is in quarantine"


def test_a_file_of_other_codes_replaces_nothing(tmp_path: Path, layout: Layout) -> None:
    held = lake(tmp_path)
    load(held, table(tmp_path / "a.csv", COMPLETE_HEADER, [GOOD, BAD]), layout=layout)
    load(held, table(tmp_path / "b.csv", COMPLETE_HEADER, [[2022, "CHN", "KOR", "380110", 1, 1]]), layout=layout)
    assert _cut(held) == f"{CUT}; 1 row of a.csv is in quarantine"


def test_a_later_vintage_replaces_an_earlier_one_though_it_was_loaded_first(tmp_path: Path, layout: Layout) -> None:
    held = lake(tmp_path)
    new, old = dt.date(2024, 6, 1), dt.date(2023, 6, 1)
    load(held, table(tmp_path / "new.csv", COMPLETE_HEADER, [GOOD, MENDED]), layout=layout, vintage=new)
    later = TODAY + dt.timedelta(days=1)
    load(held, table(tmp_path / "old.csv", COMPLETE_HEADER, [GOOD, BAD]), layout=layout, vintage=old, today=later)
    assert _cut(held) == CUT
    assert _cut(held, as_of=dt.date(2024, 1, 1)) == f"{CUT}; 1 row of old.csv is in quarantine"

from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.store.small_lake import RAW, lake, load, table

from haechi.flows.totals import Reading, reading

VALUES = st.lists(st.sampled_from([1.0, 2.0, 3.0, 4.0, 6.0, 7.0, 12.0]), min_size=1, max_size=6)


@settings(max_examples=15, deadline=None)
@given(st.lists(VALUES, min_size=1, max_size=20))
def test_the_rule_in_sql_agrees_with_the_rule_in_flows(keys: list[list[float]]) -> None:
    with TemporaryDirectory() as folder:
        held = lake(Path(folder))
        rows = [
            [2022, 410, 156, f"{key:06d}", "M", value, 1, 1, 8] for key, values in enumerate(keys) for value in values
        ]
        load(held, table(Path(folder) / "x.csv", RAW, rows))
        (manifest,) = held.loads()
        path = str(held.folder / manifest.files[0].path)
        found = dict(duckdb.execute("SELECT code, value FROM read_parquet(?) WHERE role = 'total'", [path]).fetchall())
    for key, values in enumerate(keys):
        expected = None if reading(values) is Reading.AMBIGUOUS else max(values)
        assert found[f"{key:06d}"] == expected

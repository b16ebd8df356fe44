"""Questions share one database and see nothing of each other."""

import duckdb
import pytest

from haechi.store.database import reading


def test_a_question_sees_no_table_of_another() -> None:
    with reading() as first, reading() as second:
        first.execute("CREATE TEMP TABLE bought AS SELECT 1 AS value")
        with pytest.raises(duckdb.CatalogException):
            second.execute("FROM bought")
        second.execute("CREATE TEMP TABLE bought AS SELECT 2 AS value")
        assert first.execute("FROM bought").fetchall() == [(1,)]


def test_questions_share_one_database_that_keeps_nothing_of_files() -> None:
    with reading() as first:
        first.execute("CREATE TABLE of_all AS SELECT 1 AS value")
        with reading() as second:
            assert second.execute("FROM of_all").fetchall() == [(1,)]
            assert second.execute("SELECT current_setting('enable_external_file_cache')").fetchall() == [(False,)]
        first.execute("DROP TABLE of_all")

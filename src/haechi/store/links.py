"""Files of a firm network -> columns: links, firms, and how important inputs of one sector are to another.

Csv or parquet with a header; columns are found by name, in any order and letter case, and others are passed over. A row
is named by its number, counted from 1 below the header.
"""

from pathlib import Path

import duckdb
import numpy as np

from haechi.errors import FileRefused, InputError
from haechi.model.market import Floats
from haechi.model.network import Importance, Links, Producers
from haechi.store.database import Connection, connect, named, quoted

_LINKS = ("supplier", "customer", "value")
_FIRMS = ("firm", "sector")
_IMPORTANCE = ("supplying_sector", "buying_sector", "class")
_NUMBERS = ("weight", "revenue", "cost", "final_demand")


def read(links: Path, *, firms: Path | None = None, importance: Path | None = None) -> tuple[Producers, Links]:
    """Columns of a network.

    Parameters
    ----------
    links : supplier, customer, value
    firms : firm, sector, and where there are any market, weight, revenue, cost and final_demand; without it the firms
        are those of the links, and each is a sector of its own
    importance : supplying_sector, buying_sector, class (2 critical, 1 important, 0 non-critical) of every pair of
        sectors between which there is a link; without it all inputs are important

    Raises
    ------
    FileRefused
        If a file cannot be read as a table, or a column is not in it.
    InputError
        If a cell is empty or no number, a link names an unknown firm, or the class of a pair of sectors is missing.
    """
    connection = connect()
    try:
        _load(connection, "links", links, _LINKS, ("value",))
        if firms is None:
            connection.execute(
                "CREATE TABLE firms AS SELECT DISTINCT firm, firm AS sector FROM "
                "(SELECT supplier AS firm FROM links UNION ALL SELECT customer FROM links) ORDER BY firm"
            )
        else:
            _load(connection, "firms", firms, _FIRMS, _NUMBERS, optional=("market", *_NUMBERS))
        connection.execute("CREATE TABLE places AS SELECT *, row_number() OVER () - 1 AS place FROM firms")
        _placed(connection, links)
        return _producers(connection), _links(connection, importance)
    finally:
        connection.close()


def _load(
    connection: Connection,
    table: str,
    path: Path,
    wanted: tuple[str, ...],
    numbers: tuple[str, ...],
    optional: tuple[str, ...] = (),
) -> None:
    """The columns of a file as a table with the number of each row; text cells must not be empty."""
    if not path.is_file():
        raise FileRefused(f"there is no file {str(path)!r}; check the path")
    is_parquet = path.suffix.lower() == ".parquet"
    source = (
        f"read_parquet({quoted(str(path))})" if is_parquet else f"read_csv({quoted(str(path))}, all_varchar = true)"
    )
    try:
        held = {row[0].lower(): row[0] for row in connection.execute(f"DESCRIBE FROM {source}").fetchall()}
        lacking = [name for name in wanted if name not in held]
        if lacking:
            raise FileRefused(
                f"{path.name} has no column {lacking[0]!r} but {', '.join(held.values())}; it needs {', '.join(wanted)}"
            )
        chosen = [name for name in (*wanted, *optional) if name in held]
        cells = ", ".join(f"trim({named(held[name])}::VARCHAR) AS {name}" for name in chosen)
        connection.execute(f"CREATE TABLE {table} AS SELECT row_number() OVER () AS row, {cells} FROM {source}")
    except duckdb.Error as error:
        raise FileRefused(f"{path.name} cannot be read as a table: {str(error).splitlines()[0]}") from error
    for name in chosen:
        _check_cells(connection, table, path, name, is_number=name in numbers, is_optional=name in optional)


def _check_cells(
    connection: Connection, table: str, path: Path, name: str, *, is_number: bool, is_optional: bool
) -> None:
    is_empty = f"({name} IS NULL OR {name} = '')"
    is_wrong = f"(NOT {is_empty} AND TRY_CAST({name} AS DOUBLE) IS NULL)" if is_number else "false"
    condition = is_wrong if is_optional else f"{is_empty} OR {is_wrong}"
    found = connection.execute(f"SELECT row, {name} FROM {table} WHERE {condition} ORDER BY row LIMIT 1").fetchone()
    if found:
        row, cell = found
        what = f"holds {cell!r}, which is no number" if cell else "is empty"
        raise InputError(f"{name} in row {row} of {path.name} {what}; mend the row or leave it out")


def _placed(connection: Connection, links: Path) -> None:
    """Give both ends of every link their places among the firms."""
    for end in ("supplier", "customer"):
        found = connection.execute(
            f"SELECT row, {end} FROM links ANTI JOIN firms ON {end} = firm ORDER BY row LIMIT 1"
        ).fetchone()
        if found:
            raise InputError(
                f"{end} {found[1]!r} in row {found[0]} of {links.name} is none of the firms; add it to their file"
            )


def _producers(connection: Connection) -> Producers:
    held = {row[0] for row in connection.execute("DESCRIBE places").fetchall()}
    texts = ", ".join(name for name in ("firm", "sector", "market") if name in held)
    numbers = "".join(f", TRY_CAST({name} AS DOUBLE) AS {name}" for name in _NUMBERS if name in held)
    columns = connection.execute(f"SELECT {texts}{numbers} FROM places ORDER BY place").fetchnumpy()

    def number(name: str) -> Floats | None:
        if name not in columns:
            return None
        known = np.ma.filled(np.ma.asarray(columns[name], dtype=np.float64), np.nan)
        return None if np.isnan(known).all() else known

    return Producers(
        names=columns["firm"].astype(np.str_),
        sectors=columns["sector"].astype(np.str_),
        markets=columns["market"].astype(np.str_) if "market" in held else None,
        weight=number("weight"),
        revenue=number("revenue"),
        cost=number("cost"),
        final_demand=number("final_demand"),
    )


def _links(connection: Connection, importance: Path | None) -> Links:
    joined = "links JOIN places s ON supplier = s.firm JOIN places c ON customer = c.firm"
    kind = ""
    if importance is not None:
        _load(connection, "importance", importance, _IMPORTANCE, ("class",))
        _check_pairs(connection, joined, importance)
        kind = ", TRY_CAST(class AS DOUBLE) AS class"
        joined += " JOIN importance ON s.sector = supplying_sector AND c.sector = buying_sector"
    columns = connection.execute(
        f"SELECT s.place AS supplier, c.place AS customer, links.value::DOUBLE AS value{kind} FROM {joined} "
        "ORDER BY links.row"
    ).fetchnumpy()
    classes = columns.get("class")
    return Links(
        supplier=np.asarray(columns["supplier"], dtype=np.int64),
        customer=np.asarray(columns["customer"], dtype=np.int64),
        value=np.asarray(columns["value"], dtype=np.float64),
        importance=None if classes is None else np.asarray(classes, dtype=np.int64),
    )


def _check_pairs(connection: Connection, joined: str, importance: Path) -> None:
    """Every pair of sectors between which there is a link has one class."""
    twice = connection.execute(
        "SELECT min(row), max(row), supplying_sector, buying_sector FROM importance GROUP BY ALL HAVING count(*) > 1 "
        "ORDER BY 1 LIMIT 1"
    ).fetchone()
    if twice:
        raise InputError(
            f"rows {twice[0]} and {twice[1]} of {importance.name} both give the class of {twice[2]!r} to {twice[3]!r}; "
            "leave one"
        )
    known = ", ".join(str(kind.value) for kind in Importance)
    wrong = connection.execute(
        f"SELECT row, class FROM importance WHERE TRY_CAST(class AS DOUBLE) NOT IN ({known}) ORDER BY row LIMIT 1"
    ).fetchone()
    if wrong:
        raise InputError(f"class in row {wrong[0]} of {importance.name} is {wrong[1]}; give 2, 1 or 0")
    absent = connection.execute(
        f"SELECT s.sector, c.sector FROM {joined} ANTI JOIN importance ON s.sector = supplying_sector "
        "AND c.sector = buying_sector ORDER BY links.row LIMIT 1"
    ).fetchone()
    if absent:
        raise InputError(
            f"{importance.name} has no class of inputs from sector {absent[0]!r} at sector {absent[1]!r}, between "
            "which there is a link; add the row"
        )

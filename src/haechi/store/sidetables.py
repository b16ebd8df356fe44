"""Files that hold no flows: tables of countries and products, lists of files. They are answered, not loaded."""

from collections.abc import Callable, Mapping

from haechi.readers.layout import Subject
from haechi.store import parsing
from haechi.store.database import Connection, named
from haechi.store.placing import Economies
from haechi.store.staging import Staged

_SHOWN = 5


def answer(connection: Connection, staged: Staged, economies: Economies) -> str:
    """One sentence on a table that is for comparison only."""
    return _ANSWERS[staged.recognised.layout.subject](connection, staged, economies)


def _countries(connection: Connection, staged: Staged, economies: Economies) -> str:
    party = staged.recognised.layout.production.economy
    iso3 = staged.recognised.layout.production.columns["iso3"]
    rows = connection.execute(
        f"SELECT line, {named(party.column)}, {named(iso3)} FROM ({staged.selection((party.column, iso3))}) ORDER BY 1"
    ).fetchall()
    ours = {
        parsing.normal(code, party.system[0]): name for code, (name, _) in economies.get(party.system[0], {}).items()
    }
    differences = []
    for _, code, theirs in rows:
        known = ours.get(parsing.normal(code, party.system[0]))
        # Publishers write S19 for the economy that is TWN here; a spelling that we know for the same one agrees.
        if known is None or ours.get(parsing.normal(theirs, party.system[0]), theirs) != known:
            differences.append(f"{code} {theirs} (here {known or 'unknown'})")
    listed = ", ".join(differences[:_SHOWN]) + (" ..." if len(differences) > _SHOWN else "")
    other = f"; {len(differences)} differ: {listed}" if differences else ""
    return (
        f"{staged.part.name} is a table of country codes with no flows inside: {len(rows) - len(differences)} of "
        f"{len(rows)} agree with ours{other}; nothing was loaded."
    )


def _products(_: Connection, staged: Staged, __: Economies) -> str:
    return f"{staged.part.name} is a table of {staged.rows:,} product codes with no flows inside: nothing was loaded."


def _listing(_: Connection, staged: Staged, __: Economies) -> str:
    return (
        f"{staged.part.name} is a list of {staged.rows:,} files that can be fetched from UN Comtrade, with no flows "
        "inside: nothing was loaded; fetch the files and load them."
    )


_ANSWERS: Mapping[Subject, Callable[[Connection, Staged, Economies], str]] = {
    Subject.ECONOMIES: _countries,
    Subject.PRODUCTS: _products,
    Subject.LISTING: _listing,
}

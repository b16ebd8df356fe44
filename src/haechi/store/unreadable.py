"""A file whose numbers are written otherwise than its layout says is refused, instead of held with none of them."""

from collections.abc import Mapping

from haechi.errors import FileRefused
from haechi.readers.layout import Layout
from haechi.store.database import Connection

_MOST = 0.5  # up to this share of rows with a bad number the rows are at fault, above it the way the file is read


def check(connection: Connection, layout: Layout, names: Mapping[str, str]) -> None:
    """Look at the table `parsed` before anything is held.

    Parameters
    ----------
    connection : with the table
    layout : how the file was read
    names : table of a part -> the name by which it is spoken of

    Raises
    ------
    FileRefused
        If more than half of the rows that can be placed have a number that cannot be read.
    """
    rows = connection.execute(
        """SELECT count(*), count(number_fault), min((part, line, number_fault)) FILTER (number_fault IS NOT NULL)
        FROM parsed WHERE fault IS NULL"""
    ).fetchall()
    count, bad, first = rows[0]
    if bad > _MOST * count:
        part, line, fault = first
        raise FileRefused(
            f"{names[part]}, line {line}: {fault}, and {bad:,} of {count:,} rows have such a number: "
            f"{_remedy(layout, fault)}"
        )


def _remedy(layout: Layout, fault: str) -> str:
    """What to do about a number; the fault begins with its name."""
    name = fault.split(" ", 1)[0]
    number = {"value": layout.value, "weight": layout.weight, "quantity": layout.quantity}[name]
    if "," in fault and number.decimal != ",":
        factor = "" if number.factor == 1 else f", factor = {number.factor:g}"
        return (
            f"if these are decimal commas, load the file with --mapping and a mapping that holds {name} = "
            f'{{ column = "{number.column}"{factor}, decimal = "," }} (thousands = "," if the comma parts thousands)'
        )
    return (
        f"check that it is the file you meant, or load it with --mapping and a mapping whose {name} says how its "
        "numbers are written (decimal, thousands) and which words are none (missing, suppressed)"
    )

"""A sheet of a workbook, whatever program it came from."""

from dataclasses import dataclass

Cell = str | float | bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A sheet as it stands: its header, and each row with the number it has in the workbook.

    Parameters
    ----------
    rows : number of the row, from 2, and its cells in the order of the header
    """

    name: str
    header: tuple[str, ...]
    rows: tuple[tuple[int, tuple[Cell, ...]], ...]


def address(column: int, row: int) -> str:
    """Name of a cell, its column counted from 0.

    Examples
    --------
    >>> address(0, 1), address(27, 12)
    ('A1', 'AB12')
    """
    letters, number = "", column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"

"""Which layout a table has: by the names in its header, then by what stands under them.

A header whose names agree but whose values stand one column off is noticed by content. It is repaired where exactly one
shift makes every column hold what it should, and refused where none does.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from haechi.errors import FileRefused
from haechi.readers.layout import Layout

_SHIFTS = (1, -1, 2, -2)
_ENOUGH = 0.95  # the share of sample values that must match, so that single bad rows go to quarantine instead


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognised:
    """A layout and where its columns stand.

    `places` gives the position of each column of the layout; `names` the name of every position, after repair.
    """

    layout: Layout
    places: Mapping[str, int]
    names: tuple[str, ...]
    repair: str = ""


def recognise(
    name: str, header: Sequence[str], sample: Sequence[Sequence[str]], layouts: Sequence[Layout]
) -> Recognised:
    """Find the layout of a table.

    Parameters
    ----------
    name : name of the file, for messages
    header : names of the columns
    sample : rows from the start of the table
    layouts : those that come into question; of several that fit, the one with the longest header is taken

    Raises
    ------
    FileRefused
        If no layout fits, or the values do not stand under the names and no shift repairs that.

    Examples
    --------
    >>> from haechi.readers.layout import bundled
    >>> recognise("x.csv", ["t", "i", "j", "k", "v", "q"], [], bundled()).layout.name
    'baci'
    """
    names = tuple(cell.strip().lstrip("\ufeff") for cell in header)
    fitting = [layout for layout in layouts if not missing_columns(layout, names)]
    if not fitting:
        raise FileRefused(_unknown(name, names, layouts))
    layout = max(fitting, key=lambda entry: len(entry.header))
    if repeated := _repeated(layout, names):
        raise FileRefused(f"{name} has two columns named {repeated!r}: rename one, its meaning cannot be told")
    misfit = _misfit(layout, names, sample)
    if misfit is None:
        return Recognised(layout=layout, places=_places(layout, names), names=names)
    return _repaired(name, layout, names, sample, misfit)


def missing_columns(layout: Layout, names: Sequence[str]) -> tuple[str, ...]:
    """The columns by which a layout is recognised and that a header does not have."""
    present = {name.casefold() for name in names}
    return tuple(
        column for column in layout.header or layout.columns if not present & set(column.casefold().split("|"))
    )


def _unknown(name: str, names: Sequence[str], layouts: Sequence[Layout]) -> str:
    nearest = min(layouts, key=lambda layout: len(missing_columns(layout, names)) / max(len(layout.header), 1))
    missing = ", ".join(missing_columns(nearest, names))
    shown = ", ".join(names[:12]) + (", ..." if len(names) > 12 else "")
    return (
        f"{name} has the columns {shown}, which no known layout has (nearest: {nearest.name}, which also needs "
        f"{missing}): write a mapping and load it with --mapping my.toml"
    )


def _repeated(layout: Layout, names: Sequence[str]) -> str | None:
    folded = [name.casefold() for name in names]
    wanted = {spelling for column in layout.columns for spelling in column.casefold().split("|")}
    return next((name for name in names if name.casefold() in wanted and folded.count(name.casefold()) > 1), None)


def _places(layout: Layout, names: Sequence[str]) -> dict[str, int]:
    folded = [name.casefold() for name in names]
    extra = (*layout.totals, *(name for number in _numbers(layout) for name in number))
    places = {}
    for column in (*layout.columns, *layout.content, *extra):
        place = next((folded.index(entry) for entry in column.casefold().split("|") if entry in folded), None)
        if place is not None:
            places[column] = place
    return places


def _numbers(layout: Layout) -> tuple[Mapping[str, tuple[str, ...]], ...]:
    return layout.value.estimated, layout.weight.estimated, layout.quantity.estimated


def _misfit(layout: Layout, names: Sequence[str], sample: Sequence[Sequence[str]]) -> tuple[str, str] | None:
    """The first column that holds something else than it should, with a value from it; None where all is well."""
    places = _places(layout, names)
    for column, pattern in layout.content.items():
        if column not in places:
            continue
        values = [row[places[column]].strip() for row in sample if len(row) > places[column]]
        wrong = [value for value in values if not re.fullmatch(pattern, value)]
        if len(wrong) > (1 - _ENOUGH) * len(values):
            return column, wrong[0]
    return None


def _repaired(
    name: str, layout: Layout, names: tuple[str, ...], sample: Sequence[Sequence[str]], misfit: tuple[str, str]
) -> Recognised:
    found = []
    for shift in _SHIFTS:
        moved = _moved(names, shift)
        if not missing_columns(layout, moved) and _misfit(layout, moved, sample) is None:
            found.append((shift, moved))
    column, value = misfit
    fault = f"{name}: the column {column} holds {value!r}, so names and values do not stand together"
    if len(found) != 1:
        raise FileRefused(f"{fault} and no single shift repairs it: fetch the file again or mend its header")
    shift, moved = found[0]
    side = "left" if shift > 0 else "right"
    absent = f"; {', '.join(names[:shift])} is not in the file" if shift > 0 else ""
    columns = "column" if abs(shift) == 1 else "columns"
    repair = (
        f"{fault}: every value stands {abs(shift)} {columns} to the {side} of its name and was read as such{absent}"
    )
    return Recognised(layout=layout, places=_places(layout, moved), names=moved, repair=repair)


def _moved(names: tuple[str, ...], shift: int) -> tuple[str, ...]:
    """Names moved so that position i gets the name at i + shift; positions without a name get an empty one."""
    blank = ("",) * abs(shift)
    return names[shift:] + blank if shift > 0 else blank + names[:shift]

"""Numbers in brackets that lead from a line of a document to its sources."""

from collections.abc import Iterable, Mapping

from haechi.brief.findings import Reference


def numbered(references: Iterable[Reference]) -> dict[str, int]:
    """The number of each source in the list at the end."""
    return {reference.id: number for number, reference in enumerate(references, start=1)}


def cited(sources: Iterable[str], numbers: Mapping[str, int]) -> str:
    """The numbers of those sources that stand in the list.

    Examples
    --------
    >>> cited(("kita", "elsewhere"), {"kita": 3})
    '[3]'
    """
    return "".join(f"[{numbers[source]}]" for source in sources if source in numbers)

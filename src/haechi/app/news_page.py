"""An article as it is judged on a page: its text with the words that values stand on, and what a person changed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from haechi.app.report import Row


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A stretch of a text, and the fields of proposals that stand on it."""

    text: str
    fields: tuple[str, ...] = ()


def stretches(text: str, proposals: Iterable[Mapping[str, Any]]) -> tuple[Stretch, ...]:
    """The text cut where a passage begins or ends; whole sentences are left out.

    Examples
    --------
    >>> found = {"number": 1, "fields": [{"field": "place", "start": 6, "end": 10}]}
    >>> [(one.text, one.fields) for one in stretches("met in Bonn today", [found])]
    [('met in', ()), (' Bon', ('1 place',)), ('n today', ())]
    """
    spans = [
        (one["start"], one["end"], f"{proposal['number']} {one['field']}")
        for proposal in proposals
        for one in proposal["fields"]
        if one["field"] != "sentence"
    ]
    cuts = sorted({0, len(text), *(cut for start, end, _ in spans for cut in (start, end))})
    return tuple(
        Stretch(
            text=text[start:end],
            fields=tuple(dict.fromkeys(name for first, last, name in spans if first <= start and end <= last)),
        )
        for start, end in pairwise(cuts)
    )


def by_field(proposal: Row) -> dict[str, list[str]]:
    """Values of a proposal by field, in the order of the text."""
    found: dict[str, list[str]] = {}
    fields: Any = proposal["fields"]
    for one in fields:
        values = found.setdefault(one["field"], [])
        if one["value"] not in values:
            values.append(one["value"])
    return found


def changed(proposal: Row, typed: Mapping[str, Sequence[str]]) -> list[tuple[str, str]]:
    """What a person typed in place of what was found: fields with other values, and fields that were not there."""
    found = by_field(proposal)
    return [
        (name, value)
        for name, values in typed.items()
        if list(values) != found.get(name, []) and values
        for value in values
    ]

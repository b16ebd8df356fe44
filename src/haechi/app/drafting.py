"""A new entry of the register before it is entered: an id after its title, and its faults, field by field."""

import re
import unicodedata
from collections.abc import Container, Iterator, Mapping
from dataclasses import MISSING, fields, replace
from enum import Enum
from typing import Any

from haechi.app import book
from haechi.app.desk import Desk
from haechi.app.registering import Given
from haechi.errors import InputError
from haechi.model import content
from haechi.model.change import Change, Deed
from haechi.model.entries import CONTENTS, Entry, Kind
from haechi.sentence import said

_LONGEST = 48  # characters of an id, before a number


def id_after(desk: Desk, kind: Kind, title: str) -> str:
    """An id that no entry has yet, after the Latin letters of a title, or after the kind where it has none."""
    latin = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", latin).strip("-") or kind.value
    stem = words if len(words) <= _LONGEST else words[:_LONGEST].rpartition("-")[0] or words[:_LONGEST]
    held, number = book.book(desk), 1
    while (found := stem if number == 1 else f"{stem}-{number}") in held:
        number += 1
    return found


def faults(desk: Desk, kind: Kind, entry: str, values: Mapping[str, Any], given: Given) -> Mapping[str, str]:
    """What is wrong with a new entry, in a sentence for each field of its form; empty where no field is at fault."""
    found = content.faults(kind, values)
    sound = {name: value for name, value in values.items() if name not in found}
    says = _says(kind, _stand_ins(kind, found) | sound)
    held = book.book(desk)
    if says is not None:
        for field, sentence in book.unknown(desk, held, says):
            found.setdefault(field, sentence)
    if entry in held:
        found["entry"] = said("{name} is in the register already; choose another id", name=repr(entry))
    return found | dict(_of_circumstances(kind, entry, says, given))


def _stand_ins(kind: Kind, faulty: Container[str]) -> dict[str, str]:
    """Something in place of each needed field that is at fault, so that the others can be looked at."""
    types = content.hints(CONTENTS[kind])
    needed = [field.name for field in fields(CONTENTS[kind]) if field.default is MISSING and field.name in faulty]
    return {name: next(iter(types[name])) if issubclass(types[name], Enum) else "-" for name in needed}


def _says(kind: Kind, values: Mapping[str, Any]) -> Entry | None:
    """What the fields without a fault say; None where they make no entry."""
    try:
        return content.made(kind, values, kind)
    except InputError:
        return None


def _of_circumstances(kind: Kind, entry: str, says: Entry | None, given: Given) -> Iterator[tuple[str, str]]:
    """Faults of the id, the reason and the evidence, each tried with the others sound."""
    done = Change(
        id=0,
        entry=kind.value,
        kind=kind,
        side=given.side,
        deed=Deed.WITHDRAWN,
        content=None,
        why="sound",
        evidence=("sound",),
        who=given.who,
        at=given.at,
    )
    entered = {} if says is None else {"deed": Deed.ENTERED, "content": says}
    tried: Mapping[str, Mapping[str, Any]] = {
        "entry": {"entry": entry},
        "why": {"why": given.why},
        "evidence": {"evidence": tuple(given.evidence), **entered},
    }
    for field, parts in tried.items():
        try:
            replace(done, **parts)
        except InputError as error:
            yield field, error.sentence

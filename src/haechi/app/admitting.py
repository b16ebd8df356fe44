"""From an accepted proposal of the news to an entry of the register, as one side has it."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from haechi.alliance.record import Record
from haechi.app import book, registering
from haechi.app.desk import Desk
from haechi.app.registering import Given
from haechi.errors import InputError
from haechi.model.entries import Kind
from haechi.store.register import Connection

Fields = Mapping[str, Sequence[str]]

_COMMON = frozenset({"korea", "netherlands", "of", "the", "and", "on", "ministers", "ministries"})
_LONGEST = 120  # letters of a title


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What was accepted: values by field, and the title of the article they stand in."""

    fields: Fields
    title: str
    source: str

    def first(self, name: str) -> str | None:
        """The first value of a field."""
        return next(iter(self.fields.get(name, ())), None)

    def all(self, name: str) -> list[str]:
        """Every value of a field."""
        return list(self.fields.get(name, ()))


def admit(desk: Desk, connection: Connection, kind: Kind, told: Told, given: Given, *, entry: str) -> Record:
    """Enter what was accepted as an entry of the register, in a transaction that writes more than that.

    Raises
    ------
    InputError
        If what the kind needs is not known.
    UnknownName
        If it speaks of an item, economy or entry that there is not.
    """
    made = _MAKERS[kind](told, book.book(desk), desk)
    values = {name: value for name, value in made.items() if value not in (None, [], "")}
    return registering.put(desk, connection, kind, entry, values, given)


def _meeting(told: Told, held: Mapping[str, Record], desk: Desk) -> dict[str, Any]:
    return {
        **_whose(told, desk),
        "title": _title(told),
        "body": told.first("body") or _body(told, held),
        "date": told.first("date"),
        "is_held": told.first("modality") != "planned",
        "place": told.first("place"),
        "agenda": told.all("topic"),
    }


def _document(told: Told, _held: Mapping[str, Record], desk: Desk) -> dict[str, Any]:
    form = "memorandum" if told.first("action") == "memorandum" else "agreement"
    return {**_whose(told, desk), "title": _title(told), "form": form, "date": told.first("date")}


def _commitment(told: Told, _held: Mapping[str, Record], desk: Desk) -> dict[str, Any]:
    return {
        **_whose(told, desk),
        "title": _title(told),
        "items": told.all("item"),
        "due": told.first("until"),
        "note": told.first("sentence"),
    }


def _policy(told: Told, _held: Mapping[str, Record], desk: Desk) -> dict[str, Any]:
    economies = [name for name in told.all("party") if name in desk.facts.economy_by_id]
    return {
        **_whose(told, desk),
        "title": _title(told),
        "instrument": told.first("action") or "policy",
        "economies": economies,
        "items": told.all("item"),
        "start": told.first("date"),
    }


def _programme(told: Told, _held: Mapping[str, Record], desk: Desk) -> dict[str, Any]:
    target, by, date, cohort = (told.first(name) for name in ("target", "until", "date", "cohort"))
    targets = [{"period": by, "value": _people("target", target)}] if target and by else []
    actual = {
        "cohort": date,
        "date": date,
        "value": _people("cohort", cohort or "0"),
        "counts": "starts",
        "group": "as reported",
    }
    return {
        **_whose(told, desk),
        "title": _title(told),
        "indicator": "people trained",
        "targets": targets,
        "actuals": [{**actual, "source": told.source}] if cohort and date else [],
    }


def _people(name: str, text: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise InputError(f"{name} {text[:20]!r} is no number of people; give it, as by --set {name}=500") from None


_MAKERS: Mapping[Kind, Callable[[Told, Mapping[str, Record], Desk], dict[str, Any]]] = {
    Kind.MEETING: _meeting,
    Kind.DOCUMENT: _document,
    Kind.COMMITMENT: _commitment,
    Kind.POLICY: _policy,
    Kind.PROGRAMME: _programme,
}


def _title(told: Told) -> str:
    """The title that a person gave, else that of the article, cut at a word."""
    title = told.first("title") or told.title
    return title if len(title) <= _LONGEST else f"{title[:_LONGEST].rsplit(' ', 1)[0]} …"


def _whose(told: Told, desk: Desk) -> dict[str, Any]:
    """Sides, where the text names two economies or more."""
    economies = [name for name in told.all("party") if name in desk.facts.economy_by_id]
    return {"sides": economies} if len(economies) > 1 else {}


def _body(told: Told, held: Mapping[str, Record]) -> str:
    """The body of whose title the greatest part stands in the sentences."""
    said = _words(" ".join([told.title, *told.all("sentence")]))
    titles = {
        entry: _words(record.content.title) - _COMMON for entry, record in held.items() if record.kind is Kind.BODY
    }
    parts = {entry: len(said & words) / len(words) for entry, words in titles.items() if said & words}
    best = [entry for entry, part in parts.items() if part == max(parts.values())]
    if len(best) != 1:
        named = " or ".join(f"body={entry}" for entry in best or titles)
        raise InputError(f"the text does not tell which body met; give it, as by --set {named}")
    return best[0]


def _words(text: str) -> set[str]:
    return set(re.findall(r"[a-z0-9+]+", text.casefold()))

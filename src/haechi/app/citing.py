"""The sources of a document on the register: what was shown for each entry, as a numbered list."""

from collections.abc import Iterable, Iterator

from haechi.app.desk import Desk
from haechi.brief.findings import Reference
from haechi.brief.messages import Messages
from haechi.sentence import said

_FIRST_WIDE = 0x2E80  # of East Asian scripts
_HANGUL = range(0xAC00, 0xD7A4)


def source_of(desk: Desk, evidence: str) -> str:
    """Id of the bundled source that an evidence names before a colon; an evidence that names none is its own."""
    source, _, _ = evidence.partition(":")
    return source if source in desk.facts.source_by_id else evidence


def cited(desk: Desk, shown: Iterable[str], language: str) -> Iterator[Reference]:
    """Each source once, in the order in which it is first shown, with the places that were shown in it."""
    say = Messages(language)
    places: dict[str, list[str]] = {}
    for evidence in dict.fromkeys(shown):
        _, _, place = evidence.partition(": ")
        places.setdefault(source_of(desk, evidence), []).append(place)
    for name, found in places.items():
        if name in desk.facts.source_by_id:
            yield Reference(id=name, text=_published(desk, name, found, language))
        else:
            yield Reference(id=name, text=say("Entered here: {name}", name=name))


def legible(title: str, language: str) -> str:
    """A title as it is; one in an East Asian script is only said to be there, but for Korean in Korean documents.

    A font for one of these scripts may lack the glyphs of the others.
    """
    is_wide = any(ord(glyph) > _FIRST_WIDE for glyph in title)
    is_korean = any(glyph in _HANGUL for glyph in map(ord, title))
    is_readable = not is_wide or (language == "ko" and is_korean)
    return title if is_readable else Messages(language).put(said("title in an East Asian script"))


def _published(desk: Desk, name: str, places: list[str], language: str) -> str:
    source = desk.facts.source_by_id[name]
    date = f", {source.date}" if source.date else ""
    where = f" ({'; '.join(filter(None, places))})" if any(places) else ""
    return f"{source.publisher}: {legible(source.title, language)}{date}{where}. {source.url or ''}".strip()

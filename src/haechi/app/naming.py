"""Names of items, economies and posts in the language of a document."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from functools import cache, cached_property

from haechi.brief.messages import within
from haechi.model.posts import Duty
from haechi.reference import entries, scenarios
from haechi.reference.facts import Facts, load

_TEXTS = ("use", "grade", "reason", "note", "title", "summary", "instrument", "meaning")


@dataclass(frozen=True, kw_only=True)
class Naming:
    """Looks names up in the bundled tables; what they lack stays English."""

    facts: Facts
    language: str

    def item(self, item: str) -> str:
        """Name of an item."""
        return self.facts.item_by_id[item].names.of(self.language)

    def items(self, items: Sequence[str], *, most: int) -> str:
        """The first names of a list, with an ellipsis where there are more."""
        return ", ".join([*(self.item(name) for name in items[:most]), *(["…"] if len(items) > most else [])])

    def stage(self, stage: str) -> str:
        """Name of a stage of the chain."""
        return next(row.names.of(self.language) for row in self.facts.stages if row.id == stage)

    def economy(self, economy: str) -> str:
        """Name of an economy."""
        return self.facts.economy_by_id[economy].names.of(self.language)

    def post(self, post: str) -> str:
        """Name of a post."""
        return next(row.names.of(self.language) for row in self.facts.posts if row.id == post)

    @cached_property
    def terms(self) -> Mapping[str, str]:
        """What stands inside of sentences: items by English name in small letters and by id, economies by code.

        Stages stand by id, titles of the bundled register by the English one.
        """
        stages = {row.id: within(row.names.of(self.language)) for row in self.facts.stages}
        items = {item.id: within(self.item(item.id)) for item in self.facts.items}
        spoken = {item.names.en.lower(): items[item.id] for item in self.facts.items}
        titles = {
            change.content.title: change.content.titled(self.language) for change in entries.bundled() if change.content
        }
        return titles | stages | items | spoken | {row.iso3: self.economy(row.iso3) for row in self.facts.economies}

    def posts(self, economy: str, *duties: Duty) -> tuple[str, ...]:
        """The post of an economy that has the first of these duties that any post has; else the economy itself."""
        for duty in duties:
            for post in self.facts.posts:
                if (post.economy, post.duty) == (economy, duty):
                    return (f"{post.names.of(self.language)} ({economy})",)
        return (self.economy(economy),)


@cache
def names(language: str) -> Mapping[str, str]:
    """Names of the stages and items of the bundled tables, by id."""
    facts = load()
    stages = {row.id: row.names.of(language) for row in facts.stages}
    return stages | {row.id: row.names.of(language) for row in facts.items}


@cache
def economies(language: str) -> Mapping[str, str]:
    """Names of the economies of the bundled tables, by code."""
    return {row.iso3: row.names.of(language) for row in load().economies}


@cache
def terms(language: str) -> Mapping[str, str]:
    """What `Naming.terms` says of the bundled tables."""
    return Naming(facts=load(), language=language).terms


@cache
def quotations() -> frozenset[str]:
    """Texts of the bundled tables, of the library of scenarios and of the bundled register: all of them are English."""
    facts = load()
    rows = (row for table in fields(facts) if table.name != "sources" for row in getattr(facts, table.name))
    told = (getattr(row, name, None) for row in rows for name in _TEXTS)
    grounds = (band.ground for one in scenarios.library() for shock in one.shocks for band in shock.bands.values())
    register = (text for change in entries.bundled() for text in _texts(change.content))
    return frozenset(text for text in (*told, *grounds, *register) if text)


def _texts(value: object) -> Iterator[str]:
    """Texts in an entry that are more than a word, those in other languages left out."""
    if isinstance(value, tuple):
        yield from (text for part in value for text in _texts(part))
    elif is_dataclass(value):
        named = ((field.name, getattr(value, field.name)) for field in fields(value))
        yield from (text for name, part in named if not name.endswith(("_ko", "_nl")) for text in _texts(part))
    elif isinstance(value, str) and " " in value:
        yield value


@cache
def publications() -> frozenset[str]:
    """Ids of the publications of the bundled tables."""
    return frozenset(row.id for row in load().sources)

"""Rules that the bundled tables keep among themselves; each breach is a sentence naming the row."""

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator
from dataclasses import fields
from itertools import chain, pairwise

from haechi.model.chain import Buffer, BufferKind, ItemCode, Provision
from haechi.model.citation import Citation
from haechi.model.entries import Commitment, Meeting, Project
from haechi.model.trade import Edition
from haechi.reference import entries
from haechi.reference.facts import Facts
from haechi.reference.scenarios import library
from haechi.units import UNITS

_NO_PLACE = ("text", "page", "excerpt")
_ROUNDING = 0.005  # published shares are rounded to a tenth of a per cent or so

# table -> fields that together name a row
KEYS = {
    "sources": ("id",),
    "economies": ("iso3",),
    "economy_codes": ("system", "code"),
    "shapes": ("economy",),
    "memberships": ("union", "economy", "start"),
    "stages": ("id",),
    "items": ("id",),
    "item_codes": ("item", "code", "edition", "jurisdiction"),
    "code_changes": ("old_edition", "old_code", "new_edition", "new_code"),
    "links": ("supplier", "customer", "device_type"),
    "buffers": ("item", "customer", "kind"),
    "provisions": ("item", "market", "economy", "basis", "measure", "period"),
    "figures": ("id",),
    "press_points": ("id",),
    "events": ("id",),
    "policies": ("id",),
    "posts": ("id",),
    "aliases": ("name", "also", "zh", "ko", "ja"),
    "parameters": ("preset", "name"),
}


def problems(facts: Facts) -> list[str]:
    """Every breach of a rule, in words; an empty list when the facts stand."""
    checks = (_repeated_keys, _sources, _names, _codes, _editions, _shares, _units, _buffers, _cycles, _entries)
    return [problem for check in checks for problem in check(facts)]


def _repeated_keys(facts: Facts) -> Iterator[str]:
    for table, key in KEYS.items():
        counts = Counter(tuple(str(getattr(row, name)) for name in key) for row in getattr(facts, table))
        yield from (f"{table}: {' '.join(found)} stands {n} times" for found, n in counts.items() if n > 1)


def _sources(facts: Facts) -> Iterator[str]:
    for citation in _citations(facts):
        if "()" in citation.locator or citation.locator in _NO_PLACE:
            yield f"sources: locator {citation.locator!r} in {citation.source!r} names no place"
    used = Counter(citation.source for citation in _citations(facts))
    used.update(event.second_source for event in facts.events if event.second_source)
    used.update(source for scenario in library() for source in scenario.cited)
    for unknown in sorted(used.keys() - facts.source_by_id.keys()):
        yield f"sources: {unknown!r} is cited {used[unknown]} times and not in the table"
    for idle in sorted(facts.source_by_id.keys() - used.keys()):
        yield f"sources: {idle!r} is in the table and never cited"


def _citations(facts: Facts) -> Iterator[Citation]:
    for field in fields(Facts):
        for row in getattr(facts, field.name):
            if hasattr(row, "citation"):
                yield row.citation
    yield from entries.citations()


def _names(facts: Facts) -> Iterator[str]:
    """Economies, items and stages that rows speak of are in their tables."""
    known: dict[str, Container[str]] = {
        "item": facts.item_by_id,
        "economy": facts.economy_by_id,
        "stage": {stage.id for stage in facts.stages},
    }
    for table, row, kind, names in _mentions(facts):
        yield from (f"{table} {row}: {name!r} is in no table" for name in names if name not in known[kind])


def _mentions(facts: Facts) -> Iterator[tuple[str, str, str, Iterable[str]]]:
    """Table, row, kind of name and the names, for every name that a row speaks of."""
    for item in facts.items:
        yield "items", item.id, "stage", [item.stage]
        yield "items", item.id, "item", [item.parent] if item.parent else []
    rows: chain[ItemCode | Buffer | Provision] = chain(facts.item_codes, facts.buffers, facts.provisions)
    yield from ((type(row).__name__, row.item, "item", [row.item]) for row in rows)
    yield from (("links", link.supplier, "item", [link.supplier, link.customer]) for link in facts.links)
    for figure in chain(facts.figures, facts.press_points):
        yield "figures", figure.id, "item", [figure.item] if figure.item else []
        yield "figures", figure.id, "economy", [figure.exporter, figure.importer or figure.exporter]
    for provision in facts.provisions:
        yield "provisions", provision.item, "economy", [provision.market, provision.economy]
    for event in facts.events:
        yield "events", event.id, "item", event.items
        yield "events", event.id, "economy", [event.exporter, *event.importers]
    for policy in facts.policies:
        yield "policies", policy.id, "item", policy.items
        yield "policies", policy.id, "stage", policy.stages
        yield "policies", policy.id, "economy", policy.economies
    yield from (("posts", post.id, "economy", [post.economy]) for post in facts.posts)
    yield from (("aliases", alias.name, "economy", [alias.economy]) for alias in facts.aliases)
    yield from (("economy_codes", code.code, "economy", [code.economy]) for code in facts.economy_codes)
    yield from (("shapes", row.economy, "economy", [row.economy]) for row in facts.shapes if row.economy)
    yield from (("memberships", row.economy, "economy", [row.economy, row.union]) for row in facts.memberships)


def _codes(facts: Facts) -> Iterator[str]:
    """Codes are digits; HS codes have six of them, national splits more."""
    for row in facts.item_codes:
        expected = len(row.code) == 6 if row.jurisdiction == "WCO" else 7 <= len(row.code) <= 10
        if not (row.code.isdigit() and expected):
            yield f"item_codes {row.item}: {row.code!r} is not a code of {row.jurisdiction}"
        if row.jurisdiction != "WCO" and row.jurisdiction not in facts.economy_by_id:
            yield f"item_codes {row.item}: jurisdiction {row.jurisdiction!r} is no economy"
    listed = {row.code for row in facts.item_codes}
    for change in facts.code_changes:
        if not {change.old_code, change.new_code} & listed:
            yield f"code_changes: {change.old_code} to {change.new_code} touches no code of an item"
    for figure in chain(facts.figures, facts.press_points):
        if figure.code and not (figure.code.isdigit() and 2 <= len(figure.code) <= 10):
            yield f"figures {figure.id}: {figure.code!r} is not a code"


def _editions(facts: Facts) -> Iterator[str]:
    """Of every code of an item it is said what it was in the edition before and what it became in the one after."""
    held = defaultdict(set)
    for row in facts.item_codes:
        held[row.edition].add(row.code)
    came = {(row.new_edition, row.new_code) for row in facts.code_changes}
    went = {(row.old_edition, row.old_code) for row in facts.code_changes}
    for old, new in pairwise((Edition.HS12, Edition.HS17, Edition.HS22)):
        yield from (
            f"code_changes: nothing says what {code} of {new} was in {old}"
            for code in sorted(held[new])
            if (new, code) not in came
        )
        yield from (
            f"code_changes: nothing says what became of {code} of {old} in {new}"
            for code in sorted(held[old])
            if (old, code) not in went
        )
    known = {row.code for row in facts.item_codes}
    for figure in chain(facts.figures, facts.press_points):
        code = figure.code
        if code and not any(other.startswith(code) or code.startswith(other) for other in known):
            yield f"figures {figure.id}: {code!r} is no code of an item"


def _shares(facts: Facts) -> Iterator[str]:
    """Shares of one item, market, basis, measure and period sum to at most one."""
    groups: defaultdict[tuple[str, ...], list[Provision]] = defaultdict(list)
    for row in facts.provisions:
        groups[row.item, row.market, row.basis, row.measure, str(row.period)].append(row)
    for key, rows in groups.items():
        total = sum(row.share if row.share is not None else row.low or 0.0 for row in rows)
        if total > 1 + _ROUNDING:
            yield f"provisions {' '.join(key)}: shares sum to {total:.3f}"


def _units(facts: Facts) -> Iterator[str]:
    for figure in chain(facts.figures, facts.press_points):
        if figure.unit not in UNITS:
            yield f"figures {figure.id}: unit {figure.unit!r} is not in the closed set"
    for policy in facts.policies:
        if (policy.budget is None) != (policy.budget_unit is None) or (policy.budget_unit or "1") not in UNITS:
            yield f"policies {policy.id}: budget {policy.budget} {policy.budget_unit!r} has no known unit"
        if policy.end and policy.end.last < policy.start.first:
            yield f"policies {policy.id}: ends {policy.end} before it starts {policy.start}"
    for parameter in facts.parameters:
        if parameter.unit not in UNITS:
            yield f"parameters {parameter.preset} {parameter.name}: unit {parameter.unit!r} is not in the closed set"


def _buffers(facts: Facts) -> Iterator[str]:
    """Every supplier of a link has a usual stock and one time of requalification or replacement, if only assumed."""
    held = {(row.item, row.kind) for row in facts.buffers if row.customer is None}
    for supplier in sorted({link.supplier for link in facts.links}):
        kinds = {kind for kind in BufferKind if (supplier, kind) in held}
        if BufferKind.STOCK not in kinds:
            yield f"buffers: {supplier} supplies others and has no {BufferKind.STOCK.value}"
        if len(kinds - {BufferKind.STOCK}) != 1:
            yield f"buffers: {supplier} supplies others and has not one of requalification and replacement months"


def _cycles(facts: Facts) -> Iterator[str]:
    """The chain runs one way: nothing needs itself through others."""
    needs: defaultdict[str, set[str]] = defaultdict(set)
    for link in facts.links:
        needs[link.customer].add(link.supplier)
    settled: set[str] = set()
    pending = set(needs)
    while ready := {item for item in pending if needs[item] <= settled | (needs[item] - pending)}:
        settled |= ready
        pending -= ready
    if pending:
        yield f"links: a cycle runs through {', '.join(sorted(pending))}"


def _entries(facts: Facts) -> Iterator[str]:
    """Bundled entries of the register speak of entries, posts, items and stages that there are."""
    contents = {change.entry: change.content for change in entries.bundled()}
    known: dict[str, Container[str]] = {
        "entry": contents,
        "post": {post.id for post in facts.posts},
        "item": facts.item_by_id,
        "stage": {stage.id for stage in facts.stages},
        "economy": facts.economy_by_id,
    }
    for entry, content in contents.items():
        for _, kind, names in entry_mentions(content):
            yield from (f"entries {entry}: {name!r} is no {kind}" for name in names if name not in known[kind])


def entry_mentions(content: object) -> Iterator[tuple[str, str, Iterable[str]]]:
    """Field of an entry of the register, kind of name, and the names of it that the field speaks of."""
    names: list[tuple[str, str, Iterable[str | None]]] = [
        (field, kind, getattr(content, field, ()))
        for field, kind in (("items", "item"), ("stages", "stage"), ("sides", "economy"), ("members", "post"))
    ]
    names += [
        (field, "entry", [getattr(content, field, None)]) for field in ("body", "document", "programme", "meeting")
    ]
    if isinstance(content, Meeting):
        names.append(("attendance", "post", content.attendance))
        names.append(("actions", "post", [action.owner for action in content.actions]))
    if isinstance(content, Commitment):
        names.append(("owners", "post", [owner.post for owner in content.owners]))
        names.append(("owners", "economy", [owner.economy for owner in content.owners]))
    if isinstance(content, Project):
        names.append(("partners", "entry", content.partners))
        names.append(("packages", "entry", [package.lead for package in content.packages]))
    yield from ((field, kind, [name for name in found if name]) for field, kind, found in names)

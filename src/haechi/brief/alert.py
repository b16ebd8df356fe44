"""The document on one alert, to be forwarded: what moved and who, how sure it is, what hangs on it, what clears it."""

from collections.abc import Iterator, Sequence

from haechi.brief import course, moved, quantities, retold, surroundings
from haechi.brief.document import Block, Brief, Bullets, Section
from haechi.brief.dossier import Dossier
from haechi.brief.messages import Messages, within
from haechi.model.signal import Level, Movement, Node, Signal
from haechi.sentence import said
from haechi.watch.card import Card, Clearing
from haechi.watch.course import Quantity
from haechi.watch.mirror import Mirror, MirrorState
from haechi.watch.movers import Amount

_NAMED = 3  # items in a title
_SEEN = 2  # importers that are named to be asked


def compose(dossier: Dossier, say: Messages) -> Brief:
    """The document in the language of the messages; names stand in the dossier in that language already."""
    title = _title(dossier, say)
    sections = [*_of_data(dossier, say), *surroundings.sections(dossier, say)]
    if dossier.card is not None:
        numbers = Section(heading=say("The numbers"), blocks=(course.table(dossier.card, say),))
        if dossier.is_signal:
            sections.append(Section(heading=say("What would clear it"), blocks=_clearing(dossier, say)))
        sections.append(numbers)
    return Brief(
        title=title,
        subtitle=_subtitle(dossier, say),
        issued=dossier.issued,
        language=say.language,
        lead=tuple(_lead(dossier, say)),
        sections=tuple(sections),
        references_heading=say("Sources"),
        references=tuple(reference.text for reference in dossier.references),
        colophon=(say.put(dossier.colophon),),
    )


def _title(dossier: Dossier, say: Messages) -> str:
    if dossier.card is None:
        assert dossier.notice is not None  # noqa: S101 - a dossier speaks of data or of a notice
        return say("Notice: {what}", what=dossier.notice.what)
    signal = dossier.card.signal
    value = _value(dossier.card)
    told = {
        "flows": _flows(dossier, signal.node, say),
        "month": quantities.month(signal.period, say),
        "seen": quantities.money(value.seen, say),
        "expected": quantities.money(value.expected, say) if value.expected is not None else say("not known"),
    }
    ways = {
        Movement.DROP: said("{flows} fell in {month}: {seen}, expected {expected}", **told),
        Movement.SURGE: said("{flows} rose in {month}: {seen}, expected {expected}", **told),
        Movement.PRICE: said("{flows}: the unit value moved in {month}; {seen}, expected {expected}", **told),
        Movement.SUPPLIER: said("{flows}: a supplier is new or lost in {month}; {seen}, expected {expected}", **told),
        Movement.SHARE: said("{flows}: the share moved in {month}; {seen}, expected {expected}", **told),
    }
    quiet = said("{flows} in {month}: {seen}, expected {expected}", **told)
    return say.put(ways[signal.movement] if dossier.is_signal else quiet)


def _value(card: Card) -> Amount:
    """Value of the month that is spoken of, as it was judged."""
    last = card.series[0].points[-1]
    gap = None if last.judged is None or last.expected is None else last.judged - last.expected
    return Amount(seen=last.judged, expected=last.expected, change=gap)


def _flows(dossier: Dossier, node: Node, say: Messages) -> str:
    names = [within(dossier.names[item]) for item in dossier.around.items[:_NAMED]]
    more = say(" and others") if len(dossier.around.items) > _NAMED else ""
    what = f"{', '.join(names)}{more} ({node.code})" if names and node.code else node.code or node.stage or ""
    exporter, importer = (dossier.names.get(name or "", "") for name in (node.exporter, node.importer))
    if node.level is Level.PAIR:
        return say("{exporter}'s exports of {what} to {importer}", exporter=exporter, what=what, importer=importer)
    if node.level is Level.EXPORTER_ITEM:
        return say("{exporter}'s exports of {what}", exporter=exporter, what=what)
    if node.level is Level.IMPORTER_ITEM:
        return say("{importer}'s imports of {what}", importer=importer, what=what)
    if node.level is Level.EXPORTER:
        return say("{exporter}'s exports of all that is watched", exporter=exporter)
    if node.level is Level.STAGE:
        return say("Trade in all that is watched of the stage {stage}", stage=what)
    return say("Trade in {what}", what=what)


def _subtitle(dossier: Dossier, say: Messages) -> str:
    if dossier.card is None:
        return say("Notice, no signal of data")
    signal = dossier.card.signal
    if not dossier.is_signal:
        return say("No signal of early warning; {id}", id=signal.node.id)
    return say(
        "{level} of early warning, {reading}; {id}",
        level=say(signal.level.value).capitalize(),
        reading=say(signal.reading.value),
        id=dossier.id,
    )


def _lead(dossier: Dossier, say: Messages) -> Iterator[str]:
    if dossier.notice is not None:
        notice = dossier.notice
        yield say(
            "State: {state}. Announced {announced}, effective {effective}. From {exporter} to {importers}.",
            state=say(notice.state.value),
            announced=notice.announced or "–",
            effective=notice.effective or "–",
            exporter=dossier.names[notice.exporter],
            importers=", ".join(dossier.names[name] for name in notice.importers) or say("all"),
        )
        yield say("Entered by {who} from: {source}.", who=notice.who, source=notice.source)
    if dossier.card is not None:
        compared = (split for split in dossier.card.splits if split.base_usd is not None)
        yield moved.in_words(next(compared, dossier.card.splits[0]), say)
        if dossier.card.movers is not None:
            yield moved.counted(dossier.card.movers, say)
        if dossier.is_signal:
            yield _chance(dossier.card.signal, say)
    yield surroundings.weight_of(dossier, say)


def _chance(signal: Signal, say: Messages) -> str:
    return say(
        "Probability that the movement is not due to chance: {probability} (1 less the false-discovery rate {q:.2g}; "
        "p-value {p:.2g}).",
        probability=quantities.part(signal.probability),
        p=signal.p_value,
        q=signal.q_value,
    )


def _of_data(dossier: Dossier, say: Messages) -> Iterator[Section]:
    card = dossier.card
    if card is None:
        return
    blocks: tuple[Block, ...] = (
        course.picture(card.series, dossier.around.happenings, dossier.data, _title(dossier, say) + ".", say),
        moved.splits(card, say),
    )
    yield Section(heading=say("What the data show"), blocks=blocks)
    if card.movers is not None:
        yield Section(heading=say("Who moved"), blocks=(moved.parts(dossier, card.signal.node, card.movers, say),))
    yield Section(heading=say("How sure is it"), blocks=(Bullets(points=tuple(_sureness(dossier, card, say))),))


def _sureness(dossier: Dossier, card: Card, say: Messages) -> Iterator[str]:
    signal = card.signal
    yield say(
        "Held against past surprises of like series ({stratum}); finer signals that it explains: {n}.",
        stratum=signal.stratum,
        n=len(signal.explains),
    )
    told = (retold.sentence(reason, say, dossier.names) for reason in signal.reasons)
    yield from (f"{reason[:1].upper()}{reason[1:]}." for reason in told)
    yield mirror_words(dossier.mirror, say)
    if dossier.survival is None or not dossier.survival.of:
        yield say("Chance to survive the next revision: not known, only one publication of each month is held.")
    else:
        yield say(
            "Chance to survive the next revision: of {n} past months that were published again, the first number "
            "stayed within 5 % in {kept} ({part}).",
            n=dossier.survival.of,
            kept=dossier.survival.kept,
            part=quantities.part(dossier.survival.kept / dossier.survival.of),
        )


def mirror_words(mirror: Mirror | None, say: Messages) -> str:
    """What the other side says, with the numbers."""
    if mirror is None or mirror.source is None:
        return say("The other side of the flows is absent: no data of its customs are held for the month.")
    if mirror.state is MirrorState.ABSENT:
        return say("The other side is absent: {source} ({basis}) does not tell the same flows.", **_other(mirror, say))
    verdict = say("confirms it") if mirror.state is MirrorState.CONFIRMS else say("contradicts it")
    return say(
        "The other side {verdict}: {source} ({basis}) has {other} for {pairs} of {of} pairs, where {seen} was seen and "
        "{expected} expected; usually it has {ratio:.2f} times as much.",
        verdict=verdict,
        **_other(mirror, say),
        other=quantities.money(mirror.other_usd, say),
        pairs=mirror.pairs,
        of=mirror.of,
        seen=quantities.money(mirror.seen_usd, say),
        expected=quantities.money(mirror.expected_usd, say),
        ratio=mirror.usual_ratio,
    )


def _other(mirror: Mirror, say: Messages) -> dict[str, str]:
    return {"source": mirror.source or "", "basis": say(mirror.basis or "")}


def _clearing(dossier: Dossier, say: Messages) -> tuple[Block, ...]:
    assert dossier.card is not None  # noqa: S101 - the caller looked
    card = dossier.card
    nothing = say("Nothing can be expected of the months to come: too few months with trade.")
    points = [_cleared_by(card.signal.movement, card.clearing, say) if card.clearing else nothing]
    asked = [] if card.movers is None else [row.node.importer for row in card.movers.listed if row.node.importer]
    if asked and card.signal.node.importer is None:
        points.append(
            say(
                "Contradicted where the import statistics of {importers} of this month and the next do not show it.",
                importers=", ".join(dossier.names[name] for name in asked[:_SEEN]),
            )
        )
    points.append(say("Withdrawn where a later publication of the month brings it back into its usual range."))
    return (Bullets(points=tuple(points)),)


def _cleared_by(movement: Movement, clearing: Clearing, say: Messages) -> str:
    """The ends of the bands of the month to come that matter for the movement."""
    when = quantities.month(clearing.period, say)
    if clearing.is_joined:
        when = say("{month}, by the mean with January", month=when)
    by = {row.quantity: row for row in clearing.ranges}
    price = by.get(Quantity.UNIT_VALUE)
    if movement is Movement.PRICE and price is not None:
        low, high = (quantities.unit_value(end, say) for end in (price.low, price.high))
        return say("Cleared by {when}: unit value from {low} to {high}.", when=when, low=low, high=high)
    ends = say(" or ").join(_ends(movement, clearing, say))
    if movement is Movement.SURGE:
        return say("Cleared by {when}: at most {ends}.", when=when, ends=ends)
    return say("Cleared by {when}: at least {ends}.", when=when, ends=ends)


def _ends(movement: Movement, clearing: Clearing, say: Messages) -> Sequence[str]:
    amounts = {Quantity.VALUE: quantities.money, Quantity.WEIGHT: quantities.weight}
    return [
        amounts[row.quantity](row.high if movement is Movement.SURGE else row.low, say)
        for row in clearing.ranges
        if row.quantity in amounts
    ]

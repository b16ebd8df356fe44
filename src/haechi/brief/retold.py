"""Names and sentences of a result, which keeps them in English, put into the language of a document.

Each is matched with the message that it was made from; what matches none is looked up whole, and else stays as it is.
"""

import datetime as dt
import re
from collections.abc import Mapping
from functools import cache

from haechi.brief.messages import SLOT, Messages
from haechi.sentence import Said, said

_LATER = re.compile(r"(.+) from (\d{4}-\d\d-\d\d) on")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_NUMBER = re.compile(r"[-+]?\d[\d,]*(\.\d+)?\s?%?")
_SLOTS = re.compile(r"\{\w+(?::[^}]*)?\}")
_JOINTS = ((re.compile(r"(?<=\.) "), " "), (re.compile("; "), "; "), (re.compile(", "), ", "))
_NAMES = ("economy", "economies", "buyers")  # values that are names of economies, which hold no full stop
_LONGEST = 300  # characters of a name of an unknown
_LEAST = 12  # characters of its own by which a message is known without being listed here
_PLAIN = re.compile(r"(?:[^().;]|\.(?=\S)){1,60}")  # what may be the name of somebody or something, or a few words
_OTHERS: Mapping[str, Said] = {"others": said("others"), "all suppliers": said("all suppliers")}
_ITEMS = ("item", "customer")

UNKNOWNS = (
    said("{item} of {who}"),
    said("share of {who} in {item}, which nobody published"),
    said("share of {who} in {item}"),
    said("stock of {item} at {customer}"),
    said("stock of {item}"),
    said("sharing of {item} among lines"),
    said("what can be sent of {item} from {who}"),
    said("days of order of {item} from {who}"),
    said("days of licence of {item} from {who}"),
    said("time to qualify {item} from {who}"),
    said("time to replace {item} from {who}"),
    said("depth of the loss of {item} from {who}"),
    said("duration of the loss of {item} from {who}"),
    said("time of recovery of {item} from {who}"),
    said("days that goods are on their way of {item} from {who}"),
    said("days that open licences last of {item} from {who}"),
    said("days laid in before of {item} from {who}"),
    said("part of {economy} in all that turn to others for {item}"),
    said("part that important inputs take along"),
    said("part of its family that a lost member is"),
)


def unknown(name: str, say: Messages, names: Mapping[str, str]) -> str:
    """The name of an unknown; `names` holds items by their English name in small letters, and economies by code."""
    later = _LATER.fullmatch(name)
    if later:
        return say("{what}, from {day} on", what=unknown(later[1], say, names), day=later[2])
    return _retold(name, UNKNOWNS, say, names)


def sentence(text: str, say: Messages, names: Mapping[str, str]) -> str:
    """A note or a reason; `names` holds items by id too."""
    if isinstance(text, Said):
        found = say.put(text, lambda value: _named(value, say, names))
    else:
        found = names.get(text) or _known(text, say, names)
    return found[:1].upper() + found[1:] if text[:1].isupper() else found


def _named(value: str, say: Messages, names: Mapping[str, str]) -> str:
    """A text among the values of a sentence: a name of the tables, an unknown, a sentence, or several of them."""
    found = names.get(value) or names.get(value.lower()) or _known(value, say, names)
    for joint, mark in _JOINTS:
        parts = joint.split(value)
        if found == value and len(parts) > 1:
            found = mark.join(_named(part, say, names) for part in parts)
    return found


def _known(text: str, say: Messages, names: Mapping[str, str]) -> str:
    """A text by the message that can have made it, among those listed here before all of the catalogues."""
    found = unknown(text, say, names)
    if found == text:
        found = _of_any(text, say, names)
    spaced = text.replace("_", " ")
    return say.known(spaced) if found == text and say.speaks(spaced) else found


def _retold(text: str, messages: tuple[Said, ...], say: Messages, names: Mapping[str, str]) -> str:
    for message in messages if len(text) <= _LONGEST else ():
        found = _pattern(message.message).fullmatch(text)
        if found and _is_unknown(found.groupdict(), names):
            return _put(message.message, found.groupdict(), say, names)
    return say.known(text)


def _is_unknown(values: Mapping[str, str], names: Mapping[str, str]) -> bool:
    return all(value in names if key in _ITEMS else _PLAIN.fullmatch(value) for key, value in values.items())


def _of_any(text: str, say: Messages, names: Mapping[str, str]) -> str:
    """The text by the message of the catalogues that has most text of its own, where one can have made it."""
    for message in say.templates:
        if len(SLOT.sub("", message)) < _LEAST:
            break
        values = _parts(message, text)
        if values and all(_is_likely(value, say, names) for value in values.values()):
            return _put(message, values, say, names)
    return text


def _is_likely(value: str, say: Messages, names: Mapping[str, str]) -> bool:
    """Whether a text can be a value of a message: a few plain words, a known text, or several of them."""
    return bool(_PLAIN.fullmatch(value)) or _is_known(value, say, names)


def _is_known(value: str, say: Messages, names: Mapping[str, str]) -> bool:
    if value in names or value.lower() in names or _known(value, say, names) != value:
        return True
    split = (joint.split(value) for joint, _ in _JOINTS)
    return any(len(parts) > 1 and all(_is_known(part, say, names) for part in parts) for parts in split)


def _parts(message: str, text: str) -> Mapping[str, str]:
    """Values that a message has in a text, each as short as can be; none where the message cannot have made it."""
    fixed, slots = _split(message)
    if not (text.startswith(fixed[0]) and text.endswith(fixed[-1])) or "" in fixed[1:-1]:
        return {}
    values: dict[str, str] = {}
    place, end = len(fixed[0]), len(text) - len(fixed[-1])
    for number, name in enumerate(slots, 1):
        stop = end if number == len(slots) else text.find(fixed[number], place + 1, end)
        value = text[place:stop] if stop > place else ""
        if not value or values.setdefault(name, value) != value or (name in _NAMES and "." in value):
            return {}
        place = stop + len(fixed[number])
    return values


@cache
def _split(message: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What is fixed in a message, and the names of the values between."""
    fixed = tuple(part.replace("{{", "{").replace("}}", "}") for part in _SLOTS.split(message))
    return fixed, tuple(slot[1] for slot in SLOT.finditer(message))


def _put(message: str, found: Mapping[str, str], say: Messages, names: Mapping[str, str]) -> str:
    values = {key: _value(value, say, names) for key, value in found.items()}
    return SLOT.sub(lambda slot: values[slot[1]], say.known(message))


def _value(value: str, say: Messages, names: Mapping[str, str]) -> str:
    if value in _OTHERS:
        return say.put(_OTHERS[value])
    if _DAY.fullmatch(value):
        return say.date(dt.date.fromisoformat(value))
    return say.number(value) if _NUMBER.fullmatch(value) else _named(value, say, names)


@cache
def _pattern(message: str) -> re.Pattern[str]:
    """The message with anything in place of its values, as much as can be for who supplies."""
    parts = re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>.+?)", re.escape(message))
    return re.compile(parts.replace("(?P<who>.+?)", "(?P<who>.+)"))

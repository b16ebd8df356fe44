"""Results of customs data that are kept while nothing is loaded: a desk that many ask must not work them out anew."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import wraps
from inspect import signature
from threading import Lock
from typing import Any, Concatenate, ParamSpec, TypeVar

from haechi.app.desk import Desk

P = ParamSpec("P")
T = TypeVar("T")


def kept(
    *, most: int, weigh: Callable[[Any], int] = lambda _: 1
) -> Callable[[Callable[Concatenate[Desk, P], T]], Callable[Concatenate[Desk, P], T]]:
    """Keep the last results of a use case that reads customs data and bundled tables only, never what people enter.

    A result counts for one workspace, day, state of its lake and set of arguments. It is worked out once, however many
    ask at a time. Errors are not kept.

    Parameters
    ----------
    most : what the results that are kept weigh together; those worked out longest ago are dropped
    weigh : the weight of a result, such as its bytes; one by default, so that `most` is how many
    """

    def around(use_case: Callable[Concatenate[Desk, P], T]) -> Callable[Concatenate[Desk, P], T]:
        held: OrderedDict[Hashable, T] = OrderedDict()
        weights: OrderedDict[Hashable, int] = OrderedDict()
        working = Lock()
        written = signature(use_case)

        @wraps(use_case)
        def answer(desk: Desk, /, *args: P.args, **kwargs: P.kwargs) -> T:
            asked = written.bind(desk, *args, **kwargs)
            asked.apply_defaults()
            key = (_state(desk), asked.args[1:], tuple(sorted(asked.kwargs.items())))
            try:
                return held[key]
            except KeyError:
                pass
            with working:
                if key in held:
                    return held[key]
                found = use_case(desk, *args, **kwargs)
                held[key], weights[key] = found, weigh(found)
                while sum(weights.values()) > most:
                    oldest, _ = weights.popitem(last=False)
                    del held[oldest]
                return found

        return answer

    return around


def _state(desk: Desk) -> Hashable:
    """What a result stands on: the day, and the loads of the workspace where there is one."""
    loads = None if desk.workspace is None else (desk.workspace.folder, desk.lake.state())
    return (desk.as_of, loads)

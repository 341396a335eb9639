"""Methods that remember their last results without keeping alive the object that they belong to."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import ParamSpec, TypeVar, cast
from weakref import WeakMethod

P = ParamSpec("P")
Result = TypeVar("Result")


def remembered(method: Callable[P, Result], most: int) -> Callable[P, Result]:
    """The method, which gives the same result to the same arguments as long as it is among so many last ones.

    A cache around the bound method would hold its object, which holds the cache: snapshots, which are large and come
    and go, would then wait for the garbage collection instead of going at once.
    """
    weak = WeakMethod(method)

    def found(*args: P.args, **kwargs: P.kwargs) -> Result:
        alive = weak()
        assert alive is not None
        return alive(*args, **kwargs)

    return cast("Callable[P, Result]", lru_cache(most)(found))

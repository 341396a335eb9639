"""What a method found is remembered, and its object goes as soon as nobody holds it."""

from __future__ import annotations

import gc
from weakref import ref

from knowledge.remembered import remembered


class Counting:
    """Counts how often it is asked."""

    def __init__(self) -> None:
        self.asked = 0
        self.double = remembered(self._double, 2)

    def _double(self, number: int) -> int:
        self.asked += 1
        return 2 * number


def test_what_was_asked_before_is_not_found_again_as_long_as_it_is_among_the_last() -> None:
    counting = Counting()
    assert [counting.double(number) for number in (1, 1, 2, 1)] == [2, 2, 4, 2]
    assert counting.asked == 2
    assert [counting.double(number) for number in (3, 2)] == [6, 4]
    assert counting.asked == 4


def test_its_object_needs_no_garbage_collection() -> None:
    counting = Counting()
    counting.double(1)
    gc.disable()
    try:
        gone = ref(counting)
        del counting
        assert gone() is None
    finally:
        gc.enable()

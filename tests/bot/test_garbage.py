"""Nothing goes through all objects while much is made, and afterwards it does again, whatever happened."""

from __future__ import annotations

import gc
from contextlib import suppress
from datetime import date
from weakref import ref

from bot.commands import queries
from bot.garbage import built_to_stay, made_to_go
from bot.holdings import Holding
from knowledge.model import Catalogue


def test_while_much_is_made_only_what_is_new_is_looked_through_and_then_all_is_again() -> None:
    usual = gc.get_threshold()
    collections = full_collections()
    with suppress(ZeroDivisionError), made_to_go():
        made = [[number] for number in range(400_000)]
        assert full_collections() == collections
        raise ZeroDivisionError
    assert len(made) == 400_000
    assert gc.get_threshold() == usual


def full_collections() -> int:
    return int(gc.get_stats()[2]["collections"])


def test_what_was_built_to_stay_is_not_looked_through() -> None:
    try:
        with built_to_stay():
            kept = [object() for _ in range(10)]
        assert not any(each is kept for each in gc.get_objects())
    finally:
        gc.unfreeze()
    assert gc.isenabled()


def test_a_small_snapshot_is_built_as_anything_is() -> None:
    with built_to_stay(many=False):
        assert gc.isenabled()
    assert gc.get_freeze_count() == 0


def test_a_snapshot_that_was_used_goes_without_a_garbage_collection(catalogue: Catalogue) -> None:
    gc.disable()
    try:
        holding = Holding.over(catalogue, lambda: date(2026, 1, 15))
        holding.composed(holding.desk.answer(queries.latest()), holding.voices["en"])
        holding.metrics["en"].offered("over")
        snapshot, desk, names = ref(holding), ref(holding.desk), ref(holding.metrics["en"])
        del holding
        assert (snapshot(), desk(), names()) == (None, None, None)
    finally:
        gc.enable()

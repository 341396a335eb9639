"""Whose the report says something is, told by the names that a text sets against each other."""

from __future__ import annotations

import pytest

from knowledge.model import Relation
from knowledge.questions.rivals import NAMES, statements, whose
from tests.questions.corpora import the_catalogue


@pytest.mark.parametrize(
    ("statement", "text"),
    [
        ("report_publisher", "it's the aja's report, not meti's"),
        ("report_publisher", "アニメ産業レポートは経産省じゃなくて動画協会のもの"),
        ("events_keeper", "the list is kept by the ioea rather than the aja"),
        ("chao_annecy", "chao won at annecy, not cannes"),
        ("report_publisher", "the report was never meti's"),
        ("report_publisher", "the report isn't published by meti"),
        ("gap_widened", "the gap did anything but shrink"),
        ("hasegawa_gap", "hasegawa says that the gap won't narrow"),
        ("aja_chair", "hasegawa is not the one who chairs the aja"),
        ("report_due", "the report is not due in march"),
    ],
)
def test_what_is_denied_of_others_is_so(statement: str, text: str) -> None:
    assert whose(statement, text) is Relation.SO


@pytest.mark.parametrize(
    ("statement", "text"),
    [
        ("report_publisher", "it's meti's report, not the aja's"),
        ("report_publisher", "アニメ産業レポートを出しているのは経産省であって、動画協会じゃないよ"),
        ("report_publisher", "meti publishes the anime industry report"),
        ("ishikawa_company", "ishikawa is president of toei animation"),
        ("hasegawa_gap", "hasegawa says that the gap is going to narrow"),
        ("report_due", "the report is due in march"),
        ("report_due", "the report is not due in december"),
        ("report_editor", "hasegawa is no longer the editor"),
        ("aja_chair", "日本動画協会の会長は石川和子以外の人だ"),
        ("aja_chair", "日本動画協会の会長が宮崎駿なのは間違いない"),
    ],
)
def test_what_is_said_of_others_is_not_so(statement: str, text: str) -> None:
    assert whose(statement, text) is Relation.NOT_SO


@pytest.mark.parametrize(
    ("statement", "text"),
    [
        ("report_publisher", "the aja publishes the anime industry report"),
        ("report_publisher", "the aja and meti publish the report"),
        ("report_publisher", "it is not only meti that reads the report"),
        ("ishikawa_company", "she is also the president of nippon animation"),
        ("ishikawa_company", "日本アニメーションの社長でもあります"),
        ("tiffcom", "tiffcom is a market"),
        ("market_record", "meti says it was a record"),
    ],
)
def test_names_do_not_tell_where_they_are_not_set_against_each_other(statement: str, text: str) -> None:
    assert whose(statement, text) is None


def test_the_statements_are_held_and_their_names_told() -> None:
    assert NAMES.is_file()
    assert set(statements()) <= set(the_catalogue().statements)
    assert all(set(slot.every) - set(slot.own) for each in statements().values() for by in each for slot in by.values())

"""Who holds which office is settled by the statement that says so, in either language."""

from __future__ import annotations

import pytest

from knowledge.model import Claim, Operation, Query, Relation
from knowledge.questions import Reader
from knowledge.questions.normalise import normalised
from knowledge.questions.offices import Offices
from tests.knowledge.questions.conftest import Understand
from tests.questions.corpora import the_catalogue

CLAIM = Query(operation=Operation.STATEMENT, statements=("aja_aims",), claim=Claim(relation=Relation.SO))


@pytest.mark.parametrize(
    "text",
    [
        "AJAの石川和子会長は、日本アニメーションの社長も兼任している。",
        "Ishikawa, the AJA's chair, is president of Nippon Animation, too.",
    ],
)
def test_where_a_person_works_is_no_office(reader: Reader, text: str) -> None:
    post = CLAIM.model_copy(update={"statements": ("ishikawa_company",)})
    assert Offices(the_catalogue()).judged(post, reader.tags(normalised(text))) is None


@pytest.mark.parametrize(
    ("text", "statement", "holds"),
    [
        ("Ishikawa chairs the AJA, right?", "aja_chair", True),
        ("Is Hasegawa the chair?", "aja_chair", False),
        ("hasegawa is the editor in chief", "report_editor", True),
        ("石川さんが編集長だよね", "report_editor", False),
        ("会長は石川さんですよね", "aja_chair", True),
    ],
)
def test_a_person_holds_the_office_or_does_not(reader: Reader, text: str, statement: str, holds: bool) -> None:
    judged = Offices(the_catalogue()).judged(CLAIM, reader.tags(normalised(text)))
    assert judged is not None
    assert judged.statements == (statement,)
    assert judged.claim is not None
    assert (judged.claim.relation is Relation.SO) == holds


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("What is Hasegawa's role?", "report_editor"),
        ("石川さんは何をしている人？", "aja_chair"),
        ("Who is the chair?", "aja_aims"),
    ],
)
def test_what_a_person_is_is_told_of_that_person(reader: Reader, text: str, statement: str) -> None:
    other = "aja_chair" if statement == "report_editor" else "report_editor" if statement == "aja_chair" else "aja_aims"
    asked = Query(operation=Operation.STATEMENT, statements=(other,))
    assert Offices(the_catalogue()).told(asked, reader.tags(normalised(text))).statements == (statement,)


@pytest.mark.parametrize("text", ["Is Hasegawa not the chair?", "Who is the chair?", "Did Ishikawa speak?"])
def test_nothing_is_settled_without_a_plain_claim(reader: Reader, text: str) -> None:
    assert Offices(the_catalogue()).judged(CLAIM, reader.tags(normalised(text))) is None


@pytest.mark.parametrize(
    "text",
    [
        "Kazuko Ishikawa, who chairs the AJA, is president of Toei Animation. Have I got that right?",
        "石川さんって東映アニメーションの社長だよね？",
    ],
)
def test_nobody_is_president_where_nothing_is_held(text: str, understand: Understand) -> None:
    query = understand(text)
    assert query.claim is not None
    assert (query.statements, query.claim.relation) == (("ishikawa_company",), Relation.NOT_SO)

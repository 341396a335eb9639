"""A statement of the report is found by what it is about, whatever the wording."""

from __future__ import annotations

import pytest

from knowledge.model import Catalogue, Operation
from tests.knowledge.questions.conftest import Understand


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("Who chairs the AJA?", "aja_chair"),
        ("Who is the editor of the report?", "report_editor"),
        ("What company does Ishikawa run?", "ishikawa_company"),
        ("What does Hasegawa say about bundled contracts?", "hasegawa_growth"),
        ("When will the report be published?", "report_due"),
        ("What is TIFFCOM?", "tiffcom"),
        ("Where were the 2024 figures presented?", "presented_at"),
        ("Where will ChaO be screened?", "chao_tokyo"),
        ("What did TOHO Global talk about?", "session_toho"),
        ("What does the anime ecosystem include?", "ecosystem_parts"),
        ("Which initiative is the goal part of?", "goal_initiative"),
        ("What does AJA stand for?", "aja_name"),
        ("AJAの会長は誰ですか", "aja_chair"),
        ("編集長は誰ですか", "report_editor"),
        ("TIFFCOMとは何ですか", "tiffcom"),
        ("レポートはいつ刊行されますか", "report_due"),
        ("ChaOはどの映画祭で受賞しましたか", "chao_annecy"),
    ],
)
def test_a_statement_is_found_by_its_topics(understand: Understand, text: str, statement: str) -> None:
    query = understand(text)
    assert query.operation is Operation.STATEMENT
    assert query.statements[0] == statement


def test_the_person_of_the_turn_before_is_he_or_she(understand: Understand) -> None:
    editor = understand("Who is the editor of the report?")
    said = understand("What did he say about bundled contracts?", editor)
    assert said.statements[0] == "hasegawa_growth"


@pytest.mark.parametrize(
    "text",
    ["How big was the overseas market in 2024?", "What is the goal for 2033?", "How many anime events are there?"],
)
def test_a_question_after_a_number_is_answered_with_a_number(understand: Understand, text: str) -> None:
    assert understand(text).operation is Operation.VALUE


def test_every_statement_found_is_one_that_is_held(understand: Understand, shipped: Catalogue) -> None:
    assert set(understand("What was said at the session in TIFFCOM?").statements) <= set(shipped.statements)

"""A variant of an example means what its frame says, and of a part of a message stands where that did."""

from __future__ import annotations

import random

from knowledge.questions.learnt.encoding import Encoded
from tests.questions.corpora import Turns, the_catalogue
from tests.questions.training.augmenting import Augmenter, runs_of, where_of
from tests.questions.training.examples import Example, Teacher

MESSAGE: Turns = [
    {"q": "streaming was at 250 billion yen in 2023,", "m": "market_streaming@2023 ? = 2.5e11 JPY"},
    {"q": "far above what tv made", "m": "compare market_streaming@2023, market_tv@2023 ? >"},
]
OTHERS: list[Turns] = [
    [{"q": f"{name} grew in 2023", "m": f"growth(market_{metric})@2023 ? > 0 percent"}]
    for name, metric in (("music", "music"), ("merchandising", "merchandising"), ("streaming", "streaming"))
]
SHOWN = 200


def variants() -> list[tuple[Example, Example]]:
    """The second part of a message, and what it is shown as."""
    teacher = Teacher(the_catalogue())
    examples = [lesson.example for lesson in (*teacher.lessons(OTHERS), *teacher.told([MESSAGE]))]
    example = next(each for each in examples if each.frame.operation == "compare")
    augmenter = Augmenter(examples, random.Random(1))
    return [(example, changed) for _ in range(SHOWN) if (changed := augmenter.changed(example)) is not example]


def places(question: Encoded) -> list[tuple[str, ...]]:
    return [where_of(question.tokens[run.start]) for run in runs_of(question)]


def test_another_category_is_put_in_all_of_a_message_and_in_the_meaning_of_its_part() -> None:
    moved = [(one, other) for one, other in variants() if one.frame != other.frame]
    assert len(moved) > SHOWN / 20
    for _, other in moved:
        said = {name for _, names in other.question.tokens for name in names if name.startswith("c:subject:")}
        meant = {metric.replace("market_", "c:subject:") for metric in other.frame.metrics if metric != "-"}
        assert meant <= said


def test_what_is_put_in_stands_where_the_other_stood() -> None:
    found = variants()
    assert found
    assert all(places(one.question) == places(other.question) for one, other in found)

"""Every language says everything, with the same places to fill."""

import string
import tomllib
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import pytest

from bot.answers import wording as wordings
from bot.answers.composing import compose
from bot.answers.contract import turn_object
from bot.answers.wording import LANGUAGES, wording
from bot.asking import Asker
from knowledge.model import Operation, Reason, Relation, Scope, Unit, Verdict


def texts_of(language: str) -> dict[str, tuple[str, ...]]:
    words = tomllib.loads(files(wordings).joinpath(f"{language}.toml").read_text(encoding="utf-8"))
    return dict(_flat(words, ""))


def _flat(words: dict[str, Any], before: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    for key, value in words.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{before}{key}.")
        else:
            yield before + key, tuple(value) if isinstance(value, list) else (value,)


def places(texts: tuple[str, ...]) -> set[str]:
    return {name for text in texts for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_has_the_keys_of_english_and_their_places(language: str) -> None:
    english, other = texts_of("en"), texts_of(language)
    assert set(other) == set(english)
    assert {key: places(texts) for key, texts in other.items()} == {
        key: places(texts) for key, texts in english.items()
    }
    assert all(text.strip() for texts in other.values() for text in texts)


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_that_an_answer_can_say_has_words(language: str) -> None:
    words = wording(language)
    wanted = [f"declined.{reason.value}" for reason in Reason]
    wanted += [f"{table}.{member.value}" for table, kinds in TABLES.items() for member in kinds]
    assert [key for key in wanted if not words.has(key)] == []


TABLES: dict[str, Any] = {"units": Unit, "scopes": Scope, "relations": Relation, "verdicts": Verdict}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_operation_has_words(language: str) -> None:
    several = {Operation.EXTREME: ("_highest", "_lowest"), Operation.YEARS: ("_first", "_last", "_all")}
    wanted = [f"operations.{o.value}{ending}" for o in Operation for ending in several.get(o, ("",))]
    assert [key for key in wanted if not wording(language).has(key)] == []


@pytest.mark.parametrize(
    ("key", "places", "said"),
    [
        ("reports.counts", {"drafts": 1, "reports": 0, "unanswered": 1}, "1 draft, 0 reports, 1 question without"),
        ("reports.counts", {"drafts": 2, "reports": 1, "unanswered": 3}, "2 drafts, 1 report, 3 questions without"),
        ("reports.asked", {"question": "How?", "times": 1, "people": 1}, "How? (1 time, by 1 person)"),
        ("reports.asked", {"question": "How?", "times": 3, "people": 2}, "How? (3 times, by 2 people)"),
        ("moderating.bad_rows", {"count": 1}, "1 row can't"),
        ("moderating.exported", {"count": 1}, "1 entry."),
        ("moderating.exported", {"count": 12}, "12 entries."),
    ],
)
def test_one_thing_is_not_told_as_several(key: str, places: dict[str, object], said: str) -> None:
    assert said in wording("en").say(key, **places)
    assert "|" not in wording("ja").say(key, **places)


def test_a_language_without_words_gets_english() -> None:
    assert wording("fr").language == "en"
    assert wording("ja-JP").language == "ja"


@pytest.mark.parametrize(
    ("question", "premise"),
    [
        ("why did overseas grow so much in 2024?", "Overseas anime market, 2024: it rose by 26% on the year before"),
        ("なぜ海外は伸びた？", "海外アニメ市場は2024年に前年から26%増えました"),
    ],
)
def test_a_why_is_told_what_is_held_and_that_the_reasons_are_not(question: str, premise: str) -> None:
    answer, voice = Asker.shipped().ask(question)
    card = compose(answer, voice).cards[0]
    assert card.headline == premise
    assert card.lines == (voice.say("sentences.reasons"),)
    assert turn_object(answer, voice, id="1", turn=0)["verdict"] is None


@pytest.mark.parametrize(
    ("question", "example"), [("hello", "compare overseas and domestic in 2023"), ("こんにちは", "海外は市場の何割？")]
)
def test_what_cannot_be_read_is_met_with_examples(question: str, example: str) -> None:
    answer, voice = Asker.shipped().ask(question)
    examples = [line for line in compose(answer, voice).cards[0].lines if line.startswith("• ")]
    assert len(examples) == 3
    assert any(example in line for line in examples)

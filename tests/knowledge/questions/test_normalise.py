"""Text as it was typed becomes text to read."""

from __future__ import annotations

import pytest

from knowledge.questions.normalise import LONGEST, hiragana, is_japanese, normalised, without_long_runs


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("２０２４年", "2024年"),
        ("ＡＮＩＭＥ", "anime"),
        ("ｱﾆﾒ", "アニメ"),
        ("¥２兆", "¥2兆"),
        ("Japan’s", "japan's"),
        ("“overseas”", '"overseas"'),
        ("2019‐2024", "2019-2024"),
        ("mar\u200bket", "market"),
        ("mark\u00adet", "market"),
        ("ガ", "ガ"),
        ("Cafés", "cafes"),
    ],
)
def test_one_width_one_case_and_nothing_invisible(typed: str, read: str) -> None:
    assert normalised(typed) == read


@pytest.mark.parametrize(
    "around",
    ["<@123456789> {}", "{} <:chart:98765>", "<#42> {}", "{} https://example.org/a?b=c", "@Anime_Bot {}", "🎉 {} 🎉"],
)
def test_what_discord_adds_around_a_question_is_gone(around: str) -> None:
    assert normalised(around.format("overseas 2024")).split() == ["overseas", "2024"]


@pytest.mark.parametrize("sign", list("$¥€£%+"))
def test_signs_that_mean_something_stay(sign: str) -> None:
    assert sign in normalised(f"5{sign}")


def test_an_address_is_no_mention_of_a_person() -> None:
    assert "anime" in normalised("me@anime")


def test_no_more_is_read_than_a_message_may_hold() -> None:
    assert len(normalised("a" * (LONGEST + 500))) == LONGEST


@pytest.mark.parametrize("text", ["アニメ", "あにめ", "市場", "overseas の"])
def test_kana_or_kanji_make_a_text_japanese(text: str) -> None:
    assert is_japanese(text)


@pytest.mark.parametrize("text", ["", "overseas", "2024 ¥", "рынок", "시장"])
def test_other_scripts_are_not_japanese(text: str) -> None:
    assert not is_japanese(text)


@pytest.mark.parametrize(
    ("typed", "meant"), [("sooo", "so"), ("pleeease", "please"), ("good", "good"), ("2000", "2000")]
)
def test_a_letter_held_down_counts_once_but_two_are_spelt(typed: str, meant: str) -> None:
    assert without_long_runs(typed) == meant


def test_katakana_and_hiragana_are_one_and_the_long_mark_stays() -> None:
    assert hiragana("アニメーション") == "あにめーしょん"

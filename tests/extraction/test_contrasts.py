"""Of what is held against what is not so, only what is so is read; what denies nothing else stays."""

from __future__ import annotations

import pytest

from knowledge.extraction.contrasts import asserted


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("It was METI, not the AJA, that published it.", "It was METI that published it."),
        ("Overseas made 2.17 trillion, not 2.17 billion.", "Overseas made 2.17 trillion."),
        ("it wasn't the chair but the editor who said so", "it was the editor who said so"),
        ("Hasegawa rather than Ishikawa said it", "Hasegawa said it"),
        ("the total is not 2.17 but 3.84 trillion", "the total is 3.84 trillion"),
        ("語ったのは会長ではなく編集長だ", "語ったのは編集長だ"),
        ("2024年の海外は、1.67兆じゃなくて2.17兆", "2024年の海外は、2.17兆"),
    ],
)
def test_what_is_not_so_is_left_out(text: str, left: str) -> None:
    assert asserted(text) == left


@pytest.mark.parametrize(
    "text",
    [
        "It is not only film but also games.",
        "It is for all content, not for anime alone.",
        "Overseas led in 2024, not until 2023 though.",
        "The market did not fall in 2024.",
        "目標はアニメだけでなくゲームも含む",
        "2023年が最初ではなく、2020年にもあった",
        "海外は2兆円ではない",
    ],
)
def test_what_denies_nothing_else_stays(text: str) -> None:
    assert asserted(text) == text

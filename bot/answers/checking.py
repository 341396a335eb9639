"""The claims of a message, each in a line: supported, contradicted, or not covered, with the number that is held."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.answers.card import Card, Reply, Tone
from bot.answers.clipping import clipped
from bot.answers.composing import compose
from bot.answers.notes import slip
from bot.answers.voice import Voice
from knowledge.extraction import Checked
from knowledge.model import Answer, Verdict

LINES_AT_MOST = 10
QUOTED = 300
"""Characters of the message that are shown again."""

_TONES = {Verdict.TRUE: Tone.REPORTED, Verdict.FALSE: Tone.COMPUTED, Verdict.UNKNOWN: Tone.NONE}


def checked_reply(found: Checked, text: str, voice: Voice) -> Reply:
    """What the claims of a text come to, and why."""
    shown, left = _shown(found.answers)
    cards = [compose(answer, voice).cards[0] for answer in shown]
    lines = [_line(answer, card, voice) for answer, card in zip(shown, cards, strict=True)]
    footers = dict.fromkeys(card.footer for card in cards if card.footer)
    quoted = voice.say("texts.quoted", text=clipped(" ".join(text.split()), QUOTED))
    return Reply(
        cards=(
            Card(
                title=verdict_line(found, voice),
                lines=(quoted, *dict.fromkeys(lines), *_beside(left, found, voice)),
                footer=next(iter(footers), ""),
                tone=_TONES[found.verdict],
            ),
        )
    )


def _shown(answers: Sequence[Answer]) -> tuple[list[Answer], int]:
    """The answers that there is room for, and how many are left: never a wrong claim before one that holds."""
    if len(answers) <= LINES_AT_MOST:
        return [*answers], 0
    holding = [answer for answer in answers if answer.verdict is Verdict.TRUE]
    others = [answer for answer in answers if answer.verdict is not Verdict.TRUE]
    kept = {id(answer) for answer in (*others, *holding)[:LINES_AT_MOST]}
    return [answer for answer in answers if id(answer) in kept], len(answers) - LINES_AT_MOST


def _beside(left: int, found: Checked, voice: Voice) -> Iterator[str]:
    """What else there is to say: how many lines are left out, and that the message was cut."""
    if left:
        yield voice.say("texts.more", count=left)
    if not found.to_its_end:
        yield voice.say("texts.cut")


def verdict_line(found: Checked, voice: Voice) -> str:
    """What a message comes to, in a sentence."""
    partly = found.verdict is Verdict.UNKNOWN and any(each.verdict is Verdict.TRUE for each in found.answers)
    return voice.say("texts.verdicts.partly" if partly else f"texts.verdicts.{found.verdict.value}")


def _line(answer: Answer, card: Card, voice: Voice) -> str:
    verdict = answer.verdict or Verdict.UNKNOWN
    held = card.headline or next(iter(card.lines), "")
    why = next(iter(slip(answer, voice)), "")
    return voice.say(f"texts.claims.{verdict.value}", item=card.title, held=held, slip=why).rstrip()

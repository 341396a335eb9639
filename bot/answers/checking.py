"""The claims of a message, each in a line: supported, contradicted, or not covered, with the number that is held."""

from __future__ import annotations

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
    shown = found.answers[:LINES_AT_MOST]
    cards = [compose(answer, voice).cards[0] for answer in shown]
    lines = [_line(answer, card, voice) for answer, card in zip(shown, cards, strict=True)]
    footers = dict.fromkeys(card.footer for card in cards if card.footer)
    quoted = voice.say("texts.quoted", text=clipped(" ".join(text.split()), QUOTED))
    return Reply(
        cards=(
            Card(
                title=verdict_line(found, voice),
                lines=(quoted, *dict.fromkeys(lines), *(() if found.to_its_end else (voice.say("texts.cut"),))),
                footer=next(iter(footers), ""),
                tone=_TONES[found.verdict],
            ),
        )
    )


def verdict_line(found: Checked, voice: Voice) -> str:
    """What a message comes to, in a sentence."""
    partly = found.verdict is Verdict.UNKNOWN and any(each.verdict is Verdict.TRUE for each in found.answers)
    return voice.say("texts.verdicts.partly" if partly else f"texts.verdicts.{found.verdict.value}")


def _line(answer: Answer, card: Card, voice: Voice) -> str:
    verdict = answer.verdict or Verdict.UNKNOWN
    held = card.headline or next(iter(card.lines), "")
    why = next(iter(slip(answer, voice)), "")
    return voice.say(f"texts.claims.{verdict.value}", item=card.title, held=held, slip=why).rstrip()

"""The claims of a message, each in a line: supported, contradicted, or not covered, with the number that is held."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.answers.card import Action, Button, Card, Reply, Tone
from bot.answers.clipping import clipped
from bot.answers.composing import compose, reasons
from bot.answers.notes import slip
from bot.answers.reading import title
from bot.answers.voice import Voice
from knowledge.extraction import Checked
from knowledge.model import Answer, AnswerStatus, Verdict

LINES_AT_MOST = 10
QUOTED = 300
"""Characters of the message that are shown again."""

_TONES = {Verdict.TRUE: Tone.REPORTED, Verdict.FALSE: Tone.COMPUTED, Verdict.UNKNOWN: Tone.NONE}

ON_ONE_CLAIM = (Action.CHART, Action.WORKING, Action.SOURCES)


def checked_reply(found: Checked, text: str, voice: Voice) -> Reply:
    """What the claims of a text come to, and why; the buttons show more of the one claim, or one of several in full."""
    shown, left = _shown(found.answers)
    replies = [compose(answer, voice) for answer in shown]
    cards = [reply.cards[0] for reply in replies]
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
        ),
        buttons=tuple(_of_one(replies[0]) if len(replies) == 1 else _of_each(shown, cards, voice)),
    )


def _of_one(reply: Reply) -> Iterator[Button]:
    """The buttons on how the only claim was checked."""
    return (button for button in reply.buttons if button.action in ON_ONE_CLAIM)


def _of_each(shown: Sequence[Answer], cards: Sequence[Card], voice: Voice) -> Iterator[Button]:
    """A button a claim, called as its line is."""
    for answer, card in zip(shown, cards, strict=True):
        if answer.query is not None:
            yield Button(action=Action.ASK, label=_marked(answer, card, voice), query=answer.query)


def _shown(answers: Sequence[Answer]) -> tuple[list[Answer], int]:
    """The answers that there is room for, and how many are left: never a wrong claim before one that holds."""
    if len(answers) <= LINES_AT_MOST:
        return [*answers], 0
    holding = [answer for answer in answers if answer.verdict is Verdict.TRUE]
    others = [answer for answer in answers if answer.verdict is not Verdict.TRUE]
    kept = {id(answer) for answer in (*others, *holding)[:LINES_AT_MOST]}
    return [answer for answer in answers if id(answer) in kept], len(answers) - LINES_AT_MOST


def _beside(left: int, found: Checked, voice: Voice) -> Iterator[str]:
    """What else there is to say: why it stays open, how many lines are left out, and that the message was cut."""
    yield from why_open(found, voice)
    if left:
        yield voice.say("texts.more", count=left)
    if not found.to_its_end:
        yield voice.say("texts.cut")


def why_open(found: Checked, voice: Voice) -> Iterator[str]:
    """Why nothing, or not all of it, can be checked."""
    if found.why is not None:
        yield voice.say("texts.open", why=" ".join(reasons(found.why, voice)))


def verdict_line(found: Checked, voice: Voice) -> str:
    """What a message comes to, in a sentence."""
    partly = found.verdict is Verdict.UNKNOWN and any(each.verdict is Verdict.TRUE for each in found.answers)
    return voice.say("texts.verdicts.partly" if partly else f"texts.verdicts.{found.verdict.value}")


def _line(answer: Answer, card: Card, voice: Voice) -> str:
    declined = answer.declined if answer.status is AnswerStatus.DECLINED else None
    held = " ".join(reasons(declined, voice)) if declined else card.headline or next(iter(card.lines), "")
    why = next(iter(slip(answer, voice)), "")
    marked = _marked(answer, card, voice)
    return voice.say(f"texts.claims.{_verdict(answer).value}", marked=marked, held=held, slip=why).rstrip()


def _marked(answer: Answer, card: Card, voice: Voice) -> str:
    """What a claim is about, with a sign for what it came to."""
    named = title(answer.query, voice) if answer.status is AnswerStatus.DECLINED and answer.query else card.title
    return voice.say(f"texts.marked.{_verdict(answer).value}", item=named)


def _verdict(answer: Answer) -> Verdict:
    return answer.verdict or Verdict.UNKNOWN

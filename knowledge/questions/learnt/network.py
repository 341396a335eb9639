"""The trained network: scores for the choices of a frame, computed with numpy; it never makes a number."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from knowledge.questions.learnt.encoder import Array, Encoder, gelu, log_softmax, softmax, through
from knowledge.questions.learnt.encoding import Encoded
from knowledge.questions.learnt.frames import AMOUNT_ROLES, OPERATIONS, WORDLESS, YEAR_ROLES, Frame

HEADS = tuple("A B C kind of select relation claim unit why statement".split())
"""The choices beside the operation, each made knowing the operation."""

CLAIM, SAID, STATEMENT = HEADS.index("claim"), HEADS.index("statement"), OPERATIONS.index("statement")
OF_STATEMENTS = ("askemb", "sayemb")
"""The tables with a row for each statement that is claimed: what its words are looked for with, so that it is known
whether it is claimed to hold, and what is known beside them. Networks that read no claims have none."""

WEIGHTS, SECOND, CLAIMS = (Path(__file__).with_name(f"{name}.npz") for name in ("weights", "second", "claims"))
MOST_OPERATIONS, UNLIKELY = 3, math.log(0.01)
"""Operations that are thought through to the end: so many at most, and none with a lower score but the likeliest."""

EVERYWHERE = frozenset({"A", "B", "C", "claim", "unit", "why"})
MATTERS = {
    "statement": frozenset({"statement", "claim"}),
    "years": EVERYWHERE | {"kind", "select", "relation"},
    "value": EVERYWHERE | {"kind", "of"},
    "extreme": EVERYWHERE | {"kind", "select"},
    "gap": EVERYWHERE,
    "progress": EVERYWHERE,
    "required": EVERYWHERE,
    "rate": frozenset({"claim"}),
    "definition": frozenset({"A", "B", "C"}),
    "coverage": frozenset({"A", "B", "C"}),
}
"""Which choices make a difference to which operation; where one makes none, it is no reason for doubt."""


def matters(operation: str) -> frozenset[str]:
    return MATTERS.get(operation, EVERYWHERE | {"kind"})


@dataclass(frozen=True, slots=True)
class Scored:
    """A frame with the logarithm of the probability that the network gives it."""

    frame: Frame
    score: float


@cache
def second() -> Network:
    """The network that is asked where the first is not certain."""
    return loaded(SECOND)


@cache
def of_claims() -> Network:
    """The network that reads what people claim, as against what they ask."""
    shipped()
    return loaded(CLAIMS)


@cache
def shipped() -> Network:
    """The network that comes with the product. From here on this process multiplies matrices on one thread: with
    ones as small as these, waking others takes longer than the work."""
    threadpool_limits(limits=1, user_api="blas")
    return loaded(WEIGHTS)


def loaded(path: Path) -> Network:
    """A network from its weights; raises `OSError` where the file can't be read."""
    with np.load(path) as stored:
        return Network({name: stored[name] for name in stored.files})


CERTAIN, MOST_DOUBTS = math.log(0.95), 4
"""A choice that is likelier than this leaves no doubt; and of how many the second best is thought through."""

MOST_OTHERS = 7
"""Frames beside the best of one operation."""


@dataclass(frozen=True, slots=True)
class _Draft:
    """A frame as numbers: the scores of all that each head, each year and each amount may be, and how they matter."""

    operation: int
    score: float
    scores: tuple[Array, Array, Array]
    weights: tuple[Array, Array, Array]

    def others(self) -> Iterator[_Draft]:
        """The drafts that differ where the best is least sure: in one choice, or in several together."""
        if OPERATIONS[self.operation] in WORDLESS:
            return
        for loss, changes in _combined(sorted(self._doubts(), reverse=True)[:MOST_DOUBTS]):
            changed = [rows.copy() for rows in self.scores]
            for side, place, best in changes:
                changed[side][place, best] = NEVER
            yield _Draft(self.operation, self.score + loss, (changed[0], changed[1], changed[2]), self.weights)

    def _doubts(self) -> Iterator[tuple[float, int, int, int]]:
        """Where the best choice is not sure: what the second best is less likely by, the side, the place, the best."""
        for side, (rows, weight) in enumerate(zip(self.scores, self.weights, strict=True)):
            unsure = (rows.max(-1) < CERTAIN) & (np.broadcast_to(weight, rows.shape[:1]) > 0)
            for place in np.flatnonzero(unsure):
                second, best = np.argsort(rows[place])[-2:]
                yield float(rows[place, second] - rows[place, best]), side, int(place), int(best)

    def frame(self, options: Mapping[str, list[str]]) -> Frame:
        """What is chosen, in words."""
        name = OPERATIONS[self.operation]
        heads, years, amounts = self.scores
        if name in WORDLESS:
            return Frame(name, years=("-",) * len(years), amounts=("-",) * len(amounts))
        said = {head: options[head][index] for head, index in zip(HEADS, heads.argmax(-1), strict=True)}
        metrics = said.pop("A"), said.pop("B"), said.pop("C")
        return Frame(
            operation=name,
            metrics=metrics,
            years=tuple(YEAR_ROLES[index] for index in years.argmax(-1)),
            amounts=tuple(AMOUNT_ROLES[index] for index in amounts.argmax(-1)),
            **said,
        )


Change = tuple[int, int, int]
"""A side, a place on it, and the choice that is not taken there."""


def _combined(doubts: Sequence[tuple[float, int, int, int]]) -> list[tuple[float, tuple[Change, ...]]]:
    """The likeliest ways to take the second best in one or several places, each with what that is less likely by."""
    found: list[tuple[float, tuple[Change, ...]]] = [(0.0, ())]
    for loss, *change in doubts:
        found += [(total + loss, (*changes, (change[0], change[1], change[2]))) for total, changes in found]
    return sorted(found[1:], reverse=True)[:MOST_OTHERS]


SURE = 0.9
"""The chance from which a frame leaves no need to think of others that differ from it in one choice."""


class Network:
    """Reads encoded questions; built once from its weights, then only reads. See `tests/questions/training`."""

    def __init__(self, stored: Mapping[str, NDArray[Any]]) -> None:
        told = json.loads(bytes(stored["vocabulary"]).decode())
        self._choices: dict[str, list[str]] = told["choices"]
        if self._choices["op"] != list(OPERATIONS):
            raise ValueError("the weights were trained for other operations: train anew")
        weights = {name: np.asarray(value, np.float32) for name, value in stored.items() if name != "vocabulary"}
        self._encoder = Encoder(weights, told["names"])
        self._w, self._width = weights, self._encoder.width
        self._heads, self._head_biases = _stacked(weights)
        hidden = weights.pop("hid.w")
        self._of_pooled = np.ascontiguousarray(hidden[:, : self._width])
        self._of_first = np.concatenate(hidden[:, self._width :], axis=1)
        self._of_statements = tuple(weights[name] for name in OF_STATEMENTS if name in weights)
        self._matter = np.array([[head in matters(name) for head in HEADS] for name in OPERATIONS], np.float32)
        self._dated = np.array([name != "statement" for name in OPERATIONS], np.float32)
        self.metrics = frozenset(self._choices["A"])
        self.statements = frozenset(self._choices["statement"])
        """The metrics and statements that it was trained on."""

    def frames(self, question: Encoded) -> list[Scored]:
        """The likeliest frames, best first: one for each of the likeliest operations, and, where none is sure, those
        that differ from it in one choice. Whether a statement is claimed to hold is read of the likeliest only."""
        tokens = self._encoder.read(question.tokens)
        keys = through(tokens, self._w["key.w"], self._w["key.b"])
        hidden = self._hidden(self._pooled(self._w["q"], keys, tokens), tokens[0])
        scores = log_softmax(gelu(hidden[0]) @ self._w["out.op.w"] + self._w["out.op.b"])
        best = np.argsort(-scores)[:MOST_OPERATIONS]
        operations = best[: max(1, int((scores[best] >= UNLIKELY).sum()))]
        known = self._w["opemb"][operations]
        choices = self._choice(hidden[1:], known)
        if self._of_statements and STATEMENT in operations:
            index = int(np.flatnonzero(operations == STATEMENT)[0])
            choices[CLAIM, index] = self._claimed(int(choices[SAID, index].argmax()), keys, tokens, known[index])
        years = self._roles("y", [year.token for year in question.years], tokens, known)
        amounts = self._roles("a", [amount.token for amount in question.amounts], tokens, known)
        drafts = [
            self._draft(int(operation), float(scores[operation]), (choices[:, index], years[index], amounts[index]))
            for index, operation in enumerate(operations)
        ]
        found = [Scored(draft.frame(self._choices), draft.score) for draft in drafts]
        if max(scored.score for scored in found) < math.log(SURE):
            found += [Scored(other.frame(self._choices), other.score) for draft in drafts for other in draft.others()]
        return sorted(found, key=lambda scored: -scored.score)

    def _draft(self, operation: int, score: float, scores: tuple[Array, Array, Array]) -> _Draft:
        """The best choice of each head, year and amount, given the operation."""
        weights = (self._matter[operation], self._dated[operation], self._dated[operation])
        if OPERATIONS[operation] not in WORDLESS:
            score += sum(float((rows.max(-1) * weight).sum()) for rows, weight in zip(scores, weights, strict=True))
        return _Draft(operation, score, scores, weights)

    def _choice(self, hidden: Array, known: Array) -> Array:
        """Scores of the choices of each head for each operation: shape (heads, operations, most choices)."""
        informed = gelu(hidden[:, None, :] + known[None, :, :])
        return log_softmax(informed @ self._heads + self._head_biases[:, None, :])

    def _claimed(self, statement: int, keys: Array, tokens: Array, known: Array) -> Array:
        """Scores of what is claimed of one statement: shape (most choices,)."""
        asked, said = (table[statement] for table in self._of_statements)
        head = CLAIM + 1  # behind that of the operation
        pooled = self._pooled(self._w["q"][head : head + 1] + asked, keys, tokens)
        of_first = tokens[0] @ self._of_first[:, head * self._width : (head + 1) * self._width]
        hidden = pooled[0] @ self._of_pooled[head] + of_first + self._w["hid.b"][head]
        return log_softmax(gelu(hidden + known + said) @ self._heads[CLAIM] + self._head_biases[CLAIM])

    def _roles(self, side: str, places: Sequence[int], tokens: Array, known: Array) -> Array:
        """Scores of the roles of each token for each operation: shape (operations, places, roles)."""
        base = tokens[list(places)] @ self._w[f"{side}hid.w"] + self._w[f"{side}hid.b"]
        scores = gelu(base[None, :, :] + known[:, None, :]) @ self._w[f"{side}out.w"] + self._w[f"{side}out.b"]
        return log_softmax(scores)

    def _pooled(self, asked: Array, keys: Array, tokens: Array) -> Array:
        """What each choice looks at: shape (choices, width)."""
        found: Array = softmax(asked @ keys.T / np.float32(np.sqrt(self._width))) @ tokens
        return found

    def _hidden(self, pooled: Array, first: Array) -> Array:
        found: Array = np.matmul(pooled[:, None, :], self._of_pooled)[:, 0]
        found += (first @ self._of_first).reshape(found.shape)
        found += self._w["hid.b"]
        return found


def _stacked(weights: Mapping[str, Array]) -> tuple[Array, Array]:
    """The heads' last layers as one, filled up with choices that are never taken: (heads, width, most choices)."""
    most = max(weights[f"out.{head}.b"].size for head in HEADS)
    width = len(weights["out.op.w"])
    matrix = np.zeros((len(HEADS), width, most), np.float32)
    bias = np.full((len(HEADS), most), NEVER, np.float32)
    for index, head in enumerate(HEADS):
        count = weights[f"out.{head}.b"].size
        matrix[index, :, :count], bias[index, :count] = weights[f"out.{head}.w"], weights[f"out.{head}.b"]
    return matrix, bias


NEVER = -1e9

"""A conversation is remembered per person and channel, for ten minutes, and not without end."""

from bot.conversations import Conversations
from knowledge.model import Operation, Query

GLANCE = Query(operation=Operation.GLANCE)
COVERAGE = Query(operation=Operation.COVERAGE)


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_the_turn_before_is_known_for_ten_minutes_and_then_forgotten() -> None:
    clock = Clock()
    conversations = Conversations(clock)
    conversations.remember((1, 2), GLANCE)
    clock.now = 600
    assert conversations.previous((1, 2)) == GLANCE
    clock.now = 601
    assert conversations.previous((1, 2)) is None


def test_people_and_channels_are_kept_apart() -> None:
    conversations = Conversations(Clock())
    conversations.remember((1, 2), GLANCE)
    conversations.remember((1, 3), COVERAGE)
    assert conversations.previous((1, 3)) == COVERAGE
    assert conversations.previous((2, 2)) is None


def test_the_oldest_conversations_make_room() -> None:
    conversations = Conversations(Clock(), at_most=2)
    for person in (1, 2):
        conversations.remember((person, 0), GLANCE)
    conversations.remember((1, 0), COVERAGE)
    conversations.remember((3, 0), GLANCE)
    assert conversations.previous((2, 0)) is None
    assert conversations.previous((1, 0)) == COVERAGE

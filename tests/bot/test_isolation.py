"""What one server adds is seen in that server only: every way in is tried from another, and from direct messages."""

from __future__ import annotations

import pytest

from bot.moderating.controls import Step, custom_id
from bot.playground import Channel, Message, Permission
from tests.bot.conftest import Stage
from tests.bot.moderating import ADD, added, press

SECRETS = ("JPY 2.5 trillion", "2兆5,000億円", "Idol", "アイドル", "Sato", "kaigai", "The Secret Gazette")

QUESTIONS = (
    "overseas 2025",
    "how big was the overseas market in its latest year?",
    "overseas growth 2025",
    "overseas share 2025",
    "compare overseas 2025 and 2024",
    "overseas over the years",
    "which year was overseas highest?",
    "how many idol cafes are there?",
    "kaigai money 2024",
    "kaigai money",
    "who is the treasurer?",
    "2025年の海外市場は？",
    "アイドルカフェはいくつ？",
    "was overseas 2.5 trillion in 2025?",
    "what do you know about overseas?",
    "who printed overseas 2025?",
)

COMMANDS: tuple[tuple[str, dict[str, object]], ...] = (
    ("anime latest", {}),
    ("anime overseas", {"year": 2025}),
    ("anime share", {"year": 2025}),
    ("anime growth", {"year": 2025}),
    ("anime target", {}),
    ("anime trend", {"metric": "overseas"}),
    ("anime compare", {"first": "overseas", "second": "domestic", "year": 2025}),
    ("anime figure", {"metric": "own_idol_cafes", "year": 2025}),
    ("anime history", {"metric": "overseas", "year": 2025}),
    ("anime sources", {"metric": "overseas", "year": 2025}),
    ("anime coverage", {}),
    ("anime coverage", {"metric": "overseas"}),
    ("anime help", {}),
    ("figures export", {}),
    ("figures queue", {}),
    ("figures history", {"figure": "x"}),
    ("metrics list", {}),
    ("statements list", {}),
)

OFFERS = (
    ("anime figure", "metric"),
    ("anime trend", "metric"),
    ("anime compare", "first"),
    ("anime overseas", "year"),
    ("anime figure", "edition"),
    ("figures edit", "figure"),
    ("figures history", "figure"),
    ("figures approve", "draft"),
    ("metrics retract", "name"),
    ("statements retract", "statement"),
)


@pytest.fixture
async def elsewhere(moderated: Stage) -> Channel:
    """A room in another server, where alice is a moderator too; the first server has added some of everything."""
    gazette = ADD | {"source": "The Secret Gazette"}
    await added(moderated, **gazette)
    for name, options in (
        (
            "metrics add",
            {"name": "Idol cafés", "unit": "count", "definition": "How many.", "japanese": "アイドルカフェ"},
        ),
        ("metrics alias", {"metric": "market_overseas", "alias": "kaigai money"}),
        ("statements add", {"about": "treasurer", "text": "Taro Sato is the treasurer.", "source": "AJA"}),
    ):
        preview = (await moderated.alice.command(moderated.channel, name, **options)).answer
        await press(moderated, moderated.alice, preview, "Save")
    await added(moderated, **ADD | {"metric": "own_idol_cafes", "value": "136", "edition": "The Idol Guide"})
    other = moderated.discord.add_guild("Another")
    room = other.add_channel("general")
    other.add_member(moderated.alice)
    other.give(moderated.alice, int(Permission.MANAGE_GUILD))
    await moderated.discord.ready(other)
    return room


def clean(text: str, typed: str = "") -> bool:
    """Whether none of the secrets is in a text, beyond what the person typed themselves."""
    told = text.replace("\\", "").casefold()
    return not any(secret.casefold() in told for secret in SECRETS if secret.casefold() not in typed.casefold())


def seen(message: Message) -> str:
    """All that a person sees of a message, its buttons and files too."""
    files = " ".join(each.content.decode("utf-8", "replace") for each in message.attachments)
    return f"{message.text} {' '.join(message.buttons)} {files}"


async def test_the_secrets_are_seen_where_they_were_added(moderated: Stage, elsewhere: Channel) -> None:
    assert not clean(seen((await moderated.alice.command(moderated.channel, "anime overseas", year=2025)).answer))
    assert not clean(seen((await moderated.alice.command(moderated.channel, "figures export")).answer))


async def test_no_question_brings_them_out_elsewhere(moderated: Stage, elsewhere: Channel) -> None:
    for question in QUESTIONS:
        answer = (await moderated.alice.command(elsewhere, "anime ask", question=question)).answer
        assert clean(seen(answer), question), question


async def test_no_question_brings_them_out_in_direct_messages(moderated: Stage, elsewhere: Channel) -> None:
    for question in QUESTIONS:
        asked = await moderated.alice.dm(question)
        answer = await moderated.discord.next_message(moderated.alice.dm_channel, after=asked)
        assert clean(seen(answer), question), question


async def test_no_command_brings_them_out_elsewhere(moderated: Stage, elsewhere: Channel) -> None:
    for name, options in COMMANDS:
        answer = (await moderated.alice.command(elsewhere, name, **options)).answer
        assert clean(seen(answer), str(options)), name


async def test_nothing_of_them_is_offered_elsewhere(moderated: Stage, elsewhere: Channel) -> None:
    for command, option in OFFERS:
        for typed in ("", "idol", "kaigai", "2025", "sato"):
            offers = await moderated.alice.autocomplete(elsewhere, command, focused=option, value=typed)
            assert clean(" ".join(each.name for each in offers)), (command, option, typed)
            assert 2025 not in [each.value for each in offers]


async def test_a_receipt_is_looked_up_only_where_it_was_given(moderated: Stage, elsewhere: Channel) -> None:
    answer = (await moderated.alice.command(moderated.channel, "anime overseas", year=2025)).answer
    id = str(answer.embeds[-1]["footer"]["text"].rpartition("#")[2])
    assert not clean(seen((await moderated.alice.command(moderated.channel, "anime receipt", id=id)).answer))
    assert clean(seen((await moderated.alice.command(elsewhere, "anime receipt", id=id)).answer))


async def test_a_button_that_is_carried_elsewhere_answers_with_what_is_held_there(
    moderated: Stage, elsewhere: Channel
) -> None:
    secret = (
        await moderated.alice.command(moderated.channel, "anime figure", metric="own_idol_cafes", year=2025)
    ).answer
    there = (await moderated.alice.command(elsewhere, "anime overseas", year=2024)).answer
    for part in [part for part in secret.parts if str(part.get("custom_id", "")).startswith("anime:")]:
        target = next(each for each in there.parts if each.get("custom_id"))
        genuine, target["custom_id"] = target["custom_id"], part["custom_id"]
        pressed = await moderated.alice.click(there, part["custom_id"])
        target["custom_id"] = genuine
        assert clean(seen(pressed.answer) if pressed.response_message else seen(there)), part["custom_id"]


async def test_a_draft_can_t_be_carried_elsewhere(moderated: Stage, elsewhere: Channel) -> None:
    secret = (await moderated.alice.command(moderated.channel, "figures add", **ADD | {"year": 2023})).answer
    draft = next(part["custom_id"] for part in secret.parts if "cancel" in part.get("custom_id", "")).rpartition(":")[2]
    there = (await moderated.alice.command(elsewhere, "anime overseas", year=2024)).answer
    target = next(each for each in there.parts if each.get("custom_id"))
    for step in (Step.SAVE, Step.EDIT, Step.APPROVE):
        genuine, target["custom_id"] = target["custom_id"], custom_id(step, draft)
        pressed = await moderated.alice.click(there, target["custom_id"])
        target["custom_id"] = genuine
        assert clean(seen(pressed.answer))

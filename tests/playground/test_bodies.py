"""What Discord refuses in the body of a message, with its code, its place and its wording."""

from typing import Any

import pytest

from tests.playground.conftest import RawStage

pytestmark = pytest.mark.asyncio


def button(**more: Any) -> dict[str, Any]:
    return {"type": 2, "style": 1, "label": "Go", "custom_id": "go", **more}


def row(*parts: dict[str, Any]) -> dict[str, Any]:
    return {"type": 1, "components": list(parts)}


def select(*values: str, **more: Any) -> dict[str, Any]:
    options = [{"label": value, "value": value} for value in values]
    return {"type": 3, "custom_id": "pick", "options": options, **more}


def embed(**parts: Any) -> dict[str, Any]:
    return {"embeds": [{"title": "T", **parts}]}


def rows(*parts: dict[str, Any]) -> dict[str, Any]:
    return {"content": "x", "components": [row(part) for part in parts]}


def one_row(*parts: dict[str, Any]) -> dict[str, Any]:
    return {"content": "x", "components": [row(*parts)]}


field = {"name": "n", "value": "v"}
MUCH = {"description": "d" * 4000}

MAX, REQUIRED = "BASE_TYPE_MAX_LENGTH", "BASE_TYPE_REQUIRED"
PART = "components.0.components.0"
NEW_KIND = {"flags": 1 << 15}


def text(length: int) -> dict[str, Any]:
    return {"type": 10, "content": "x" * length}


REFUSED: dict[str, dict[str, tuple[str, dict[str, Any]]]] = {
    MAX: {
        "content over 2,000": ("content", {"content": "x" * 2001}),
        "an embed title over 256": ("embeds.0.title", embed(title="x" * 257)),
        "a description over 4,096": ("embeds.0.description", embed(description="x" * 4097)),
        "a field's name over 256": ("embeds.0.fields.0.name", embed(fields=[field | {"name": "x" * 257}])),
        "a field's value over 1,024": ("embeds.0.fields.1.value", embed(fields=[field, field | {"value": "x" * 1025}])),
        "26 fields": ("embeds.0.fields", embed(fields=[field] * 26)),
        "a footer over 2,048": ("embeds.0.footer.text", embed(footer={"text": "x" * 2049})),
        "an author over 256": ("embeds.0.author.name", embed(author={"name": "x" * 257})),
        "11 embeds": ("embeds", {"embeds": [{"title": "T"}] * 11}),
        "a custom id over 100": (f"{PART}.custom_id", rows(button(custom_id="x" * 101))),
        "a button's label over 80": (f"{PART}.label", rows(button(label="x" * 81))),
        "6 buttons in a row": ("components.0.components", one_row(*[button(custom_id=str(n)) for n in range(6)])),
        "a select of 26 options": (f"{PART}.options", rows(select(*map(str, range(26))))),
        "an option's label over 100": (f"{PART}.options.0.label", rows(select("x" * 101))),
        "a placeholder over 150": (f"{PART}.placeholder", rows(select("a", placeholder="x" * 151))),
        "101 allowed users": ("allowed_mentions.users", {"allowed_mentions": {"users": [*map(str, range(101))]}}),
        "a nonce over 25": ("nonce", {"content": "x", "nonce": "x" * 26}),
    },
    REQUIRED: {
        "a field without a name": ("embeds.0.fields.0.name", embed(fields=[field | {"name": ""}])),
        "a field of blanks": ("embeds.0.fields.0.value", embed(fields=[field | {"value": "  "}])),
        "a field with no value at all": ("embeds.0.fields.0.value", embed(fields=[{"name": "n"}])),
        "an empty embed": ("embeds.0.description", {"embeds": [{"color": 1}]}),
        "an empty custom id": (f"{PART}.custom_id", rows(button(custom_id=""))),
        "an empty row": ("components.0.components", one_row()),
        "a select without options": (f"{PART}.options", rows(select())),
    },
    "NUMBER_TYPE_MAX": {
        "a colour out of range": ("embeds.0.color", embed(color=0x1000000)),
        "an unknown button style": (f"{PART}.style", rows(button(style=9))),
    },
    "URL_TYPE_INVALID_SCHEME": {
        "an address that is none": ("embeds.0.url", embed(url="nowhere")),
        "an image of another scheme": ("embeds.0.image.url", embed(image={"url": "ftp://x/y"})),
        "a title that links to a file": ("embeds.0.url", embed(url="attachment://x.png")),
    },
    "DATE_TIME_TYPE_PARSE": {"a time that is none": ("embeds.0.timestamp", embed(timestamp="yesterday"))},
    "MAX_EMBED_SIZE_EXCEEDED": {
        "6,001 characters over all embeds": ("embeds.1", {"embeds": [MUCH, {"description": "d" * 2001}]}),
    },
    "MODEL_TYPE_CONVERT": {"an embed that is a text": ("embeds.0", {"embeds": ["x"]})},
    "COMPONENT_CUSTOM_ID_DUPLICATED": {
        "a custom id twice": ("components.1.components.0.custom_id", rows(button(), button())),
    },
    "BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED": {"a button with nothing on it": (PART, rows(button(label=None)))},
    "BUTTON_COMPONENT_CUSTOM_ID_REQUIRED": {"a button without custom id": (PART, rows(button(custom_id=None)))},
    "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE": {
        "a link with a custom id": (PART, rows(button(style=5, url="https://x.example"))),
        "an ordinary button with a link": (PART, rows(button(url="https://x.example"))),
    },
    "BUTTON_COMPONENT_URL_REQUIRED": {"a link to nowhere": (PART, rows(button(style=5, custom_id=None)))},
    "BASE_TYPE_BAD_LENGTH": {"6 rows": ("components", rows(*[button(custom_id=str(n)) for n in range(6)]))},
    "COMPONENT_LAYOUT_WIDTH_EXCEEDED": {"a select beside a button": ("components.0", one_row(select("a"), button()))},
    "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED": {"an option twice": (f"{PART}.options", rows(select("a", "a")))},
    "SELECT_COMPONENT_MAX_VALUES_TOO_LARGE": {"more to choose than there is": (PART, rows(select("a", max_values=2)))},
    "SELECT_COMPONENT_MIN_VALUES_GREATER_THAN_MAX": {
        "at least more than at most": (PART, rows(select("a", "b", min_values=2))),
    },
    "SELECT_COMPONENT_TOO_MANY_DEFAULT_VALUES": {
        "two defaults for one choice": (
            PART,
            rows(select(options=[{"label": value, "value": value, "default": True} for value in "ab"])),
        ),
    },
    "UNION_TYPE_CHOICES": {
        "an unknown component": ("components.0", {"components": [{"type": 99}]}),
        "a component outside a row": ("components.0.type", {"components": [text(1)]}),
    },
    "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2": {
        "content beside layout components": ("content", NEW_KIND | {"content": "x", "components": [text(1)]}),
    },
    "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED": {
        "41 layout components": ("components", NEW_KIND | {"components": [{"type": 14}] * 41}),
    },
    "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED": {
        "4,002 characters of text components": ("components", NEW_KIND | {"components": [text(2001)] * 2}),
    },
    "UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND": {
        "a file component without its file": (
            "components.0.file.url",
            NEW_KIND | {"components": [{"type": 13, "file": {"url": "attachment://x.csv"}}]},
        ),
    },
    "BASE_TYPE_CHOICES": {
        "unknown allowed mentions": ("allowed_mentions.parse.0", {"allowed_mentions": {"parse": ["all"]}}),
    },
    "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE": {
        "mentions allowed in two ways": (
            "allowed_mentions",
            {"content": "x", "allowed_mentions": {"parse": ["users"], "users": ["1"]}},
        ),
    },
    "REPLIES_UNKNOWN_MESSAGE": {
        "a reply to nothing": ("message_reference", {"content": "x", "message_reference": {"message_id": "1"}}),
    },
}
"""By Discord's code for the place, by what is wrong: the place in the body, and the body."""

CASES = [
    pytest.param(body, path, code, id=name) for code, bodies in REFUSED.items() for name, (path, body) in bodies.items()
]


@pytest.mark.parametrize(("body", "path", "code"), CASES)
async def test_is_refused_with_its_place(raw: RawStage, body: dict[str, Any], path: str, code: str) -> None:
    status, answer = await raw.bot.post(raw.messages, body)
    assert (status, answer["code"], answer["message"]) == (400, 50035, "Invalid Form Body")
    errors = answer["errors"]
    for step in path.split("."):
        assert step in errors, answer
        errors = errors[step]
    assert [error["code"] for error in errors["_errors"]] == [code]
    assert raw.codes == [50035]
    assert raw.discord.violations[0].route == "POST /channels/{channel_id}/messages"
    assert not raw.channel.messages


TAKEN: dict[str, dict[str, Any]] = {
    "content of 2,000": {"content": "x" * 2000},
    "an embed at every limit": embed(title="x" * 256, fields=[{"name": "n", "value": "v" * 1024}] * 5),
    "6,000 characters over all embeds": {"embeds": [MUCH, {"description": "d" * 2000}]},
    "an embed with just an image": {"embeds": [{"image": {"url": "https://x.example/y.png"}}]},
    "a field of an invisible character": embed(fields=[{"name": "\u200b", "value": "v"}]),
    "a link button": rows(button(style=5, custom_id=None, url="https://x.example")),
    "five rows of five": {"components": [row(*[button(custom_id=f"{r}{c}") for c in range(5)]) for r in range(5)]},
    "a button with an emoji only": rows(button(label=None, emoji={"name": "🎌"})),
    "a select of users": rows({"type": 5, "custom_id": "who"}),
    "layout components": NEW_KIND
    | {
        "components": [
            {
                "type": 17,
                "components": [
                    {"type": 9, "components": [text(2)], "accessory": button()},
                    row(button(custom_id="other")),
                ],
            }
        ],
    },
    "ids as numbers": {"content": "x", "allowed_mentions": {"users": [1]}},
    "a lost reply that need not exist": {
        "content": "x",
        "message_reference": {"message_id": "1", "fail_if_not_exists": False},
    },
}


@pytest.mark.parametrize("body", TAKEN.values(), ids=TAKEN.keys())
async def test_is_taken(raw: RawStage, body: dict[str, Any]) -> None:
    status, answer = await raw.bot.post(raw.messages, body)
    assert status == 200, answer
    assert raw.discord.violations == []


@pytest.mark.parametrize("body", [{}, {"content": ""}, {"content": "  \n"}, {"content": None, "embeds": []}])
async def test_nothing_to_send_is_refused(raw: RawStage, body: dict[str, Any]) -> None:
    status, answer = await raw.bot.post(raw.messages, body)
    assert (status, answer["code"]) == (400, 50006)
    assert raw.codes == [50006]


async def test_an_edit_that_leaves_nothing_is_refused_and_changes_nothing(raw: RawStage) -> None:
    _, message = await raw.bot.post(raw.messages, {"content": "here"})
    status, answer = await raw.bot.patch(f"{raw.messages}/{message['id']}", {"content": ""})
    assert (status, answer["code"]) == (400, 50006)
    _, again = await raw.bot.get(f"{raw.messages}/{message['id']}")
    assert again["content"] == "here"


async def test_an_edit_is_held_to_the_same_limits(raw: RawStage) -> None:
    _, message = await raw.bot.post(raw.messages, {"content": "here"})
    status, answer = await raw.bot.patch(f"{raw.messages}/{message['id']}", {"embeds": [{"title": "x" * 257}]})
    assert (status, answer["code"]) == (400, 50035)


async def test_a_body_that_is_no_json_is_refused(raw: RawStage) -> None:
    status, answer = await raw.bot.request(
        "POST", raw.messages, data=b"{oops", headers={"Content-Type": "application/json"}
    )
    assert (status, answer["code"]) == (400, 50109)


async def test_a_file_over_the_size_limit_is_refused(raw: RawStage) -> None:
    status, answer = await raw.bot.upload(raw.messages, {}, ("big.bin", b"x" * 1001))
    assert (status, answer["code"]) == (413, 40005)
    assert raw.codes == [40005]


async def test_eleven_files_are_refused(raw: RawStage) -> None:
    status, answer = await raw.bot.upload(raw.messages, {}, *[(f"{n}.txt", b"x") for n in range(11)])
    assert (status, answer["code"]) == (400, 50035)


async def test_a_file_is_served_back_as_it_was_sent(raw: RawStage) -> None:
    body = {"attachments": [{"id": "0", "description": "Numbers"}]}
    status, message = await raw.bot.upload(raw.messages, body, ("my figures.csv", b"1,2"))
    assert status == 200
    [attachment] = message["attachments"]
    assert attachment["filename"] == "my_figures.csv"
    assert attachment["description"] == "Numbers"
    assert attachment["url"].startswith(raw.discord.cdn_base)
    async with raw.bot.browse(attachment["url"]) as response:
        assert await response.read() == b"1,2"
        assert response.content_type == "text/csv"


async def test_an_embed_shows_a_file_of_its_message(raw: RawStage) -> None:
    body = embed(image={"url": "attachment://chart.png"})
    _, message = await raw.bot.upload(raw.messages, body, ("chart.png", b"\x89PNG"))
    assert message["attachments"] == []
    async with raw.bot.browse(message["embeds"][0]["image"]["url"]) as response:
        assert response.content_type == "image/png"
    assert raw.discord.violations == []


async def test_an_embed_that_shows_a_file_that_was_not_sent_is_listed(raw: RawStage) -> None:
    status, message = await raw.bot.post(raw.messages, embed(image={"url": "attachment://chart.png"}))
    assert status == 200
    assert message["embeds"][0]["image"] == {}
    assert "chart.png" in raw.discord.violations[0].what


async def test_an_edit_keeps_the_files_that_it_lists(raw: RawStage) -> None:
    _, message = await raw.bot.upload(raw.messages, {}, ("a.txt", b"a"), ("b.txt", b"b"))
    kept = message["attachments"][1]
    path = f"{raw.messages}/{message['id']}"
    _, edited = await raw.bot.patch(path, {"attachments": [{"id": kept["id"]}]})
    assert [each["filename"] for each in edited["attachments"]] == ["b.txt"]
    _, emptied = await raw.bot.patch(path, {"content": "none", "attachments": []})
    assert emptied["attachments"] == []


async def test_suppressed_embeds_are_not_shown(raw: RawStage) -> None:
    _, message = await raw.bot.post(raw.messages, {"content": "x", "flags": 4} | embed())
    assert message["embeds"] == []


async def test_mentions_count_only_as_far_as_they_are_allowed(raw: RawStage) -> None:
    body: dict[str, Any] = {"content": f"{raw.alice.mention} @everyone"}
    _, message = await raw.bot.post(raw.messages, body)
    assert [user["id"] for user in message["mentions"]] == [str(raw.alice.id)]
    assert not message["mention_everyone"]
    _, message = await raw.bot.post(raw.messages, body | {"allowed_mentions": {"parse": []}})
    assert message["mentions"] == []

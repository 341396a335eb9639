"""Whatever an answer says, what is sent keeps to Discord's limits and mentions nobody."""

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answers import embed
from bot.answers.card import Action, Button, Card, Reply, Row, Tone
from bot.answers.clipping import clipped
from bot.answers.voice import Voice
from knowledge.catalogue import load
from knowledge.model import Item, Operation, Query

VOICE = Voice(load(), "en")
ANYTHING = st.text(max_size=40) | st.text(max_size=12).map(lambda text: text * 700)
ROWS = st.builds(Row, label=ANYTHING, value=ANYTHING)
CARDS = st.builds(
    Card,
    title=ANYTHING,
    headline=ANYTHING,
    lines=st.lists(ANYTHING, max_size=6).map(tuple),
    rows=st.lists(ROWS, max_size=27).map(tuple),
    notes=st.lists(ANYTHING, max_size=6).map(tuple),
    reading=ANYTHING,
    footer=ANYTHING,
    copyable=st.lists(ANYTHING, max_size=3).map(tuple),
    tone=st.sampled_from(Tone),
)
QUERIES = st.builds(
    Query,
    operation=st.sampled_from(Operation),
    items=st.lists(st.builds(Item, metric=st.text(max_size=30)), max_size=4).map(tuple),
)
BUTTONS = st.builds(Button, action=st.sampled_from(Action), label=ANYTHING, query=QUERIES)
REPLIES = st.builds(
    Reply,
    cards=st.lists(CARDS, min_size=1, max_size=3).map(lambda cards: cards * 4).map(tuple),
    buttons=st.lists(BUTTONS, max_size=30).map(tuple),
)


@settings(max_examples=60)
@given(REPLIES)
def test_embeds_keep_to_every_limit(reply: Reply) -> None:
    found = embed.embeds(reply, VOICE)
    assert 1 <= len(found) <= 10
    assert sum(len(each) for each in found) <= 6000
    for each in found:
        assert len(each.title or "") <= 256
        assert len(each.description or "") <= 4096
        assert len(each.footer.text or "") <= 2048
        assert len(each.fields) <= 25
        assert all(1 <= len(field.name or "") <= 256 and 1 <= len(field.value or "") <= 1024 for field in each.fields)


@settings(max_examples=60)
@given(REPLIES)
def test_text_keeps_to_its_limit(reply: Reply) -> None:
    assert len(embed.content(reply, VOICE)) <= 2000


@settings(max_examples=60)
@given(REPLIES)
async def test_buttons_keep_to_every_limit(reply: Reply) -> None:
    view = embed.view(reply, 2**63, VOICE)
    rows = view.to_components() if view else []
    buttons = [button for row in rows for button in row["components"]]
    assert len(rows) <= 5
    assert all(1 <= len(button["label"]) <= 80 and 1 <= len(button["custom_id"]) <= 100 for button in buttons)
    assert len({button["custom_id"] for button in buttons}) == len(buttons)


@given(st.text(max_size=60), st.integers(0, 70))
def test_a_shortened_text_fits_and_begins_as_the_text_does(text: str, limit: int) -> None:
    found = clipped(text, limit)
    assert len(found) <= limit
    assert found == text or text.startswith(found.removesuffix("…"))


def test_a_text_is_shortened_between_words() -> None:
    assert clipped("the overseas market of anime", 20) == "the overseas market…"
    assert clipped("the overseas market of anime", 19) == "the overseas…"
    assert clipped("海外のアニメ市場の規模", 6) == "海外のアニ…"


def test_what_a_person_wrote_shows_as_it_is() -> None:
    card = Card(title="**loud** @everyone", lines=("[link](https://example.org) <@12345678901234567> `code`",))
    found = embed.embeds(Reply(cards=(card,)), VOICE)[0]
    assert found.title == "\\*\\*loud\\*\\* @\u200beveryone"
    assert found.description == "\\[link](https://example.org) \\<@\u200b12345678901234567> \\`code\\`"

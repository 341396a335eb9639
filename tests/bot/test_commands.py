"""The slash commands, from what a person types to what they read."""

import pytest

from bot.playground import Interaction, Message, Permission
from tests.bot.conftest import Stage


def shown(interaction: Interaction) -> Message:
    """The answer that was sent."""
    assert interaction.response_message is not None
    return interaction.response_message


def fields(message: Message) -> dict[str, str]:
    assert message.embed is not None
    return {field["name"]: field["value"] for field in message.embed["fields"]}


async def test_overseas_2024_says_all_that_matters_at_once(served: Stage) -> None:
    asked = await served.alice.command(served.channel, "anime overseas", year=2024)
    message = shown(asked)
    assert message.embed is not None
    assert message.embed["title"] == "Overseas anime market · 2024"
    assert "# JPY 2.17 trillion\n" in message.embed["description"]
    assert "-# Read as: overseas · broad market · 2024" in message.embed["description"]
    assert fields(message) == {
        "Growth on the year before": "+26%",
        "Share of the anime market": "56.5%",
        "In dollars": "$14.27 billion",
        "In full": "JPY 2,170,200,000,000",
    }
    footer = message.embed["footer"]["text"]
    assert footer.startswith("Reported · data for 2024 · Anime Industry Report 2025 (December 2025)")
    assert "TIFFCOM, October 2025" in footer
    assert not message.ephemeral


async def test_the_target_says_how_far_it_is_and_that_it_is_about_all_content(served: Stage) -> None:
    message = shown(await served.alice.command(served.channel, "anime target"))
    assert message.embed is not None
    assert "# JPY 14.2 trillion\n" in message.embed["description"]
    assert fields(message)["Share of the target reached"] == "29%"
    assert fields(message)["Growth still needed a year"] == "14.7%"
    assert "all content" in message.embed["description"]
    assert "not a goal for anime alone" in message.embed["description"]


@pytest.mark.parametrize(
    ("command", "options", "words"),
    [
        ("latest", {}, ["JPY 3.84 trillion, +14.8%", "JPY 2.17 trillion, +26%", "JPY 466.2 billion, +9.1%"]),
        ("domestic", {"year": 2024}, ["JPY 1.67 trillion", "+2.8%"]),
        ("market", {"year": 2024}, ["JPY 3.84 trillion", "$25.25 billion", "+14.8%"]),
        ("production", {"year": 2024}, ["JPY 466.2 billion", "+9.1%", "studios"]),
        ("category", {"category": "merch", "year": 2023}, ["JPY 700.8 billion", "20.9%"]),
        ("share", {"year": 2024}, ["56.5%", "overseas share"]),
        ("growth", {"year": 2019}, ["+15.3%", "rose by 15.3%"]),
        ("growth", {"year": 2020}, ["-3.5%", "fell by 3.5%"]),
        ("compare", {"first": "overseas", "second": "domestic", "year": 2024}, ["larger by JPY 499.7 billion"]),
        ("trend", {"metric": "overseas", "from": 2022}, ["2022: JPY 1.46 trillion", "2024: JPY 2.17 trillion"]),
        ("figure", {"metric": "anime_events", "year": 2025}, ["136", "160"]),
        ("figure", {"metric": "streaming", "year": 2023, "kind": "growth"}, ["+51.39%"]),
        (
            "history",
            {"metric": "domestic", "year": 2020},
            ["JPY 1,180.5 billion", "JPY 1,186.7 billion", "Anime Industry Report 2021"],
        ),
        ("coverage", {"metric": "anime_events"}, ["2025"]),
        ("coverage", {}, ["Overseas anime market"]),
        ("sources", {"metric": "overseas", "year": 2024}, ["ASCII.jp", "TIFFCOM"]),
        ("ask", {"question": "how big was the overseas market in 2024?"}, ["JPY 2.17 trillion"]),
        ("help", {}, ["/anime overseas 2024"]),
    ],
)
async def test_each_command_answers(served: Stage, command: str, options: dict[str, object], words: list[str]) -> None:
    message = shown(await served.alice.command(served.channel, f"anime {command}", **options))
    assert [word for word in words if word not in message.text.replace("\\", "")] == []


async def test_every_command_of_the_design_is_offered(served: Stage) -> None:
    named = "latest overseas domestic market production category share growth target compare trend figure history "
    named += "coverage sources ask check receipt help"
    everyone = {*(f"anime {name}" for name in named.split()), "privacy"}
    assert set(served.alice.commands(served.channel)) == everyone
    served.guild.give_role(served.alice, served.guild.add_role("Moderator", int(Permission.MANAGE_GUILD)))
    moderators = {
        "figures": "add propose edit retract restore history import export queue approve",
        "metrics": "add alias retract list",
        "statements": "add edit retract list",
    }
    theirs = {f"{group} {name}" for group, names in moderators.items() for name in names.split()}
    assert set(served.alice.commands(served.channel)) == everyone | theirs | {"settings"}


async def test_commands_work_in_direct_messages_and_for_a_person_who_installed_the_bot(served: Stage) -> None:
    elsewhere = served.discord.add_guild("Without the bot", with_bot=False)
    room = elsewhere.add_channel("room")
    bea = served.discord.add_user("bea", installed_app=True)
    elsewhere.add_member(bea)
    for place in (bea.dm_channel, room):
        assert "JPY 2.17 trillion" in shown(await bea.command(place, "anime overseas", year=2024)).text


async def test_a_private_answer_is_seen_by_the_asker_only(served: Stage) -> None:
    message = shown(await served.alice.command(served.channel, "anime overseas", year=2024, private=True))
    assert message.ephemeral
    assert message.seen_by is served.alice


async def test_a_year_that_is_not_held_is_said_to_be_missing_with_the_nearest(served: Stage) -> None:
    message = shown(await served.alice.command(served.channel, "anime overseas", year=2003))
    assert "No figure is held for this: Overseas anime market, 2003." in message.text
    assert "2012" in message.text


async def test_a_name_that_nothing_has_is_refused_to_the_asker_only(served: Stage) -> None:
    message = shown(await served.alice.command(served.channel, "anime figure", metric="**cheese**", year=2024))
    assert message.ephemeral
    assert "There is nothing called “\\*\\*cheese\\*\\*”" in message.content


async def test_years_are_offered_latest_first_and_only_where_there_is_a_figure(served: Stage) -> None:
    years = await served.alice.autocomplete(served.channel, "anime overseas", focused="year")
    values = [choice.value for choice in years]
    assert values[:2] == [2024, 2023]
    assert 2003 not in values
    assert len(values) <= 25


async def test_years_are_offered_for_the_metric_chosen(served: Stage) -> None:
    years = await served.alice.autocomplete(
        served.channel, "anime figure", focused="year", given={"metric": "anime_events"}
    )
    assert [choice.value for choice in years] == [2025]


async def test_years_are_narrowed_by_what_is_typed(served: Stage) -> None:
    years = await served.alice.autocomplete(served.channel, "anime market", focused="year", value="202")
    assert {str(choice.value)[:3] for choice in years} == {"202"}


@pytest.mark.parametrize(
    ("locale", "typed", "best"),
    [
        ("en-US", "strea", "market_streaming"),
        ("en-US", "merch", "market_merchandising"),
        ("en-US", "studios overseas", "production_overseas"),
        ("ja", "配信", "market_streaming"),
        ("ja", "海外", "market_overseas"),
    ],
)
async def test_metrics_are_offered_by_name_the_best_first(served: Stage, locale: str, typed: str, best: str) -> None:
    person = served.discord.add_user("kei", locale=locale)
    served.guild.add_member(person)
    offered = await person.autocomplete(served.channel, "anime figure", focused="metric", value=typed)
    assert offered[0].value == best
    assert len(offered) <= 25


async def test_only_categories_are_offered_as_categories(served: Stage) -> None:
    offered = await served.alice.autocomplete(served.channel, "anime category", focused="category")
    assert len(offered) == 8
    assert "market_overseas" not in [choice.value for choice in offered]


async def test_a_person_with_a_japanese_client_reads_japanese(served: Stage) -> None:
    kei = served.discord.add_user("kei", locale="ja")
    served.guild.add_member(kei)
    message = shown(await kei.command(served.channel, "アニメ 海外", year=2024))
    assert message.embed is not None
    assert message.embed["title"] == "海外アニメ市場 · 2024"
    assert "# 2兆1,702億円\n" in message.embed["description"]
    assert fields(message)["アニメ市場に占める割合"] == "56.5%"


async def test_without_the_right_to_embed_the_answer_is_text(served: Stage) -> None:
    served.channel.deny(served.discord.bot_user, Permission.EMBED_LINKS)
    message = shown(await served.alice.command(served.channel, "anime overseas", year=2024))
    assert message.embeds == []
    assert "JPY 2.17 trillion" in message.content
    assert "Read as: overseas · broad market · 2024" in message.content

"""Tokens, permissions and privacy: who may reach what, and with which code the others are refused."""

import aiohttp
import pytest

from bot.playground import CannotDo, NothingHappened, Permission, Playground
from tests.playground.conftest import RawStage
from tests.playground.raw_bot import RawBot

pytestmark = pytest.mark.asyncio


@pytest.mark.parametrize("authorization", ["Bot wrong", "wrong", ""])
async def test_a_wrong_token_is_refused(raw: RawStage, authorization: str) -> None:
    headers = {"Authorization": authorization}
    status, answer = await raw.bot.request("GET", "/users/@me", headers=headers)
    assert (status, answer) == (401, {"message": "401: Unauthorized", "code": 0})
    assert len(raw.discord.violations) == 1


@pytest.mark.parametrize(("method", "path"), [("GET", "/nowhere"), ("POST", "/users/@me"), ("GET", "/channels/x")])
async def test_an_unknown_address_is_refused_and_listed(raw: RawStage, method: str, path: str) -> None:
    status, answer = await raw.bot.request(method, path)
    assert (status, answer) == (404, {"message": "404: Not Found", "code": 0})
    assert raw.codes == [0]


async def test_another_version_of_the_api_is_refused(raw: RawStage) -> None:
    url = raw.discord.api_base.replace("v10", "v1") + "/users/@me"
    async with raw.bot.browse(url) as response:
        assert response.status == 400
        assert (await response.json())["code"] == 50041


@pytest.mark.parametrize("headers", [{"Host": "evil.example"}, {"Origin": "http://evil.example"}])
async def test_only_this_machine_is_let_in(raw: RawStage, headers: dict[str, str]) -> None:
    async with (
        aiohttp.ClientSession() as session,
        session.get(raw.discord.api_base + "/gateway", headers=headers) as it,
    ):
        assert it.status == 403


async def test_a_bot_needs_the_right_to_write(raw: RawStage) -> None:
    raw.channel.deny(raw.discord.bot_user, Permission.SEND_MESSAGES)
    status, answer = await raw.bot.post(raw.messages, {"content": "x"})
    assert (status, answer) == (403, {"message": "Missing Permissions", "code": 50013})
    assert raw.codes == [50013]


async def test_a_bot_needs_the_right_to_see(raw: RawStage) -> None:
    raw.channel.deny(raw.discord.bot_user, Permission.VIEW_CHANNEL)
    for status, answer in (await raw.bot.get(f"/channels/{raw.channel.id}"), await raw.bot.get(raw.messages)):
        assert (status, answer["code"]) == (403, 50001)


async def test_embeds_need_the_right_to_embed_links(raw: RawStage) -> None:
    raw.channel.deny(raw.discord.bot_user, Permission.EMBED_LINKS)
    status, answer = await raw.bot.post(raw.messages, {"embeds": [{"title": "T"}]})
    assert (status, answer["code"]) == (403, 50013)
    status, message = await raw.bot.post(raw.messages, {"content": "words", "embeds": [{"title": "T"}]})
    assert (status, message["embeds"]) == (200, [])


async def test_files_need_the_right_to_attach(raw: RawStage) -> None:
    raw.channel.deny(raw.discord.bot_user, Permission.ATTACH_FILES)
    status, answer = await raw.bot.upload(raw.messages, {}, ("a.txt", b"a"))
    assert (status, answer["code"]) == (403, 50013)


async def test_reading_back_needs_the_right_to_the_history(raw: RawStage) -> None:
    _, message = await raw.bot.post(raw.messages, {"content": "x"})
    raw.channel.deny(raw.discord.bot_user, Permission.READ_MESSAGE_HISTORY)
    assert await raw.bot.get(raw.messages) == (200, [])
    status, answer = await raw.bot.post(
        raw.messages, {"content": "x", "message_reference": {"message_id": message["id"]}}
    )
    assert (status, answer["code"]) == (400, 160002)


async def test_everyone_is_mentioned_by_those_who_may(raw: RawStage) -> None:
    _, message = await raw.bot.post(raw.messages, {"content": "@everyone"})
    assert message["mention_everyone"] is False
    raw.channel.allow(raw.discord.bot_user, Permission.MENTION_EVERYONE)
    _, message = await raw.bot.post(raw.messages, {"content": "@everyone"})
    assert message["mention_everyone"] is True


async def test_a_bot_cannot_edit_what_others_wrote_and_deletes_it_only_with_the_right(raw: RawStage) -> None:
    message = await raw.alice.say(raw.channel, "mine")
    path = f"{raw.messages}/{message.id}"
    assert (await raw.bot.patch(path, {"content": "yours"}))[1]["code"] == 50005
    assert (await raw.bot.delete(path))[1]["code"] == 50013
    raw.channel.allow(raw.discord.bot_user, Permission.MANAGE_MESSAGES)
    assert (await raw.bot.delete(path))[0] == 204


async def test_people_who_take_no_direct_messages_get_none(raw: RawStage) -> None:
    shy = raw.discord.add_user("shy", accepts_dms=False)
    status, channel = await raw.bot.post("/users/@me/channels", {"recipient_id": str(shy.id)})
    assert status == 200
    status, answer = await raw.bot.post(f"/channels/{channel['id']}/messages", {"content": "hello"})
    assert (status, answer["code"]) == (403, 50007)
    assert raw.codes == [50007]


async def test_strangers_get_no_direct_messages_unless_they_write_first(raw: RawStage) -> None:
    stranger = raw.discord.add_user("stranger")
    path = f"/channels/{stranger.dm_channel.id}/messages"
    assert (await raw.bot.post(path, {"content": "hello"}))[1]["code"] == 50007
    await stranger.dm("hello?")
    assert (await raw.bot.post(path, {"content": "hello"}))[0] == 200


async def test_what_does_not_exist_is_unknown(raw: RawStage) -> None:
    elsewhere = raw.discord.add_guild("Elsewhere", with_bot=False)
    unknown = {
        "/channels/1": 10003,
        f"{raw.messages}/1": 10008,
        "/guilds/1": 10004,
        f"/guilds/{elsewhere.id}": 10004,
        f"/guilds/{raw.guild.id}/members/1": 10007,
        "/users/1": 10013,
    }
    for path, code in unknown.items():
        status, answer = await raw.bot.get(path)
        assert (status, answer["code"]) == (404, code)


async def test_a_bot_reads_what_is_there(raw: RawStage) -> None:
    guild = f"/guilds/{raw.guild.id}"
    alice = str(raw.alice.id)
    assert (await raw.bot.get("/users/@me"))[1]["bot"] is True
    assert (await raw.bot.get(f"/users/{alice}"))[1]["username"] == "alice"
    assert (await raw.bot.get("/oauth2/applications/@me"))[1]["id"] == str(raw.discord.world.application.id)
    assert (await raw.bot.get(guild))[1]["name"] == "Anime Club"
    assert [each["name"] for each in (await raw.bot.get(f"{guild}/channels"))[1]] == ["general"]
    assert (await raw.bot.get(f"{guild}/members/{alice}"))[1]["user"]["id"] == alice
    assert len((await raw.bot.get(f"{guild}/members?limit=1000"))[1]) == 3
    assert [each["name"] for each in (await raw.bot.get("/users/@me/guilds"))[1]] == ["Anime Club"]
    gateway = (await raw.bot.get("/gateway/bot"))[1]
    assert gateway["url"] == (await raw.bot.get("/gateway"))[1]["url"]
    assert gateway["session_start_limit"]["max_concurrency"] == 1
    assert raw.discord.violations == []


async def test_messages_are_listed_newest_first_before_after_and_around_one(raw: RawStage) -> None:
    ids = [(await raw.bot.post(raw.messages, {"content": str(number)}))[1]["id"] for number in range(5)]

    async def listed(query: str) -> list[str]:
        return [each["content"] for each in (await raw.bot.get(f"{raw.messages}?{query}"))[1]]

    assert await listed("limit=2") == ["4", "3"]
    assert await listed(f"before={ids[2]}") == ["1", "0"]
    assert await listed(f"after={ids[2]}&limit=1") == ["3"]
    assert await listed(f"around={ids[2]}&limit=3") == ["3", "2", "1"]
    assert (await raw.bot.get(f"{raw.messages}?limit=101"))[0] == 400


async def test_typing_and_reactions_are_taken(raw: RawStage) -> None:
    _, message = await raw.bot.post(raw.messages, {"content": "x"})
    assert (await raw.bot.post(f"/channels/{raw.channel.id}/typing"))[0] == 204
    reaction = f"{raw.messages}/{message['id']}/reactions/%F0%9F%91%8D/@me"
    assert (await raw.bot.request("PUT", reaction))[0] == 204
    assert (await raw.bot.delete(reaction))[0] == 204


async def test_answers_carry_the_headers_of_a_rate_limit(raw: RawStage) -> None:
    async with raw.bot.browse(raw.discord.api_base + "/users/@me") as response:
        assert response.headers["Content-Type"] == "application/json"
        assert int(response.headers["X-RateLimit-Remaining"]) > 0
        assert response.headers["X-RateLimit-Bucket"]


async def test_requests_are_logged_with_their_latency(raw: RawStage) -> None:
    await raw.bot.post(raw.messages, {"content": "x"})
    request = raw.discord.requests[-1]
    assert (request.method, request.route, request.status) == ("POST", "/channels/{channel_id}/messages", 200)
    assert request.body == {"content": "x"}
    assert 0 < request.seconds < 1


async def test_people_write_only_where_they_may(raw: RawStage) -> None:
    raw.channel.deny(raw.alice, Permission.SEND_MESSAGES)
    with pytest.raises(CannotDo, match="cannot write"):
        await raw.alice.say(raw.channel, "x")
    raw.channel.deny(raw.alice, Permission.VIEW_CHANNEL)
    with pytest.raises(CannotDo, match="does not see"):
        raw.alice.start(raw.channel, "ping")
    stranger = raw.discord.add_user("stranger")
    with pytest.raises(CannotDo):
        await stranger.say(raw.channel, "x")
    with pytest.raises(CannotDo, match="somebody else"):
        await stranger.say(raw.alice.dm_channel, "x")


async def test_a_bot_that_is_away_does_not_answer() -> None:
    async with Playground() as playground, RawBot(playground) as bot:
        guild = playground.add_guild("Anime Club")
        alice = playground.add_user("alice")
        guild.add_member(alice)
        await bot.register({"name": "ping", "description": "x"})
        with pytest.raises(NothingHappened, match="not connected"):
            alice.start(guild.add_channel("general"), "ping")


async def test_an_app_that_only_the_person_installed_answers_in_a_server_without_the_bot(raw: RawStage) -> None:
    await raw.bot.register({"name": "own", "description": "x", "integration_types": [1]})
    bob = raw.discord.add_user("bob", installed_app=True)
    elsewhere = raw.discord.add_guild("Elsewhere", with_bot=False)
    elsewhere.add_member(bob)
    channel = elsewhere.add_channel("there")
    interaction = bob.start(channel, "own")
    told = await raw.bot.event("INTERACTION_CREATE")
    assert told["authorizing_integration_owners"] == {"1": str(bob.id)}
    assert int(told["app_permissions"]) & int(Permission.EMBED_LINKS)
    await raw.bot.callback(interaction, 4, {"content": "here"})
    assert not interaction.ephemeral
    for _ in range(5):
        assert (await raw.bot.post(raw.bot.webhook(interaction), {"content": "more"}))[0] == 200
    status, answer = await raw.bot.post(raw.bot.webhook(interaction), {"content": "too much"})
    assert (status, answer["code"]) == (400, 40094)


async def test_where_external_apps_are_not_allowed_they_answer_for_their_user_alone(raw: RawStage) -> None:
    await raw.bot.register({"name": "own", "description": "x", "integration_types": [1]})
    bob = raw.discord.add_user("bob", installed_app=True)
    elsewhere = raw.discord.add_guild("Elsewhere", with_bot=False)
    elsewhere.add_member(bob)
    channel = elsewhere.add_channel("there")
    channel.deny(elsewhere.everyone, Permission.USE_EXTERNAL_APPS)
    interaction = bob.start(channel, "own")
    await raw.bot.callback(interaction, 4, {"content": "here"})
    assert interaction.ephemeral

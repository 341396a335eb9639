"""Interaction callbacks: the one answer that an interaction must get in time, in any of its forms."""

from collections.abc import Callable

from bot.playground import payloads
from bot.playground.errors import Json, invalid_form, refusal
from bot.playground.limits.commands import autocomplete_choices
from bot.playground.limits.messages import read_message
from bot.playground.limits.modals import read_modal
from bot.playground.permissions import Permission
from bot.playground.rest.calls import NO_CONTENT, Call, Reply, Route
from bot.playground.rest.messages import read_edit
from bot.playground.rest.sending import fill
from bot.playground.world.interaction import Choice, Interaction, InteractionAnswered, Kind, Modal, Response
from bot.playground.world.message import CHAT_INPUT_COMMAND, CONTEXT_MENU_COMMAND, REPLY, Flag, Message
from bot.playground.world.world import World

FITTING: dict[Kind, tuple[Response, ...]] = {
    Kind.COMMAND: (Response.MESSAGE, Response.DEFERRED_MESSAGE, Response.MODAL),
    Kind.COMPONENT: (
        Response.MESSAGE,
        Response.DEFERRED_MESSAGE,
        Response.DEFERRED_UPDATE,
        Response.UPDATE,
        Response.MODAL,
    ),
    Kind.AUTOCOMPLETE: (Response.CHOICES,),
    Kind.MODAL_SUBMIT: (
        Response.MESSAGE,
        Response.DEFERRED_MESSAGE,
        Response.DEFERRED_UPDATE,
        Response.UPDATE,
    ),
}
"""Which answers Discord takes to which kind of interaction."""

UPDATES = (Response.DEFERRED_UPDATE, Response.UPDATE)


def respond(call: Call) -> Reply:
    interaction = _awaiting(call)
    response = _response_type(call, interaction)
    ANSWERS[response](call, interaction)
    interaction.response = response
    interaction.acknowledged_after = call.world.clock() - interaction.created
    answered(call.world, interaction)
    if not call.asks("with_response"):
        return NO_CONTENT
    return Reply(_callback_response(call.world, interaction))


def answered(world: World, interaction: Interaction) -> None:
    interaction.changed.set()
    world.feed.publish(InteractionAnswered(interaction))


def _awaiting(call: Call) -> Interaction:
    interaction = call.world.interactions.get(call.path["interaction_token"])
    if interaction is None or interaction.id != call.id("interaction_id"):
        raise refusal("unknown interaction")
    if interaction.response is not None:
        raise refusal("acknowledged")
    if call.world.clock() - interaction.created > call.world.rules.acknowledge_within:
        interaction.failed = True
        interaction.changed.set()
        raise refusal("unknown interaction")
    return interaction


def _response_type(call: Call, interaction: Interaction) -> Response:
    kind = call.body.get("type") if isinstance(call.body, dict) else None
    fitting = FITTING[interaction.kind]
    if interaction.message is None:
        fitting = tuple(each for each in fitting if each not in UPDATES)
    if kind not in fitting:
        names = ", ".join(str(int(each)) for each in fitting)
        raise invalid_form({("type",): ("BASE_TYPE_CHOICES", f"Value must be one of {{{names}}}.")})
    return Response(kind)


def permissions_of(world: World, interaction: Interaction) -> Permission:
    """What an answer may hold: embeds and files are always allowed in answers to interactions."""
    granted = payloads.app_permissions(world, interaction)
    return granted | Permission.EMBED_LINKS | Permission.ATTACH_FILES


def blank_answer(world: World, interaction: Interaction, flags: int) -> Message:
    """A message of the bot that belongs to an interaction, ephemeral if the flags say so."""
    message = world.new_message(interaction.channel, world.bot)
    message.by_interaction = True
    message.interaction_metadata = payloads.interaction_metadata(interaction)
    if flags & Flag.EPHEMERAL or _must_stay_private(interaction):
        message.flags |= Flag.EPHEMERAL
        message.seen_by = interaction.user
    if interaction.message and not interaction.message.ephemeral:
        reply(message, interaction.message)
    elif interaction.kind is Kind.COMMAND:
        message.type = CHAT_INPUT_COMMAND if interaction.data["type"] == 1 else CONTEXT_MENU_COMMAND
    return message


def _must_stay_private(interaction: Interaction) -> bool:
    """An app that only the user installed answers for them alone where they may not use external apps."""
    if interaction.guild is None or "0" in interaction.owners:
        return False
    granted = interaction.guild.permissions_of(interaction.user, interaction.channel)
    return Permission.USE_EXTERNAL_APPS not in granted


def reply(message: Message, earlier: Message) -> None:
    message.type = REPLY
    message.reply_to = earlier
    message.reference = {"type": 0, "message_id": str(earlier.id), "channel_id": str(earlier.channel_id)}
    if earlier.guild_id is not None:
        message.reference["guild_id"] = str(earlier.guild_id)


def _data(call: Call) -> Json:
    data = call.body.get("data")
    return data if isinstance(data, dict) else {}


def _send(call: Call, interaction: Interaction) -> None:
    form = read_message(_data(call), inside_of=("data",))
    message = blank_answer(call.world, interaction, form.flags or 0)
    fill(call, message, form, permissions=permissions_of(call.world, interaction))
    interaction.response_message = call.world.post(message)
    interaction.ephemeral = message.ephemeral


def _defer(call: Call, interaction: Interaction) -> None:
    flags = _data(call).get("flags")
    message = blank_answer(call.world, interaction, flags if isinstance(flags, int) else 0)
    message.flags |= Flag.LOADING
    interaction.response_message = call.world.post(message)
    interaction.ephemeral = message.ephemeral


def _defer_update(call: Call, interaction: Interaction) -> None:
    interaction.response_message = interaction.message


def _update(call: Call, interaction: Interaction) -> None:
    message = interaction.message
    assert message
    form = read_edit(call, message, inside_of=("data",))
    fill(call, message, form, permissions=permissions_of(call.world, interaction))
    interaction.response_message = call.world.touch(message)


def _suggest(call: Call, interaction: Interaction) -> None:
    choices = autocomplete_choices(_data(call), focused_type(interaction.data))
    interaction.choices = [Choice(choice["name"], choice["value"]) for choice in choices]


def focused_type(data: Json) -> int:
    """The type of the option that a person is typing in."""
    for option in data.get("options", ()):
        if option.get("focused"):
            return int(option["type"])
        found = focused_type(option)
        if found:
            return found
    return 0


def _open_modal(call: Call, interaction: Interaction) -> None:
    form = read_modal(_data(call))
    interaction.modal = Modal(form.custom_id, form.title, tuple(form.given()["components"]), interaction)


ANSWERS: dict[Response, Callable[[Call, Interaction], None]] = {
    Response.MESSAGE: _send,
    Response.DEFERRED_MESSAGE: _defer,
    Response.DEFERRED_UPDATE: _defer_update,
    Response.UPDATE: _update,
    Response.CHOICES: _suggest,
    Response.MODAL: _open_modal,
}


def _callback_response(world: World, interaction: Interaction) -> Json:
    about: Json = {"id": str(interaction.id), "type": int(interaction.kind)}
    about["channel_id"] = str(interaction.channel.id)
    if interaction.guild:
        about["guild_id"] = str(interaction.guild.id)
    body: Json = {"interaction": about}
    message = interaction.response_message
    if message is not None:
        about |= {
            "response_message_id": str(message.id),
            "response_message_loading": message.loading,
            "response_message_ephemeral": message.ephemeral,
        }
        if interaction.response in (Response.MESSAGE, Response.UPDATE):
            body["resource"] = {"type": int(interaction.response), "message": payloads.message(world, message)}
    return body


ROUTES = [
    Route("POST", "/interactions/{interaction_id}/{interaction_token}/callback", respond, needs_token=False),
]

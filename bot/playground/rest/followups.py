"""What a bot sends after the acknowledgement: follow-ups, and edits of its answers, by the interaction's token."""

from bot.playground import payloads
from bot.playground.errors import ApiError, refusal
from bot.playground.limits.messages import read_message
from bot.playground.rest.calls import NO_CONTENT, Call, Reply, Route
from bot.playground.rest.interactions import answered, blank_answer, permissions_of, reply
from bot.playground.rest.messages import read_edit
from bot.playground.rest.sending import fill
from bot.playground.world.interaction import Interaction, Kind
from bot.playground.world.message import Message

MOST_OF_A_USER_INSTALL = 5
"""Follow-ups to one interaction where only the user installed the application."""


def _interaction(call: Call) -> Interaction:
    interaction = call.world.interactions.get(call.path["webhook_token"])
    if interaction is None or call.id("webhook_id") != call.world.application.id:
        raise refusal("unknown webhook")
    if call.world.clock() - interaction.created > call.world.rules.token_lifetime:
        raise refusal("webhook token")
    if interaction.response is None or interaction.kind is Kind.AUTOCOMPLETE:
        raise refusal("unknown webhook")
    return interaction


def _message(call: Call, interaction: Interaction) -> Message:
    named = call.path["message_id"]
    known = [interaction.response_message, *interaction.followups]
    for message in known:
        if message and not message.deleted and named in ("@original", str(message.id)):
            return message
        if named == "@original":
            break
    raise refusal("unknown message")


def _shown(call: Call, message: Message) -> Reply:
    return Reply(payloads.message(call.world, message))


def follow_up(call: Call) -> Reply:
    interaction = _interaction(call)
    if interaction.thinking and interaction.response_message:
        return _change(call, interaction, interaction.response_message)
    if "0" not in interaction.owners and len(interaction.followups) >= MOST_OF_A_USER_INSTALL:
        raise ApiError(400, 40094, "This interaction has already created the maximum number of follow up messages")
    form = read_message(call.body or {})
    message = blank_answer(call.world, interaction, form.flags or 0)
    if interaction.response_message and not interaction.response_message.deleted:
        reply(message, interaction.response_message)
    fill(call, message, form, permissions=permissions_of(call.world, interaction))
    interaction.followups.append(call.world.post(message))
    answered(call.world, interaction)
    return _shown(call, message)


def _change(call: Call, interaction: Interaction, message: Message) -> Reply:
    fill(call, message, read_edit(call, message), permissions=permissions_of(call.world, interaction))
    call.world.touch(message)
    answered(call.world, interaction)
    return _shown(call, message)


def edit(call: Call) -> Reply:
    interaction = _interaction(call)
    return _change(call, interaction, _message(call, interaction))


def get(call: Call) -> Reply:
    return _shown(call, _message(call, _interaction(call)))


def delete(call: Call) -> Reply:
    interaction = _interaction(call)
    call.world.delete(_message(call, interaction))
    answered(call.world, interaction)
    return NO_CONTENT


WEBHOOK = "/webhooks/{webhook_id}/{webhook_token}"
MESSAGE = f"{WEBHOOK}/messages/{{message_id}}"

ROUTES = [
    Route("POST", WEBHOOK, follow_up, needs_token=False),
    Route("GET", MESSAGE, get, needs_token=False),
    Route("PATCH", MESSAGE, edit, needs_token=False),
    Route("DELETE", MESSAGE, delete, needs_token=False),
]

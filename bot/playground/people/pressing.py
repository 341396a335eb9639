"""What a person does with a message's components and with a modal, checked as the Discord client checks it."""

from collections.abc import Mapping, Sequence

from bot.playground.errors import CannotDo, Json
from bot.playground.limits.components import BUTTON, LINK, PREMIUM, SELECTS, STRING_SELECT
from bot.playground.people.entering import Resolved, Upload
from bot.playground.world.guild import Channel, Role
from bot.playground.world.interaction import Modal
from bot.playground.world.message import Message
from bot.playground.world.user import User

Pick = str | User | Role | Channel


def button_data(message: Message, wanted: str) -> Json:
    """The data of a click on the button of that label or custom id."""
    buttons = [part for part in message.parts if part["type"] == BUTTON]
    button = next((each for each in buttons if wanted in (each.get("label"), each.get("custom_id"))), None)
    if button is None:
        raise CannotDo(f"the message has no button {wanted!r}; it has: {', '.join(message.buttons) or 'none'}")
    if button.get("disabled"):
        raise CannotDo(f"the button {wanted!r} is disabled")
    if button["style"] in (LINK, PREMIUM):
        raise CannotDo(f"the button {wanted!r} leads elsewhere: the bot does not hear of it")
    return {"custom_id": button["custom_id"], "component_type": BUTTON, "id": button["id"]}


def select_data(message: Message, wanted: str, picks: Sequence[Pick], resolved: Resolved) -> Json:
    """The data of choosing in the select of that custom id or placeholder."""
    selects = [part for part in message.parts if part["type"] in SELECTS]
    select = next((each for each in selects if wanted in (each["custom_id"], each.get("placeholder"))), None)
    if select is None:
        known = ", ".join(each["custom_id"] for each in selects) or "none"
        raise CannotDo(f"the message has no select {wanted!r}; it has: {known}")
    if select.get("disabled"):
        raise CannotDo(f"the select {wanted!r} is disabled")
    values = _values(select, picks, resolved, least=select.get("min_values", 1))
    data: Json = {
        "custom_id": select["custom_id"],
        "component_type": select["type"],
        "id": select["id"],
        "values": values,
    }
    if resolved.found:
        data["resolved"] = resolved.found
    return data


def _values(select: Json, picks: Sequence[Pick], resolved: Resolved, *, least: int) -> list[str]:
    most = select.get("max_values", 1)
    if not least <= len(picks) <= most:
        raise CannotDo(f"{select['custom_id']} takes {least} to {most} values, not {len(picks)}")
    if select["type"] == STRING_SELECT or "options" in select:
        return [_option(select, pick) for pick in picks]
    return [_entity(pick, resolved) for pick in picks]


def _option(select: Json, pick: Pick) -> str:
    for option in select["options"]:
        if pick in (option["label"], option["value"]):
            return str(option["value"])
    labels = ", ".join(option["label"] for option in select["options"])
    raise CannotDo(f"{select['custom_id']} has no option {pick!r}; it has: {labels}")


def _entity(pick: Pick, resolved: Resolved) -> str:
    match pick:
        case User():
            return resolved.user(pick)
        case Role():
            return resolved.role(pick)
        case Channel():
            return resolved.place(pick)
    raise CannotDo(f"{pick!r} is neither a user, a role nor a channel")


TEXT_INPUT, FILE_UPLOAD, RADIO_GROUP, CHECKBOX_GROUP, CHECKBOX = 4, 19, 21, 22, 23


def modal_data(modal: Modal, filled: Mapping[str, object], resolved: Resolved) -> Json:
    """The data of submitting a modal; what is not filled in keeps what the bot put there."""
    left = dict(filled)
    components: list[Json] = []
    for frame in modal.components:
        if frame["type"] == 1:
            field = frame["components"][0]
            entered = _field(field, _taken(left, field, field.get("label")), resolved)
            components.append({"type": 1, "id": frame.get("id", 0), "components": [entered]})
        elif frame["type"] == 18:
            field = frame["component"]
            entered = _field(field, _taken(left, field, frame["label"]), resolved)
            components.append({"type": 18, "id": frame.get("id", 0), "component": entered})
        else:
            components.append({"type": frame["type"], "id": frame.get("id", 0)})
    if left:
        raise CannotDo(f"the modal {modal.title!r} has no field {', '.join(map(repr, left))}")
    data: Json = {"custom_id": modal.custom_id, "components": components}
    if resolved.found:
        data["resolved"] = resolved.found
    return data


def _taken(filled: dict[str, object], field: Json, label: str | None) -> object:
    for key in (field["custom_id"], label):
        if key in filled:
            return filled.pop(key)
    return None


def _field(field: Json, given: object, resolved: Resolved) -> Json:
    entered: Json = {"type": field["type"], "custom_id": field["custom_id"], "id": field.get("id", 0)}
    needed = field.get("required", True)
    match field["type"]:
        case 4:
            return entered | {"value": _text(field, given, needed=needed)}
        case 23:
            return entered | {"value": bool(field.get("default", False) if given is None else given)}
        case 21:
            picks = _picks(field, given)
            values = _values(field | {"max_values": 1}, picks, resolved, least=int(needed))
            return entered | {"value": values[0] if values else None}
        case 19:
            files = [resolved.upload(each) for each in _list(given) if isinstance(each, Upload)]
            return entered | {"values": files}
        case _:
            least = field.get("min_values", 1) if needed else 0
            return entered | {"values": _values(field, _picks(field, given), resolved, least=least)}


def _text(field: Json, given: object, *, needed: bool) -> str:
    text = str(field.get("value", "") if given is None else given)
    if not text and not needed:
        return ""
    least, most = max(field.get("min_length", 0), int(needed)), field.get("max_length", 4000)
    if not least <= len(text) <= most:
        raise CannotDo(f"{field['custom_id']} must be {least} to {most} characters long, not {len(text)}")
    return text


def _picks(field: Json, given: object) -> list[Pick]:
    if given is None:
        return [option["value"] for option in field.get("options", ()) if option.get("default")]
    return [each for each in _list(given) if isinstance(each, str | User | Role | Channel)]


def _list(given: object) -> list[object]:
    if given is None:
        return []
    return list(given) if isinstance(given, list | tuple) else [given]

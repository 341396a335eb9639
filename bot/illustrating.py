"""Which answers come with a picture, and the picture as Discord takes it: a file that the first embed shows."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any

from discord import File

from bot.answers.drawing import DRAWN, Drawing, drawable, drawn
from bot.answers.voice import Voice
from bot.charts import Charts, Picture
from knowledge.answering import Desk
from knowledge.model import Answer

FILE = "chart.png"


@dataclass(frozen=True)
class Illustrator:
    """Finds what there is to draw beside an answer; without `charts` there are no pictures."""

    charts: Charts | None = None

    def of_itself(self, answer: Answer, desk: Desk, voice: Voice) -> Drawing | None:
        """The drawing that belongs to the answer: of a series, a comparison, a target."""
        drawn_itself = answer.query is not None and answer.query.operation in DRAWN
        return self.beside(answer, desk, voice) if drawn_itself else None

    def beside(self, answer: Answer, desk: Desk, voice: Voice) -> Drawing | None:
        """What can be drawn of or beside the answer: of one figure, its course over the years."""
        wanted = drawable(answer.query) if answer.query and self.charts else None
        if wanted is None:
            return None
        return drawn(answer if answer.query == wanted else desk.answer(wanted), voice)

    def ready(self, drawing: Drawing | None) -> Picture | None:
        """The picture, if it needs no waiting."""
        return self.charts.ready(drawing) if self.charts and drawing else None

    async def picture(self, drawing: Drawing | None) -> Picture | None:
        """The picture, painted where it is new."""
        return await self.charts.picture(drawing) if self.charts and drawing else None


def illustrated(sent: dict[str, Any], picture: Picture | None) -> dict[str, Any]:
    """What is sent, with the picture."""
    if picture is None:
        return sent
    for embed in sent.get("embeds", [])[:1]:
        embed.set_image(url=f"attachment://{FILE}")
    return sent | {"file": File(io.BytesIO(picture.png), FILE, description=picture.alt)}


def edited(sent: dict[str, Any], picture: Picture | None) -> dict[str, Any]:
    """The same as an edit of a message: of what hung there before, nothing stays."""
    changed = illustrated(sent, picture)
    file = changed.pop("file", None)
    return changed | {"attachments": [file] if file else []}

"""Questions about what an edition said: the edition as such, and the question without it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from knowledge.model import Catalogue, Edition

_EDITION = r"(?:the\s+)?(?:aja'?s?\s+)?((?:19|20)\d\d)\s+(?:edition|issue|print)\b(?:\s+of\s+(?:the|its)\s+report)?"
_SAID = re.compile(
    rf"\bwhat\s+(?:did|does|had)\s+{_EDITION}\s+(?:say|give|print|have|put|report|state|show)s?\s*(?:about|for|on|as|of)?\b"
)
_BY = re.compile(
    rf"\s*,?\s*\b(?:according\s+to|as\s+of|as\s+(?:printed|given|stated)\s+(?:in|by)|in|per|by|from|going\s+by)\s+{_EDITION}"
)
_JAPANESE = re.compile(
    r"((?:19|20)\d\d)年版(?:の)?(?:アニメ産業)?(?:レポート|報告書)?(?:によると|によれば|によって|時点では|では|だと|での|で|には|に|の)?、?"
)


def without_edition(plain: str, catalogue: Catalogue) -> tuple[str, str | None]:
    """A normalised text without the edition that it asks of, and that edition's id; of a year without one, the year."""
    for pattern, instead in ((_SAID, "what was "), (_BY, " "), (_JAPANESE, "")):
        if (match := pattern.search(plain)) is not None:
            rest = f"{plain[: match.start()]}{instead}{plain[match.end() :].lstrip()}".strip()
            return rest, _annual(catalogue.editions, match[1])
    return plain, None


def _annual(editions: Mapping[str, Edition], year: str) -> str:
    return next((each.id for each in editions.values() if each.annual and each.published.startswith(year)), year)

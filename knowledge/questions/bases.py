"""Questions for an index: the year that is 100, and the question without it."""

from __future__ import annotations

import re

_YEAR = r"((?:19|20)\d\d)"
_HUNDRED = r"(?:100|a hundred|one hundred)"
_INDEX = r"(?:index(?:ed|es)?|indices|rebased?|normali[sz]ed?)"
_FROM = r"(?<![\s(,;])[\s(,;]*"
"""What may stand before, all of it: tried from its beginning only."""

_ENGLISH = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_FROM}\b(?:with|if|where|taking|using|setting|set|given|for)?\s*(?:the\s+)?(?:year\s+)?{_YEAR}\s*(?:=|is|as|equals|at|to|being|set\s+to|set\s+at)\s*(?:=\s*)?{_HUNDRED}(?!\d|\.\d|,\d|\s*(?:%|percent|[mbt]))\)?",
        rf"{_FROM}\b(?:with|if|taking|using)\s+(?:the\s+)?(?:year\s+)?{_YEAR}\s+(?:as|for|being)\s+(?:the\s+|a\s+)?base(?:\s+year)?\b\)?",
        rf"{_FROM}\b(?:with\s+|on\s+)?(?:a\s+|the\s+)?base\s+(?:year\s+)?(?:of\s+|in\s+|=\s*)?{_YEAR}\b\)?",
    )
)
_TO = re.compile(
    rf"\b{_INDEX}\b(.{{0,60}}?)\s+(?:to|on|at|against|from)\s+(?:the\s+)?(?:year\s+)?{_YEAR}\b(?:\s*=\s*100\b)?"
)
_NAMES = re.compile(
    rf"\b(?:(?:as|in|on)\s+)?(?:an?\s+)?{_INDEX}\b(?:\s+(?:numbers?|values?|figures?|points?)\b)?(?:\s+of\b)?"
)
_AS = r"(?:と(?:すると|すれば|したら|した(?:とき|時|場合)?|して|する(?:とき|時|場合)?)|に(?:すると|した|して)|なら)"
_JAPANESE = re.compile(
    rf"[(、]?{_YEAR}年?(?:度)?(?:の値)?\s?(?:[をが]\s?100\s?{_AS}|=\s?100(?!\s?[\d.,%a-z億兆万円])|を?(?:基準年?|ベース){_AS}?)(?:の|は)?、?\)?"
)
_JAPANESE_NAMES = re.compile(r"指数(?:化)?(?:した|して|で|の|は|を)?(?:値|推移)?")


def without_base(plain: str) -> tuple[str, int | None]:
    """A normalised text without the base year of the index that it asks for, and that year; None where it asks none."""
    if (match := _TO.search(plain)) is not None:
        return f"{plain[: match.start()]}{match[1].lstrip()}{plain[match.end() :]}".strip(), int(match[2])
    for number, pattern in enumerate(_ENGLISH):
        if (match := pattern.search(plain)) is not None and (number == 0 or _NAMES.search(plain)):
            rest = f"{plain[: match.start()]} {plain[match.end() :]}"
            return " ".join(_NAMES.sub(" ", rest).split()), int(match[1])
    if (match := _JAPANESE.search(plain)) is not None and ("100" in match[0] or "指数" in plain):
        rest = f"{plain[: match.start()]}{plain[match.end() :]}"
        return _JAPANESE_NAMES.sub("", rest).strip(), int(match[1])
    return plain, None

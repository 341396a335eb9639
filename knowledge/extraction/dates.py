"""Years in a text that are not the years of its figures: of an edition, of the day of a post, of what is held against.

A report of 2025 prints the figures of 2024, and so does an article of that autumn: "Oct. 31, 2025 – Anime hits 3.84
trillion". "After 2019's 15.3%" dates that one percentage, and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

BEFORE = -1
"""From the year in which something is published to that of its figures."""

_CENTURY = r"(?:19|20)\d\d"
_PUBLISHED = r"(?:anime )?(?:industry )?(?:reports?|white papers?|editions?)|レポート|白書|報告書|tiffcom"
_EDITION = re.compile(
    rf"(?:{_PUBLISHED})\W{{0,3}}(?<!\d)(?P<behind>{_CENTURY})(?!\d)|(?<!\d)(?P<before>{_CENTURY})(?:年)?\s?(?:年?版|(?:{_PUBLISHED})(?![a-z]))"
)
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
_DAY = re.compile(
    rf"{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? (?P<american>{_CENTURY})\b"
    rf"|\b\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{_MONTH},? (?P<british>{_CENTURY})\b"
    rf"|\b(?P<iso>{_CENTURY})[-/.](?:0?[1-9]|1[012])[-/.](?:0?[1-9]|[12]\d|3[01])\b"
    rf"|(?P<japanese>{_CENTURY})年\d{{1,2}}月\d{{1,2}}日"
)
_LAST = re.compile(r"dec[a-z]{0,6}\.? 31|31 dec|12[-/.]31|12月31日")
"""The last day of a year, by which its figures are counted."""

_HELD_AGAINST = re.compile(
    r"\b(?:after|behind|except|besides|but|than(?: in)?|second (?:only )?to|compared (?:to|with)|since|beat|topping"
    r"|surpassing) "
    rf"(?P<english>{_CENTURY})(?=['’]s|\b(?! (?:and|to|through)\b))"
    rf"|(?P<japanese>{_CENTURY})年(?:の[\d.]{{1,6}}[%％])?(?:に次|以来|に続)"
)


def published_in(plain: str) -> Mapping[int, int]:
    """Where years begin that are those of an edition, or of the day of a post, each with the steps to its figures'."""
    days = (match for match in _DAY.finditer(plain) if not _LAST.search(match[0]))
    found = [*_EDITION.finditer(plain), *days]
    return {match.start(name): BEFORE for match in found for name in match.groupdict() if match[name]}


def held_against(plain: str) -> frozenset[int]:
    """Where years begin that others are only held against: "the second highest after 2019's 15.3%"."""
    return frozenset(
        match.start(name) for match in _HELD_AGAINST.finditer(plain) for name in match.groupdict() if match[name]
    )

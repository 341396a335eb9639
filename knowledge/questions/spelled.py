"""Numbers that are spelled, said or misspelt, as digits: "twenty twenty four", "two point eight percent", 五年分."""

from __future__ import annotations

import re
from decimal import Decimal

from rapidfuzz.distance import OSA

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
WORDS = {word: value for value, word in enumerate(_UNITS.split())}
WORDS |= {word: 10 * (index + 2) for index, word in enumerate(_TENS.split())} | {"oh": 0}
_WORD = "|".join(sorted((*WORDS, "hundred", "thousand", "point"), key=len, reverse=True))
_RUN = re.compile(rf"\b(?:{_WORD})(?:[\s-]*(?:and\s+)?(?:{_WORD}))+\b")
_ONE = re.compile(
    rf"\b({'|'.join(WORDS)})(?=\s+(?:trillion|billion|million|percent|per cent|times|years|countries|titles|events)\b)"
)
_FOLD = re.compile(rf"\b({'|'.join(WORDS)})[\s-]?fold\b")
_A_SCALE = re.compile(r"\ban? (?:(?:full|whole|good|cool) )?(?=(?:trillion|billion)\b)")
_PART = re.compile(_WORD)
_HALF = re.compile(r"\b(half|quarter of) an? (trillion|billion)\b")
_AND_A_HALF = re.compile(rf"\b(\d{{1,2}}|{'|'.join(WORDS)})[\s-]and[\s-]a[\s-]half(?=[\s-])")
_AND_A_QUARTER = re.compile(
    rf"(?<![\d.,])\b(\d{{1,3}}|{'|'.join(WORDS)}) and a quarter(?= (?:trillion|billion|million|lakh|crore)\b)"
)
_SCALED = re.compile(r"(?<=\d)(\s*)([a-z]{5,9})\b")
_YEARS = re.compile(r"(?<!\d)(\d{1,2})-?y(?:rs?)?\b")
_TRILLIONS = re.compile(r"(?<=\d)\s?t(?:n|ril|rill)?\b")
_YEARS_LISTED = re.compile(r"(?<![\d.,])((?:19|20)\d\d),(?=(?:19|20)\d\d(?!\d))")
_ROMAJI = re.compile(r"(?<![\w.,])(?:(\d[\d,]*(?:\.\d+)?)\s?cho\s?)?(\d[\d,]*(?:\.\d+)?)\s?oku\b")
_KANA = {"いち": 1, "に": 2, "さん": 3, "よ": 4, "よん": 4, "ご": 5, "ろく": 6, "なな": 7, "しち": 7, "はち": 8}
_KANA |= {"く": 9, "きゅう": 9, "がん": 1}
_ONES = "|".join(sorted(_KANA, key=len, reverse=True))
_BELOW_HUNDRED = rf"(?:(?:{_ONES})?じゅう(?:{_ONES})?|{_ONES})"
_KANA_YEAR = re.compile(rf"にせん({_BELOW_HUNDRED})?ねん(?:ど)?")
_KANA_ERA = re.compile(rf"(れいわ|へいせい|しょうわ|令和|平成|昭和)\s?(?:(\d{{1,2}})|({_BELOW_HUNDRED}))ねん(?:ど)?")
_SCALES = ("trillion", "billion", "million", "percent", "trillions", "billions", "millions")
_KANJI_COUNT = re.compile(
    r"(?<![〇零○一二三四五六七八九千])([一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九])(?=年(?:間|分|平均|連続|続けて|前|で|の))"
)
_PARTS_JA = re.compile(r"(?<!\d)([2-9])分の([12])(?!\d)|(?<!\d)(4)分の(3)(?!\d)")
_COUNTS = {**WORDS, "hundred": 100}
_COUNT = rf"\d{{1,3}}|{'|'.join(_COUNTS)}"
_OUT_OF = re.compile(
    rf"\b({_COUNT}) (?:(?:out of|in|of) every ({_COUNT})(?: yen| dollars?)?"
    rf"|(?:yen|dollars?) (?:in|out of) ({_COUNT})|(?:out )?of ({_COUNT}) (?:yen|dollars))\b"
)
_ORDINALS = {"second": 2, "third": 3, "fourth": 4, "fifth": 5, "tenth": 10}
_EVERY_NTH = re.compile(rf"\b(?:one )?every ({'|'.join(_ORDINALS)}) (?:yen|dollar)\b")
_IN_EVERY = re.compile(rf"\b({_COUNT}) (?:yen|dollars?) (?:in|out of) every ({_COUNT})\b")
_OF_EVERY = re.compile(
    rf"\b(?:(?:out )?of|from|for) (?:every|each) ({_COUNT}) (?:yen|dollars?)\b(.{{0,90}}?)"
    rf"(?<![\d.])\b({_COUNT})\b(?! (?:trillion|billion|million|percent))"
)
_KANJI_DIGITS = "〇一二三四五六七八九"
_KANJI = {char: value for value, char in enumerate(_KANJI_DIGITS)}


_SOME_MORE = re.compile(rf"\b(\d+|{'|'.join(WORDS)})[ -]?(?:something|odd) ?(?:percent|per cent|%)")
"""Sixty-something percent, which is from 60 to 70."""


def in_digits(text: str) -> str:
    """The text with its spelled numbers as digits; everything else is left as it is."""
    text = _ROMAJI.sub(_in_billions, text)
    text = _PARTS_JA.sub(_fraction, text)
    text = _OUT_OF.sub(_out_of, text)
    text = _IN_EVERY.sub(_in_every, text)
    text = _OF_EVERY.sub(_of_every, text)
    text = _EVERY_NTH.sub(lambda match: f"{_percent('one', str(_ORDINALS[match[1]]))} of the yen", text)
    text = _KANA_YEAR.sub(_in_figures, text)
    text = _KANA_ERA.sub(lambda match: f"{match[1]}{match[2] or _kana(match[3])}年", text)
    text = _YEARS_LISTED.sub(r"\1, ", text)
    text = _RUN.sub(lambda match: _said(match.group()), text)
    text = _AND_A_HALF.sub(lambda match: f"{WORDS.get(match[1], match[1])}.5", text)
    text = _AND_A_QUARTER.sub(lambda match: f"{WORDS.get(match[1], match[1])}.25", text)
    text = _HALF.sub(lambda match: ("0.5 " if match[1] == "half" else "0.25 ") + match[2], text)
    text = _A_SCALE.sub("1 ", text)
    text = _FOLD.sub(lambda match: f"{WORDS[match[1]]} times", text)
    text = _ONE.sub(lambda match: str(WORDS[match[1]]), text)
    text = _YEARS.sub(r"\1 years", text)
    text = _SOME_MORE.sub(lambda match: f"{WORDS.get(match[1], match[1])} percent something", text)
    text = _TRILLIONS.sub(" trillion", text)
    text = _SCALED.sub(lambda match: match[1] + _mended(match[2]), text)
    return _KANJI_COUNT.sub(lambda match: str(_counted(match[1])), text)


def _in_billions(match: re.Match[str]) -> str:
    """ "1 cho 6700 oku", "4662 oku" -> 1670 billion, 466.2 billion."""
    trillions, hundred_millions = (Decimal((part or "0").replace(",", "")) for part in match.groups())
    return f"{(trillions * 1_000 + hundred_millions / 10).normalize():f} billion"


def _fraction(match: re.Match[str]) -> str:
    """3分の2 -> 三分の二, as the lexicon has it."""
    whole, part = (digit for digit in match.groups() if digit)
    return f"{_KANJI_DIGITS[int(whole)]}分の{_KANJI_DIGITS[int(part)]}"


def _out_of(match: re.Match[str]) -> str:
    """ "Nine out of every ten yen" -> 90 percent, "one yen in four" -> 25 percent."""
    part, whole = (said for said in match.groups() if said)
    return _percent(part, whole) or match.group()


def _in_every(match: re.Match[str]) -> str:
    """ "One yen in every four" -> 25 percent of the yen."""
    share = _percent(match[1], match[2])
    return f"{share} of the yen" if share else match.group()


def _of_every(match: re.Match[str]) -> str:
    """ "Of every four yen that came in, one …" -> of the yen that came in, 25 percent …"""
    share = _percent(match[3], match[1])
    return f"of the yen{match[2]}{share}" if share else match.group()


def _percent(part: str, whole: str) -> str | None:
    """The share that one count is of another; None where it is none."""
    one, other = (Decimal(_COUNTS[said] if said in _COUNTS else int(said)) for said in (part, whole))
    return f"{100 * one / other:.3g} percent" if 0 < one <= other else None


def _in_figures(match: re.Match[str]) -> str:
    """にせんにじゅうよねん -> 2024年."""
    return f"{2000 + _kana(match[1] or '')}年"


def _kana(said: str) -> int:
    """じゅう, にじゅうよ, ご: a number below a hundred in kana."""
    tens, ten, ones = said.partition("じゅう") if "じゅう" in said else ("", "", said)
    return (_KANA.get(tens, 1) * 10 if ten else 0) + _KANA.get(ones, 0)


def _said(run: str) -> str:
    words = _PART.findall(run)
    if "point" in words:
        cut = words.index("point")
        return f"{_whole(words[:cut])}.{''.join(str(WORDS.get(word, '')) for word in words[cut + 1 :])}"
    year = _year(words)
    return str(year) if year else str(_whole(words))


def _year(words: list[str]) -> int | None:
    """ "Twenty twenty four", "nineteen ninety", "twenty oh nine"."""
    if words[0] not in ("nineteen", "twenty") or len(words) < 2 or not all(word in WORDS for word in words):
        return None
    rest = [WORDS[word] for word in words[1:]]
    if len(rest) == 1 and rest[0] < 10:
        return None  # "twenty four" is a number
    return 100 * WORDS[words[0]] + sum(rest) if sum(rest) < 100 else None


def _whole(words: list[str]) -> int:
    total = current = 0
    for word in words:
        if word == "hundred":
            current = max(current, 1) * 100
        elif word == "thousand":
            total, current = total + max(current, 1) * 1000, 0
        else:
            current += WORDS.get(word, 0)
    return total + current


def _mended(word: str) -> str:
    """A misspelt scale behind a number, at most two slips from one: `trilliom`."""
    near = min(_SCALES, key=lambda scale: OSA.distance(word, scale))
    return near if word[0] == near[0] and OSA.distance(word, near) <= 2 else word


def _counted(kanji: str) -> int:
    tens, ten, ones = kanji.partition("十") if "十" in kanji else ("", "", kanji)
    return (_KANJI.get(tens, 1) * 10 if ten else 0) + _KANJI.get(ones, 0)

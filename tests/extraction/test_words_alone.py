"""What a message claims by its words where no question is heard in it: each kind with what holds and what does not."""

from __future__ import annotations

import pytest

from knowledge.answering import Desk
from knowledge.catalogue import load
from knowledge.extraction import Checker
from knowledge.extraction.listening import Listener
from knowledge.extraction.rewording import Rewording
from knowledge.model import Answer, Query, Verdict
from tests.questions.corpora import TODAY

HOLDS, DOES_NOT, OPEN = Verdict.TRUE, Verdict.FALSE, Verdict.UNKNOWN

CLAIMS = {
    "places among the categories": (
        ("Merch is still king in Japan.", HOLDS),
        ("The largest category in Japan in 2023 was merchandise, then amusement.", HOLDS),
        ("Biggest single source of anime spending in Japan in 2023? Streaming.", DOES_NOT),
        ("2023年の国内の内訳は1位が商品化で、2位は遊興", HOLDS),
        ("2023年の国内を部門別に見ると、一番大きいのは遊興で商品化は二番手", DOES_NOT),
    ),
    "places among what is sold abroad": (
        ("2022年のコンテンツ海外売上、一番大きい分野はゲームでアニメは2番目", HOLDS),
        ("2022年のコンテンツ海外売上、一番大きい分野はアニメでゲームは2番目", DOES_NOT),
        ("Manga earned Japan more abroad than anime did in 2022.", DOES_NOT),
        ("2022年のマンガの海外売上はアニメの5分の1くらいしかなかった", HOLDS),
    ),
    "who passed whom, and when": (
        ("Streaming overtook home video in 2018.", HOLDS),
        ("Streaming overtook home video in 2020.", DOES_NOT),
        ("Streaming has passed merchandise in Japan, it happened in 2023.", DOES_NOT),
        ("Overseas overtook the home market in 2024.", DOES_NOT),
    ),
    "who is larger, in Japanese": (
        ("2023年の国内は映画よりもライブのほうが市場規模が大きかった", HOLDS),
        ("2023年の国内はライブよりも映画のほうが市場規模が大きかった", DOES_NOT),
    ),
    "years beside each other": (
        ("They made roughly 35% more minutes of TV anime in 2006 than in 2020.", HOLDS),
        ("They made roughly 35% more minutes of TV anime in 2020 than in 2006.", DOES_NOT),
        ("There were 78 fewer TV anime titles in 2020 than in 2016.", HOLDS),
        ("306 TV anime titles in 2006, and no year since has had that many.", DOES_NOT),
        ("Overseas growth cooled off in 2024 compared with 2023.", DOES_NOT),
        ("Since 2012 there is exactly one down year for the anime market and that is 2020.", HOLDS),
        ("No year on record saw the anime market expand faster than 2024 did.", DOES_NOT),
    ),
    "fractions": (
        ("Overseas went from under a fifth of the anime market in 2012 to more than half in 2024.", HOLDS),
        ("Overseas went from under a fifth of the anime market in 2024 to more than half in 2012.", DOES_NOT),
        ("2020年、アニメのライブ市場は前年の3分の1くらいまで縮んだ", HOLDS),
        ("Merch in Japan pulled in about 700 billion yen in 2023, over twice what amusement did.", HOLDS),
        ("Merch in Japan pulled in about 700 billion yen in 2023, over four times what amusement did.", DOES_NOT),
        ("Overseas was 2.17 trillion yen in 2024, and roughly 40% of that is just Americans.", OPEN),
    ),
    "what the report says of itself": (
        ("The Anime Industry Report is put together by METI.", DOES_NOT),
        ("「アニメ産業レポート」を出してるのは日本動画協会だよ", HOLDS),
        ("The broad market measures what consumers spend, whereas the narrow one tracks what studios earn.", HOLDS),
        ("アニメ産業市場とは、制作会社の売上だけを足した数字である。", DOES_NOT),
        ("The ¥3.84 trillion number was compiled by Netflix.", DOES_NOT),
    ),
    "what the goals count": (
        ("The 20 trillion yen goal covers games, manga, film and music too.", HOLDS),
        ("政府の20兆円って、ゲームや漫画は抜きでアニメ単体の海外売上の目標だからな。", DOES_NOT),
        ("Cool Japan's 50 trillion yen goal covers only anime.", DOES_NOT),
        (
            "That Cool Japan 50 trillion figure isn't just shows and games btw, food and fashion are in there too.",
            HOLDS,
        ),
    ),
    "growth with its direction elsewhere": (
        ("So the studio side cooled off, up 25.4% in 2023 and then 9.1% in 2024.", HOLDS),
        ("So the studio side cooled off, up 25.4% in 2023 and then down 9.1% in 2024.", DOES_NOT),
        ("14.8％増の2024年が伸び率で歴代トップ", DOES_NOT),
        ("The total anime market kept growing right through 2020.", DOES_NOT),
        ("Music was a small slice in 2023, under 27 billion yen. We gotta buy more CDs.", HOLDS),
    ),
    "figures that say the other way": (
        ("TV titles fell from 356 in 2016 to 278 in 2020.", HOLDS),
        ("TV titles rose from 356 in 2016 to 278 in 2020.", DOES_NOT),
        ("テレビアニメのタイトル数は2016年の356本から2020年の278本に増えた", DOES_NOT),
        ("The anime market kept growing from 2018 to 2021.", DOES_NOT),
    ),
    "what is denied or done by another": (
        ("Home video was overtaken by streaming in 2018.", HOLDS),
        ("2018年、配信はパッケージに抜かれた", DOES_NOT),
        ("The Anime Industry Report isn't published by METI.", HOLDS),
        ("アニメ産業レポートを出しているのは日本動画協会ではない", DOES_NOT),
    ),
    "others": (
        ("China's animation industry is bigger than France's. It grew 10% in 2023.", OPEN),
        ("ワンピのグッズだけで年1000億円は動いてるよ", OPEN),
        ("The dollar amounts work out to around 152 yen per dollar in 2024.", HOLDS),
    ),
}


@pytest.fixture(scope="module")
def checker() -> Checker:
    catalogue = load()
    return Checker(catalogue, Desk(catalogue, today=lambda: TODAY))


@pytest.mark.parametrize(
    ("text", "verdict"),
    [pytest.param(*claim, id=f"{kind}: {claim[0]}") for kind, claims in CLAIMS.items() for claim in claims],
)
def test_it_is_told_by_its_words(checker: Checker, text: str, verdict: Verdict) -> None:
    assert checker.checked(text).verdict is verdict


def test_a_year_that_no_figure_can_have_is_no_error(checker: Checker) -> None:
    assert checker.checked("アニメ市場は令和99年に3兆円").verdict is not HOLDS


def test_a_long_message_is_asked_about_in_its_own_words_only(checker: Checker, monkeypatch: pytest.MonkeyPatch) -> None:
    reworded: list[str] = []

    def asks(self: Rewording, text: str, *, previous: Query | None = None) -> Answer:
        reworded.append(text)
        return self._asks(text, previous=previous)

    monkeypatch.setattr(Rewording, "ask", asks)
    monkeypatch.setattr(Listener, "votes", lambda _self, _text: ())
    short = "nobody knows what anime will bring"
    assert checker.checked(short).verdict is OPEN
    assert reworded
    reworded.clear()
    assert checker.checked(f"{short}\n{'. Nice weather today' * 40}").verdict is OPEN
    assert not reworded

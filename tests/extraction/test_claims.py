"""Claims are checked one by one, by intervals and by what their words allow."""

from __future__ import annotations

import pytest

from knowledge.answering import Desk
from knowledge.extraction import Checker
from knowledge.model import Verdict
from tests.questions.corpora import TODAY, the_catalogue

CLAIMS = {
    "what is never meant exactly, and what a name or a comma sets apart": [
        ("The whole anime trade was about 1.27 trillion yen in 2009 and had tripled by 2024.", Verdict.TRUE),
        ("The whole anime trade was about 1.27 trillion yen in 2009 and had quadrupled by 2024.", Verdict.FALSE),
        ("Home and foreign anime money were nearly tied in 2022.", Verdict.TRUE),
        ("Home and foreign anime money were nearly tied in 2024.", Verdict.FALSE),
        ("Goods, not cinema tickets, were the biggest chunk of what Japan spent on anime in 2023.", Verdict.TRUE),
        ("Cinema tickets, not goods, were the biggest chunk of what Japan spent on anime in 2023.", Verdict.FALSE),
        ("Amusement was the no. 2 category in Japan in 2023.", Verdict.TRUE),
        ("Amusement was the no. 3 category in Japan in 2023.", Verdict.FALSE),
        (
            "Games and amusement is big, it out-earned streaming in Japan in 2023 by almost 90 billion yen.",
            Verdict.TRUE,
        ),
        ("Fewer than 300 TV anime titles were counted in 2020, down from more than 350 in 2016.", Verdict.TRUE),
        ("Fewer than 250 TV anime titles were counted in 2020, down from more than 350 in 2016.", Verdict.FALSE),
        ("The Anime Industry Report 2025 was due to be published in December.", Verdict.TRUE),
        ("games & amusement ate about 337 billion yen of anime money in 2023", Verdict.TRUE),
        ("anime is just better than live action", Verdict.UNKNOWN),
        ("live events lost almost two third of their money in 2020", Verdict.TRUE),
        ("live events lost almost one third of their money in 2020", Verdict.FALSE),
        ("anime films are better than anime on tv", Verdict.UNKNOWN),
        ("anime did better than live action abroad in 2022", Verdict.TRUE),
        ("Overseas was 2.17 trillion yen in 2024. Streaming was 950 billion yen in 2023.", Verdict.FALSE),
        ("Overseas was 2.17 trillion yen in 2024. Streaming was 250 billion yen in 2023.", Verdict.TRUE),
        ("2020 was not, however, the first year in which overseas was ahead of domestic.", Verdict.FALSE),
        ("2023 was not, however, the first year in which overseas was ahead of domestic.", Verdict.TRUE),
    ],
    "a message is true only where each of its claims is": (
        ("The anime market was 3.84 trillion yen in 2024.", Verdict.TRUE),
        ("The anime market was 3.84 billion yen in 2024.", Verdict.FALSE),
        ("Overseas anime revenue came to nearly 2.2 trillion yen in 2024.", Verdict.TRUE),
        ("Overseas anime revenue came to more than 3 trillion yen in 2024.", Verdict.FALSE),
        ("海外市場は2024年に26%増えた。", Verdict.TRUE),
        ("海外市場は2024年に126%増えた。", Verdict.FALSE),
        ("Overseas was larger than domestic in 2023.", Verdict.TRUE),
        ("The market was 3.84 trillion in 2024, and overseas was 1.67 trillion in 2024.", Verdict.FALSE),
        ("Anime in France was worth 300 million euros in 2024.", Verdict.UNKNOWN),
        ("Best year ever for my collection!", Verdict.UNKNOWN),
        ("", Verdict.UNKNOWN),
    ),
    "what a message reckons of its own figures is checked too": (
        ("Overseas was 1.2 trillion yen in 2019 and 2.17 trillion in 2024, that is 970 billion more.", Verdict.TRUE),
        ("Overseas was 1.2 trillion yen in 2019 and 2.17 trillion in 2024, that is 3 trillion more.", Verdict.FALSE),
        ("海外は2012年に2408億円、2024年に2兆1702億円。つまり9倍。", Verdict.TRUE),
    ),
    "what is said of another country stays open": (
        ("Overseas hit 2.17 trillion yen in 2024, and most of it came from Brazil.", Verdict.UNKNOWN),
        ("2024年の海外は2兆1702億円で、その半分はインドだ。", Verdict.UNKNOWN),
        ("Tokyo wants 20 trillion yen of overseas content sales by 2033.", Verdict.TRUE),
        ("Brazil is growing fast, and overseas was 3.5 trillion yen in 2024.", Verdict.FALSE),
    ),
    "who led in which year is read from part to part": (
        (
            "Overseas was ahead of domestic in 2020, fell behind in 2021 and 2022, then took the lead back.",
            Verdict.TRUE,
        ),
        ("Overseas was ahead of domestic in 2020, and stayed ahead in 2021 and 2022.", Verdict.FALSE),
        ("Overseas was huge in 2020 but domestic was larger.", Verdict.FALSE),
    ),
    "what is no plain figure is understood": (
        ("Merchandise was 43% of what Japan spent at home in 2023.", Verdict.TRUE),
        ("Merchandise was 21% of the whole anime market in 2023.", Verdict.TRUE),
        ("Merchandise was 60% of what Japan spent at home in 2023.", Verdict.FALSE),
        ("2023年の商品化は7008億円で前年割れだった", Verdict.FALSE),
        ("2023年の商品化は7008億円で前年超えだった", Verdict.TRUE),
    ),
    "goals are told apart by the words beside them": (
        ("The plan: anime exports of 20 trillion yen by 2033, anime alone.", Verdict.FALSE),
        ("The plan: 20 trillion yen of overseas content sales by 2033.", Verdict.TRUE),
        ("Cool Japan is to sell 20 trillion yen of content abroad by 2033.", Verdict.TRUE),
        ("The goal of Cool Japan as a whole is 20 trillion yen by 2033.", Verdict.FALSE),
    ),
    "records places and directions are judged": (
        ("The production market grew by 9.1% in 2024, a record.", Verdict.TRUE),
        ("The anime market's 14.8% of 2024 is unmatched, the highest growth on record.", Verdict.FALSE),
        ("Overseas revenue did not exceed domestic revenue in 2024.", Verdict.FALSE),
        ("The overseas share was 51.5% in 2023 and rose in 2024.", Verdict.TRUE),
        ("The overseas share was 51.5% in 2023 and fell in 2024.", Verdict.FALSE),
        ("2023年の国内ではグッズは2位", Verdict.FALSE),
        ("2023年の国内ではグッズは1位", Verdict.TRUE),
    ),
    "amounts are taken as their order and their words allow": (
        ("Live events fell from 84.4 billion yen to 29 billion in 2020.", Verdict.TRUE),
        ("Live events fell from 29 billion yen to 84.4 billion in 2020.", Verdict.FALSE),
        ("Live events fell by 55.4 billion yen in 2020.", Verdict.TRUE),
        ("Overseas fell by 448 billion yen in 2024.", Verdict.FALSE),
        ("2024年の海外市場は前年から4480億円減った", Verdict.FALSE),
        ("Overseas rose by 448 billion yen in 2024.", Verdict.TRUE),
        ("Overseas was 1.72 trillion yen in 2023 and 2.17 in 2024, a drop of 448 billion.", Verdict.FALSE),
        ("Studios grew by 9.1% in 2024, slower than the 25.4% of 2023.", Verdict.TRUE),
        ("$25.25 billion in 2024, of which $14.27 billion came from overseas.", Verdict.TRUE),
        (
            "Content sales abroad are at 5.8 trillion yen (2024), the goal is 20 trillion in 2033: 14 more needed.",
            Verdict.TRUE,
        ),
        (
            "A quarter of the studios' revenue of 2024 came from overseas, the other three quarters from Japan.",
            Verdict.TRUE,
        ),
        ("2024年の海外比率は56%台", Verdict.TRUE),
        ("2024年の海外比率は55%台", Verdict.FALSE),
    ),
    "multiples shares and years in a row are judged where no question has their words": (
        ("Stage shows lost two thirds of their income in 2020, then almost doubled in 2021.", Verdict.TRUE),
        ("Stage shows lost two thirds of their income in 2020, then tripled in 2021.", Verdict.FALSE),
        ("2024年の海外アニメ市場は1.26倍になった", Verdict.TRUE),
        ("2024年の海外アニメ市場は3倍になった", Verdict.FALSE),
        ("Over half of the money that studios took in 2024 was from overseas.", Verdict.FALSE),
        ("A quarter of the money that studios took in 2024 was from overseas.", Verdict.TRUE),
        ("2024年の市場の3分の2は海外だった", Verdict.FALSE),
        ("2024年の制作市場の4分の1は海外だった", Verdict.TRUE),
        ("Both markets, home and abroad, grew every single year from 2015 to 2024.", Verdict.FALSE),
        ("The production market went up in 2021, 2022, 2023 and 2024.", Verdict.TRUE),
        ("The production market went down in 2021, 2022, 2023 and 2024.", Verdict.FALSE),
        ("The anime market reached a new peak every single year from 2021 to 2024.", Verdict.TRUE),
        ("The anime market reached a new peak every single year from 2019 to 2024.", Verdict.FALSE),
    ),
    "how far the markets lie apart is judged year by year": (
        (
            "The lead of overseas over domestic went from 97.9 billion yen in 2023 to 499.7 billion in 2024.",
            Verdict.TRUE,
        ),
        (
            "The lead of overseas over domestic went from 97.9 billion yen in 2023 to 900 billion in 2024.",
            Verdict.FALSE,
        ),
        ("The gap between overseas and domestic widened in 2024.", Verdict.TRUE),
        ("The gap between overseas and domestic shrank in 2024.", Verdict.FALSE),
    ),
    "goals are reckoned with": (
        ("The goal is 20 trillion yen by 2033 and content made 5.8 abroad in 2024: 15 trillion short.", Verdict.FALSE),
        (
            "From 5.8 trillion yen of content sales abroad in 2024 to the goal of 20 trillion: it has to grow by 345%.",
            Verdict.FALSE,
        ),
        (
            "From content sales of 5.8 trillion yen abroad in 2024 to the goal of 20 trillion in 2033: 14-15% a year.",
            Verdict.TRUE,
        ),
        ("Content brought in 20 trillion yen from abroad in 2024.", Verdict.FALSE),
        ("20兆円の目標のうち、アニメは2033年に6.4兆円と見込まれている", Verdict.TRUE),
        (
            "Content made 5.8 trillion yen abroad in 2024. The goal of 2033 is 20 trillion: it isn't even half of it.",
            Verdict.TRUE,
        ),
    ),
    "an amount is no bound of itself and as round as it is said": (
        ("国内は2024年に2.8%しか伸びていないのに、海外は26%も伸びた", Verdict.TRUE),
        ("2024年の海外は2兆1702億円、国内の1兆6705億円を上回った", Verdict.TRUE),
        ("2024年の海外は2兆1702億円、国内の2兆6705億円を下回った", Verdict.FALSE),
        ("Overseas stood at 240 billion yen in 2012.", Verdict.TRUE),
        ("Overseas stood at 250 billion yen in 2012.", Verdict.FALSE),
    ),
    "what is denied is the other way round": (
        ("No, the goal of 20 trillion yen by 2033 isn't for anime alone.", Verdict.TRUE),
        ("20兆円の目標はアニメだけのものじゃないよ", Verdict.TRUE),
        ("2024年の成長率は過去最高じゃないよ", Verdict.TRUE),
        ("2023 was not the first year in which overseas was ahead of domestic.", Verdict.TRUE),
        ("2020 was not the first year in which overseas was ahead of domestic.", Verdict.FALSE),
        ("It isn't true that the market grew every year from 2015 to 2024.", Verdict.TRUE),
        ("It isn't true that the market grew every year from 2021 to 2024.", Verdict.FALSE),
        ("Overseas was 2.17 trillion yen in 2024, so stop saying that nobody abroad pays.", Verdict.TRUE),
        ("It isn't true that overseas was 1.67 trillion yen in 2024.", Verdict.TRUE),
        ("It isn't true that overseas was 2.17 trillion yen in 2024.", Verdict.FALSE),
    ),
    "corrections and what is left or lost are told from the figures beside them": (
        ("He wrote that the market was 3.84 billion yen in 2024. It was 3.84 trillion.", Verdict.TRUE),
        ("He wrote that the market was 3.84 billion yen in 2024. It was 3.84 million.", Verdict.FALSE),
        ("The market was 3.84 trillion yen in 2024 and the salaries of animators rose by 7%.", Verdict.UNKNOWN),
        ("Discs made 78.8 billion yen in 2016 and 36.2 billion in 2023, so more than half is lost.", Verdict.TRUE),
        ("Discs made 78.8 billion yen in 2016 and 36.2 billion in 2023, so a quarter is lost.", Verdict.FALSE),
        ("コンテンツの海外売上は5.8兆円(2024年)。20兆円の目標(2033年)まであと5.8兆円。", Verdict.FALSE),
        ("コンテンツの海外売上は5.8兆円(2024年)。20兆円の目標(2033年)まであと14.2兆円。", Verdict.TRUE),
    ),
    "records orders and changes over years are judged": (
        ("2020 was the only year between 2012 and 2024 in which the anime market shrank.", Verdict.TRUE),
        ("The production market was over 50% above 2019 in 2024.", Verdict.TRUE),
        ("The production market was over 80% above 2019 in 2024.", Verdict.FALSE),
        ("2024年の制作市場は前年比9.1%増の4662億円で過去最高", Verdict.TRUE),
        ("2023年の国内は商品化、遊興、配信の順に大きい", Verdict.TRUE),
        ("2023年の国内は商品化、配信、遊興の順に大きい", Verdict.FALSE),
        ("Overseas came to 2.17 trillion yen in 2024, with merchandise as the largest part of that.", Verdict.UNKNOWN),
    ),
    "quotes that are denied and numbers that go on from a unit": (
        ('"Overseas has been ahead every year since 2020" isn\'t true, Japan was larger in 2021.', Verdict.TRUE),
        ("Streaming made about 250 billion yen in Japan in 2023 and discs only 36.", Verdict.TRUE),
        ("Streaming made about 250 billion yen in Japan in 2023 and discs only 90.", Verdict.FALSE),
    ),
    "who is ahead by how much and where growth came from": (
        ("2024 was the first year in which overseas beat the home market.", Verdict.FALSE),
        ("2024年は国内が海外を約5000億円上回った", Verdict.FALSE),
        ("2024年は海外が国内を約5000億円上回った", Verdict.TRUE),
        ("About nine out of every ten yen that the market added in 2024 came from abroad.", Verdict.TRUE),
        ("About five out of every ten yen that the market added in 2024 came from abroad.", Verdict.FALSE),
    ),
    "what is spoken of decides of what an amount is a part": (
        ("Merchandise made 700.8 billion yen in Japan in 2023, and amusement was a tenth of that.", Verdict.FALSE),
        ("Merchandise made 700.8 billion yen in Japan in 2023, and amusement was almost half of that.", Verdict.TRUE),
        ("2021年のライブは96.9%減だった", Verdict.FALSE),
        ("About the studios: more than half of what they made in 2024 came from overseas.", Verdict.FALSE),
        ("The whole market, home and abroad taken together, grew by 26% in 2024.", Verdict.FALSE),
        ("2023年の国内では、ライブより映画のほうが大きい", Verdict.FALSE),
        ("2023年の国内では、映画よりライブのほうが大きい", Verdict.TRUE),
        ("国内1兆6243億円(2023年)のうちグッズは約2割", Verdict.FALSE),
        ("国内1兆6243億円(2023年)のうちグッズは約43%", Verdict.TRUE),
        ("2022年のコンテンツの海外売上ではアニメがゲームを抜いて首位だった", Verdict.FALSE),
        ("海外の売上は2017年には9948億円、1兆円まであと一歩だった", Verdict.TRUE),
        ("アニメ市場は2024年だけで1兆円以上増えた", Verdict.FALSE),
        ("The market grew from $20.56bn in 2022 to $25.25bn in 2024, by about 23%.", Verdict.TRUE),
        ("2024年の海外は2兆1702億円。そのうち半分以上が配信だ", Verdict.UNKNOWN),
    ),
    "levels regained gaps and parts of a whole are not taken for what stands beside them": (
        ("ライブは2023年になっても2019年の水準に戻っていない", Verdict.FALSE),
        ("ライブは2021年になっても2019年の水準に戻っていない", Verdict.TRUE),
        ("With 5.8T in 2024, content exports are only 5.8 trillion yen short of the goal of 2033.", Verdict.FALSE),
        ("Most of those 2.17 trillion yen from abroad in 2024 are towels and mugs.", Verdict.UNKNOWN),
        ("海外の2兆1702億円(2024年)のうち一番多いのは韓国だ", Verdict.UNKNOWN),
        ("2024年は海外2兆1702億円、国内1兆6705億円で、海外のほうが約3割大きい", Verdict.TRUE),
    ),
    "leads of two years both markets and what was added are judged": (
        ("The lead of overseas over domestic shrank from 2023 to 2024.", Verdict.FALSE),
        ("The lead of overseas over domestic grew from 2023 to 2024.", Verdict.TRUE),
        ("2020年は国内も海外も縮んだ", Verdict.FALSE),
        ("2024年は国内も海外も伸びた", Verdict.TRUE),
        (
            "From 2022 to 2024 overseas added about 710 billion yen and the home market only about 200 billion.",
            Verdict.TRUE,
        ),
        ("From 2022 to 2024 overseas added about 710 billion yen and the home market 500 billion.", Verdict.FALSE),
        ("The market has gone up every single year since the 2020 drop.", Verdict.TRUE),
        ("2023年の国内では、配信がグッズ(商品化)を抜いて首位になった", Verdict.FALSE),
        ("The anime market put on almost half a trillion yen in 2024.", Verdict.TRUE),
        ("In 2023 overseas passed domestic for the first time since the pandemic.", Verdict.TRUE),
        ("2022 was the first year since the pandemic in which overseas beat the home market.", Verdict.FALSE),
        ("Streaming went from 68.5 billion yen in 2019 to about 250 in 2023.", Verdict.TRUE),
        ("Streaming went from 68.5 billion yen in 2019 to about 150 in 2023.", Verdict.FALSE),
        ("The market shrank by under 4 percent in 2020.", Verdict.TRUE),
        ("The market shrank by under 3 percent in 2020.", Verdict.FALSE),
        ("56 or 57 percent of the anime market came from abroad in 2024.", Verdict.TRUE),
        ("40 to 45 percent of the anime market came from abroad in 2024.", Verdict.FALSE),
        ("Studio revenue cooled to single-digit growth in 2024.", Verdict.TRUE),
        ("Studio revenue saw single-digit growth in 2023.", Verdict.FALSE),
        ("Anime made 25 billion US bucks in 2024.", Verdict.TRUE),
        ("The 2016 total was first printed as 2,000.9 billion yen and later revised to 1,992.3 billion.", Verdict.TRUE),
        (
            "The 2016 total was first printed as 2,400.9 billion yen and later revised to 1,992.3 billion.",
            Verdict.FALSE,
        ),
        ("anime at the movies jumped sixty-something percent in 2019 in japan", Verdict.TRUE),
        ("anime at the movies jumped thirty-something percent in 2019 in japan", Verdict.FALSE),
        ("Total market for 2025: about 4.3 trillion yen. Write that down, doubters.", Verdict.UNKNOWN),
        ("In 2025 the anime market set another record.", Verdict.UNKNOWN),
    ),
}


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker(the_catalogue(), Desk(the_catalogue(), today=lambda: TODAY))


@pytest.mark.parametrize(
    ("text", "verdict"),
    [pytest.param(*claim, id=f"{kind}: {claim[0]}") for kind, claims in CLAIMS.items() for claim in claims],
)
def test_a_message_is_judged_by_what_it_claims(checker: Checker, text: str, verdict: Verdict) -> None:
    assert checker.checked(text).verdict is verdict


def test_an_amount_that_is_a_difference_is_not_checked_as_a_level(checker: Checker) -> None:
    found = checker.checked("In 2024 overseas anime revenue was about 500 billion yen ahead of domestic.")
    assert found.verdict is Verdict.TRUE


def test_each_part_of_a_sentence_is_a_claim_of_its_own(checker: Checker) -> None:
    found = checker.checked(
        "people here watch less and less, the domestic market shrank in 2024 while overseas took off"
    )
    assert found.verdict is Verdict.FALSE


def test_numbers_take_the_currency_that_their_sentence_names_before_them(checker: Checker) -> None:
    found = checker.checked(
        "In dollars: 25.25 billion for the anime market in 2024, 14.27 billion of it from overseas."
    )
    assert found.verdict is Verdict.TRUE


def test_a_fraction_in_words_is_as_round_as_words_are(checker: Checker) -> None:
    assert checker.checked("Live events lost two thirds of their revenue in 2020.").verdict is Verdict.TRUE
    assert checker.checked("Live events lost half of their revenue in 2020.").verdict is Verdict.FALSE


def test_nothing_is_held_against_itself(checker: Checker) -> None:
    found = checker.checked("海外市場は2023年が1兆7222億円、2024年が2兆1702億円。つまり1年で6000億円増えた")
    assert found.verdict is Verdict.FALSE
    queries = [answer.query for answer in found.answers if answer.query is not None]
    assert queries
    assert all(len(set(query.items)) == len(query.items) for query in queries)


def test_a_comparison_that_is_not_understood_leaves_a_message_open(checker: Checker) -> None:
    found = checker.checked("Live events made 108.1bn yen in 2023, but that's still under where it all was in 2019.")
    assert found.verdict is not Verdict.TRUE


def test_of_a_long_message_only_what_was_read_is_supported(checker: Checker) -> None:
    chatter = "So much for that, my friends. " * 60
    found = checker.checked(f"Overseas was 2.17 trillion yen in 2024. {chatter} Domestic was 5 trillion yen in 2024.")
    assert not found.to_its_end
    assert found.verdict is not Verdict.TRUE


def test_what_has_no_year_belongs_to_the_year_that_is_given(checker: Checker) -> None:
    assert checker.checked("Overseas was 1.72 trillion yen.").verdict is Verdict.FALSE
    assert checker.checked("Overseas was 1.72 trillion yen.", 2023).verdict is Verdict.TRUE


def test_what_is_held_for_another_year_than_the_latest_is_meant_for_that(checker: Checker) -> None:
    assert checker.checked("There are 136 anime events in 51 countries.").verdict is Verdict.TRUE
    assert checker.checked("There are 140 anime events in 51 countries.").verdict is Verdict.FALSE


def test_a_slip_by_a_thousand_is_wrong_whatever_was_meant(checker: Checker) -> None:
    assert checker.checked("Anime studios in Japan booked 466.2 trillion yen in 2024.").verdict is Verdict.FALSE


@pytest.mark.parametrize(
    "text",
    [
        "Half of overseas anime revenue in 2024 came from streaming.",
        "Overseas was 2.17 trillion yen in 2024, and most of that was merchandise.",
        "2024年の海外は2.17兆円、そのうち8割は配信だ。",
    ],
)
def test_what_a_category_made_abroad_stays_open(checker: Checker, text: str) -> None:
    assert checker.checked(text).verdict is Verdict.UNKNOWN


def test_who_led_is_read_of_two_categories_too(checker: Checker) -> None:
    text = "In 2017 discs made more than streaming in Japan, in 2018 streaming {}, 59.5bn against 58.7bn."
    assert checker.checked(text.format("took the lead")).verdict is Verdict.TRUE
    assert checker.checked(text.format("stayed behind")).verdict is Verdict.FALSE


@pytest.mark.xfail(strict=True, reason="what is a third of the minutes is taken for a third of the titles")
def test_a_part_of_what_was_counted_before_is_one_of_that(checker: Checker) -> None:
    found = checker.checked("2006年のテレビアニメは13万6407分、2010年にはその3分の1が消えた")
    assert found.verdict is Verdict.TRUE

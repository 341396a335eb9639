"""What an edition said is asked of that edition, and of no other."""

from __future__ import annotations

import pytest

from knowledge.answering import Desk
from knowledge.model import AnswerStatus
from knowledge.questions.editions import without_edition
from knowledge.questions.reader import Reader
from tests.questions.corpora import TODAY, the_catalogue


@pytest.mark.parametrize(
    ("text", "rest", "edition"),
    [
        ("what did the 2020 edition say about the market in 2019?", "what was the market in 2019?", "aja-air-2020"),
        ("overseas 2019 according to the 2020 edition", "overseas 2019", "aja-air-2020"),
        ("how big was it in 2016 in the 2017 edition of the report?", "how big was it in 2016 ?", "aja-air-2017"),
        ("2020年版では2019年の市場はいくら?", "2019年の市場はいくら?", "aja-air-2020"),
        ("2023年版のアニメ産業レポートによると国内は?", "国内は?", "aja-air-2023"),
        ("what did the 1999 edition say about overseas?", "what was overseas?", "1999"),
    ],
)
def test_the_edition_is_taken_off(text: str, rest: str, edition: str) -> None:
    found, id = without_edition(text, the_catalogue())
    assert (" ".join(found.split()), id) == (rest, edition)


@pytest.mark.parametrize(
    "text", ["the 2020 market", "what did the report say about 2020?", "limited edition goods 2020"]
)
def test_without_an_edition_nothing_is_taken_off(text: str) -> None:
    assert without_edition(text, the_catalogue()) == (text, None)


def test_an_earlier_edition_answers_with_what_it_printed() -> None:
    desk = Desk(the_catalogue(), today=lambda: TODAY)
    then = desk.ask("what did the 2020 edition say about the anime market in 2019?")
    now = desk.ask("how big was the anime market in 2019?")
    assert str(then.values[0].quantity.value) == "2511200000000"
    assert then.query is not None
    assert then.query.as_of == "aja-air-2020"
    assert now.values[0].quantity.value != then.values[0].quantity.value


def test_what_became_of_an_earlier_print_is_said() -> None:
    desk = Desk(the_catalogue(), today=lambda: TODAY)
    then = desk.ask("what did the 2020 edition say about the anime market in 2019?")
    unrevised = desk.ask("what did the 2020 edition say about the overseas market in 2019?")
    said = "Revised since to JPY 2,514.5 billion (Anime Industry Report 2021)."
    assert said in [caveat["en"] for caveat in then.caveats]
    assert not any("Revised since" in caveat["en"] for caveat in unrevised.caveats)


def test_of_several_numbers_those_revised_are_named() -> None:
    desk = Desk(the_catalogue(), today=lambda: TODAY)
    course = desk.ask("as of the 2020 edition, anime market from 2013 to 2019")
    assert "Revised since: 2013, 2019." in [caveat["en"] for caveat in course.caveats]


def test_an_edition_asked_for_a_year_alone_gives_its_headline_figures() -> None:
    desk = Desk(the_catalogue(), today=lambda: TODAY)
    answer = desk.ask("what did the 2020 edition say about 2019?")
    assert [value.item.metric for value in answer.values if value.item] == list(the_catalogue().headlines)
    assert {value.item.period for value in answer.values if value.item} == {2019}
    assert str(answer.values[0].quantity.value) == "2511200000000"


def test_an_edition_asked_for_nothing_in_particular_gives_its_latest_figures() -> None:
    desk = Desk(the_catalogue(), today=lambda: TODAY)
    answer = desk.ask("what did the 2020 edition say?")
    assert {value.item.period for value in answer.values if value.item} == {2019}


def test_an_edition_that_never_was_has_no_answer() -> None:
    answer = Desk(the_catalogue(), today=lambda: TODAY).ask("overseas 2019 according to the 1999 edition")
    assert answer.status is AnswerStatus.DECLINED
    assert answer.declined is not None
    assert answer.declined.words == ("1999",)


def test_what_is_explained_is_what_was_read_without_the_edition(reader: Reader) -> None:
    asked = "overseas 2019 according to the 2020 edition"
    tags, considered = reader.considered(asked, year_now=TODAY.year)
    plain, _ = reader.considered("overseas 2019", year_now=TODAY.year)
    assert [tag.text for tag in tags] == [tag.text for tag in plain] == ["overseas", "2019"]
    assert [year.value for year in considered.question.years if considered.question.said(year)] == [2019]

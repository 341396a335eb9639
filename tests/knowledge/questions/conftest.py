"""The one reader of what ships, and short ways to ask it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from knowledge.model import Catalogue, Query
from knowledge.questions import Reader, Reading
from knowledge.questions.reading import Result
from tests.questions.corpora import YEAR_NOW, the_catalogue, the_reader

Ask = Callable[..., Result]
Understand = Callable[..., Query]


@pytest.fixture(scope="session")
def reader() -> Reader:
    return the_reader()


@pytest.fixture(scope="session")
def shipped() -> Catalogue:
    return the_catalogue()


@pytest.fixture(scope="session")
def ask(reader: Reader) -> Ask:
    """Whatever becomes of a text."""

    def result(text: str, previous: Query | None = None) -> Result:
        return reader.read(text, year_now=YEAR_NOW, previous=previous)

    return result


@pytest.fixture(scope="session")
def understand(ask: Ask) -> Understand:
    """The query of a text that has one."""

    def query(text: str, previous: Query | None = None) -> Query:
        result = ask(text, previous)
        assert isinstance(result, Reading), f"{text!r} was not understood: {result}"
        return result.query

    return query

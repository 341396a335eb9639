"""What ships, once for all tests."""

from __future__ import annotations

import pytest

from bot.answers.voice import Voice, voices_of
from knowledge.answering import Desk
from knowledge.extraction import Checker, Extractor
from knowledge.model import Catalogue
from tests.questions.corpora import TODAY, the_catalogue


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return the_catalogue()


@pytest.fixture(scope="session")
def desk(catalogue: Catalogue) -> Desk:
    return Desk(catalogue, today=lambda: TODAY)


@pytest.fixture(scope="session")
def voices(catalogue: Catalogue) -> dict[str, Voice]:
    return voices_of(catalogue)


@pytest.fixture(scope="session")
def extractor(catalogue: Catalogue) -> Extractor:
    return Extractor(catalogue)


@pytest.fixture(scope="session")
def checker(catalogue: Catalogue, desk: Desk, extractor: Extractor) -> Checker:
    return Checker(catalogue, desk, extractor)

"""The one reader of what ships."""

from __future__ import annotations

import pytest

from knowledge.questions import Reader
from tests.questions.corpora import the_reader


@pytest.fixture(scope="session")
def reader() -> Reader:
    return the_reader()

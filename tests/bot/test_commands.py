"""The slash commands, from what a person types to what they read."""

import pytest

from tests.bot.conftest import Stage


async def test_overseas_2024_is_answered_at_once_with_all_that_matters(served: Stage) -> None:
    asked = await served.alice.command(served.channel, "anime overseas", year=2024)
    assert asked.response_message is not None


async def test_every_command_of_the_design_is_offered(served: Stage) -> None:
    named = "latest overseas domestic market production category share growth target compare trend figure history "
    named += "coverage sources ask help"
    assert set(served.alice.commands(served.channel)) == {f"anime {name}" for name in named.split()}


@pytest.mark.parametrize("locale", ["en-US", "ja"])
async def test_autocomplete_offers_the_latest_year_first_and_only_years_that_exist(served: Stage, locale: str) -> None:
    years = await served.alice.autocomplete(served.channel, "anime overseas", focused="year")
    assert [choice.value for choice in years][:2] == [2024, 2023]
    assert 2003 not in [choice.value for choice in years]

"""Every setting is explained to the operator, and a wrong one is answered by a line that says what to do."""

import re
from pathlib import Path

import pytest

from bot.failures import SettingsWrong
from bot.settings import Settings, load_settings

EXAMPLE = Path(__file__).parent.parent / ".env.example"


@pytest.fixture(autouse=True)
def _elsewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Away from this machine's own .env and environment."""
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)


def test_the_example_explains_every_setting_and_no_other() -> None:
    explained = set(re.findall(r"^([A-Z_]+)=", EXAMPLE.read_text(encoding="utf-8"), re.MULTILINE))
    assert explained == {name.upper() for name in Settings.model_fields}


def test_the_example_as_it_stands_is_the_defaults(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text(EXAMPLE.read_text(encoding="utf-8"), encoding="utf-8")
    assert load_settings() == load_settings(_env_file=None)


def test_the_environment_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", " abc ")
    monkeypatch.setenv("DISCORD_API_BASE", "http://127.0.0.1:8420/api/v10/")
    monkeypatch.setenv("SHARD_COUNT", "4")
    monkeypatch.setenv("SHARD_IDS", "0, 2")
    monkeypatch.setenv("LOG_LEVEL", "debug")
    found = load_settings()
    assert found.token == "abc"
    assert found.discord_api_base == "http://127.0.0.1:8420/api/v10"
    assert (found.shard_count, found.shard_ids, found.log_level) == (4, (0, 2), "DEBUG")


@pytest.mark.parametrize(
    ("variable", "value", "complaint"),
    [
        ("SHARD_COUNT", "many", "SHARD_COUNT"),
        ("DISCORD_API_BASE", "localhost", "DISCORD_API_BASE"),
        ("DATABASE_URL", "mysql://bot:secret@host/facts", "DATABASE_URL"),
        ("LANGUAGE", "fr", "LANGUAGE"),
        ("SHARD_IDS", "0,1", "SHARD_COUNT"),
        ("MESSAGE_CONTENT", "perhaps", "MESSAGE_CONTENT"),
    ],
)
def test_a_wrong_setting_is_named_in_one_line(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str, complaint: str
) -> None:
    monkeypatch.setenv(variable, value)
    with pytest.raises(SettingsWrong) as wrong:
        load_settings()
    assert complaint in str(wrong.value)
    assert "\n" not in str(wrong.value)
    assert "secret" not in str(wrong.value)


@pytest.mark.parametrize("written", ["p@hunter22", "p@ss:hunter22", "p@ss/hunter22@x"])
def test_a_password_that_breaks_an_address_is_not_printed_in_pieces(
    monkeypatch: pytest.MonkeyPatch, written: str
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"postgresql+asyncpg://bot:{written}@host/facts")
    with pytest.raises(SettingsWrong, match=r"DATABASE_URL: can't be read; .* %40 for @") as wrong:
        load_settings()
    assert "hunter22" not in str(wrong.value)


@pytest.mark.parametrize(
    ("written", "complaint"),
    [
        ("Bot hunter22", 'must be the token alone, without "Bot " before it'),
        ("hunter22\nLOG_LEVEL", "holds a blank, a line break"),
        ("hunter22\r\nX-Other: 1", "holds a blank, a line break"),
        ("hun ter22", "holds a blank, a line break"),
        ("hunter22\u200b", "holds a blank, a line break or a letter that no token has"),
    ],
)
def test_a_token_that_can_t_be_sent_is_refused_and_not_printed(
    monkeypatch: pytest.MonkeyPatch, written: str, complaint: str
) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", written)
    with pytest.raises(SettingsWrong, match=f"DISCORD_TOKEN: {complaint}") as wrong:
        load_settings()
    assert "ter22" not in str(wrong.value)
    assert "\n" not in str(wrong.value)


@pytest.mark.parametrize("variable", ["DISCORD_API_BASE", "DISCORD_CDN_BASE"])
@pytest.mark.parametrize(
    "address", ["http://bot:hunter22@host/api/v10", "http://hunter22@host", "http://bot:hunter22@host:many"]
)
def test_an_address_with_a_password_is_refused_and_not_printed(
    monkeypatch: pytest.MonkeyPatch, variable: str, address: str
) -> None:
    monkeypatch.setenv(variable, address)
    with pytest.raises(SettingsWrong, match=f"^{variable}: ") as wrong:
        load_settings()
    assert "hunter22" not in str(wrong.value)


def test_a_missing_token_is_missed_only_when_it_is_needed() -> None:
    found = load_settings()
    with pytest.raises(SettingsWrong, match="DISCORD_TOKEN is not set"):
        _ = found.token


def test_the_token_is_never_printed() -> None:
    assert "abc" not in repr(load_settings(discord_token="abc"))

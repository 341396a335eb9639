"""`figures verify` lists what contradicts what, with what is known of it, and fails on anything new."""

from __future__ import annotations

from decimal import Decimal

import pytest
from typer.testing import CliRunner

from bot import verifying
from bot.cli import app
from knowledge.catalogue import load
from knowledge.model import Catalogue, Kind, Unit


def test_all_that_is_found_in_what_ships_is_known() -> None:
    shown = CliRunner().invoke(app, ["figures", "verify"])
    assert shown.exit_code == 0
    assert "0 new, 0 gone" in shown.stdout
    said = " ".join(shown.stdout.split())
    for known in ("1,180.5", "tripl", "160 in 50", "5.7769"):
        assert known in said


def test_a_new_contradiction_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    catalogue = load()
    old = catalogue.preferred("market_total", Kind.LEVEL, 2024, Unit.JPY)
    assert old is not None
    new = old.model_copy(update={"value": old.value + Decimal("1e10")})
    figures = tuple(new if figure is old else figure for figure in catalogue.figures)
    monkeypatch.setattr(verifying, "load", lambda: Catalogue(**{**dict(catalogue), "figures": figures}))
    shown = CliRunner().invoke(app, ["figures", "verify"])
    assert shown.exit_code == 1
    assert "new Anime market, worldwide, 2024" in " ".join(shown.stdout.split())


def test_a_known_contradiction_that_is_gone_fails_too() -> None:
    catalogue = load()
    grown = next(figure for figure in catalogue.figures if (figure.metric, figure.period, figure.kind)
                 == ("market_total", 2013, Kind.GROWTH))  # fmt: skip
    figures = tuple(figure for figure in catalogue.figures if figure is not grown)
    found = verifying.findings(Catalogue(**{**dict(catalogue), "figures": figures}))
    assert [(tension.metric, tension.period) for tension in found.gone] == [("market_total", 2013)]
    assert not found.sound

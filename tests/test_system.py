"""Windows too old is said in a sentence, before Qt fails to load without any."""

import pytest

from pmi_desktop import cli, system


def test_windows_10_before_1809_is_too_old() -> None:
    assert "muy antiguo" in system.refusal_of(17134)
    assert system.refusal_of(system.OLDEST_WINDOWS) == ""
    assert system.refusal_of(26100) == ""


def test_this_computer_is_not_refused() -> None:
    assert system.refusal() == ""


def test_the_window_says_it_and_does_not_open(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shown: list[str] = []
    monkeypatch.setattr(system, "refusal", lambda: system.refusal_of(10240))
    monkeypatch.setattr(system, "show", shown.append)
    assert cli.main([]) == 2
    assert capsys.readouterr().err.startswith("El Windows de este computador es muy antiguo")
    assert shown == [system.refusal_of(10240)]

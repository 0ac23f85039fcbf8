"""The diary names places and kinds of errors, and nobody's words."""

import faulthandler
import logging
import sys
from collections.abc import Iterator
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import IO

import pytest

from pmi_desktop import logs


def broken(text: str) -> None:
    try:
        raise KeyError(text)
    except KeyError as problem:
        raise ValueError(f"la fila dice {text}") from problem


@pytest.fixture
def diary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    native: list[IO[bytes]] = []
    monkeypatch.setattr(faulthandler, "enable", native.append)  # it is pytest's own while a test runs
    root = logging.getLogger()
    logs.start(tmp_path / "María José")
    yield tmp_path / "María José" / "registro.log"
    for handler in [one for one in root.handlers if isinstance(one, RotatingFileHandler)]:
        root.removeHandler(handler)
        handler.close()
    for stream in native:
        stream.close()


def test_a_trace_names_places_and_kinds_and_no_values() -> None:
    with pytest.raises(ValueError, match="secreto") as caught:
        broken("secreto")
    trace = logs.trace_of(caught.value)
    assert "test_logs.py" in trace
    assert [line for line in trace.splitlines() if ":" not in line] == ["ValueError", "KeyError"]
    assert "secreto" not in trace


@pytest.mark.logs("no se escribió")
def test_the_diary_quotes_nobody_even_when_another_formatter_wrote_the_error_before(diary: Path) -> None:
    try:
        broken("lo que escribió la rectora")
    except ValueError:
        record = logging.getLogger("pmi_desktop").makeRecord(
            "pmi_desktop", logging.ERROR, __file__, 1, "no se escribió", (), exc_info=sys.exc_info()
        )
    assert "rectora" in logging.Formatter().format(record)
    logging.getLogger("pmi_desktop").handle(record)
    written = diary.read_text(encoding="utf-8")
    assert "no se escribió" in written
    assert "ValueError" in written
    assert "test_logs.py" in written
    assert "rectora" not in written
    assert str(diary.parent.parent) not in written


def test_a_crash_of_the_systems_libraries_is_told_once_at_the_next_start(tmp_path: Path) -> None:
    assert not logs.put_aside_fault(tmp_path)
    (tmp_path / logs.FAULT).write_text("", encoding="utf-8")
    assert not logs.put_aside_fault(tmp_path), "it started and ended well"
    (tmp_path / logs.FAULT).write_text("Fatal Python error: Segmentation fault", encoding="utf-8")
    assert logs.put_aside_fault(tmp_path)
    assert not logs.put_aside_fault(tmp_path)
    assert "Segmentation" in (tmp_path / logs.LAST_FAULT).read_text("utf-8")


def test_a_folder_that_cannot_be_written_means_no_diary(tmp_path: Path) -> None:
    (tmp_path / "archivo").write_text("", encoding="utf-8")
    before = list(logging.getLogger().handlers)
    logs.start(tmp_path / "archivo" / "carpeta")
    assert logging.getLogger().handlers == before

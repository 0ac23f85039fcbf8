"""The house rules of every test: no window on the screen, no unexpected dialog, no unexpected log message."""

import logging
import os
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from pmi_desktop.domain.catalog import Reference
from pmi_desktop.domain.plan import Plan
from pmi_desktop.paths import bundled
from pmi_desktop.services.interchange import read_plan
from pmi_desktop.services.reference import load_reference
from tests.torture.figures import Summary

# Imported here is only what every test needs: the tests of the domain must start without Qt or SQLAlchemy.

# A loaded computer is slow, which is no defect of the code: hence no deadline, and no check for slow examples.
_PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("everyday", _PATIENT, max_examples=25, derandomize=True)
settings.register_profile("long", _PATIENT, max_examples=1000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "everyday"))
if os.environ.get("HYPOTHESIS_PROFILE") == "long":
    os.environ.setdefault("PYTEST_TIMEOUT", "1800")
else:
    # Hypothesis also draws constants of whatever modules of ours are loaded by then: what a property sees would depend
    # on the tests before it, and a failure could not be seen again.
    pytest.MonkeyPatch().setattr(
        "hypothesis.internal.conjecture.providers.is_local_module_file", lambda _path: False, raising=False
    )


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--onscreen", action="store_true", help="show the windows instead of painting them in memory")


def pytest_configure(config: pytest.Config) -> None:
    if not config.getoption("--onscreen"):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    config.pluginmanager.register(Summary(), "torture-summary")


@pytest.fixture(autouse=True)
def _own_data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes the plans of the person who runs it."""
    monkeypatch.setenv("PMI_DESKTOP_DATA", str(tmp_path / "data"))


class UnexpectedDialog(AssertionError):
    """A modal window opened that the test did not replace: on a real screen the program would wait for a person."""


_MODAL = {
    "QColorDialog": ("getColor",),
    "QDialog": ("exec",),
    "QFileDialog": (
        "getExistingDirectory", "getExistingDirectoryUrl", "getOpenFileName", "getOpenFileNames", "getOpenFileUrl",
        "getSaveFileName", "getSaveFileUrl",
    ),
    "QFontDialog": ("getFont",),
    "QInputDialog": ("getDouble", "getInt", "getItem", "getMultiLineText", "getText"),
    "QMenu": ("exec",),
    "QMessageBox": ("about", "aboutQt", "critical", "information", "question", "warning"),
}  # fmt: skip


@pytest.fixture(autouse=True)
def _no_unexpected_dialog() -> Iterator[None]:
    """Opening a modal window raises, and fails the test even if somebody swallowed the exception."""
    widgets = sys.modules.get("PySide6.QtWidgets")
    if widgets is None:
        yield
        return
    opened: list[str] = []

    def refusal(name: str) -> Callable[..., None]:
        def refuse(*args: object, **kwargs: object) -> None:
            texts = [text for text in (*args, *kwargs.values()) if isinstance(text, str)]
            opened.append(f"{name}({', '.join(texts)})")
            raise UnexpectedDialog(opened[-1])

        return refuse

    with pytest.MonkeyPatch.context() as patch:
        for owner, methods in _MODAL.items():
            for method in methods:
                patch.setattr(getattr(widgets, owner), method, refusal(f"{owner}.{method}"))
        yield
    if opened:
        pytest.fail("unexpected dialog: " + "; ".join(opened))


class _Listener(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(f"{record.levelname} {record.name}: {record.getMessage()}")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    """A message of WARNING or higher fails the test, unless `@pytest.mark.logs("pattern")` expects it.

    An expected message that does not come fails it too: the mark would otherwise outlive its reason.
    """
    marker = item.get_closest_marker("logs")
    patterns: tuple[str, ...] = marker.args if marker else ()
    listener = _Listener()
    logging.getLogger().addHandler(listener)
    try:
        yield
    finally:
        logging.getLogger().removeHandler(listener)
    unexpected = [m for m in listener.messages if not any(re.search(p, m) for p in patterns)]
    missing = [p for p in patterns if not any(re.search(p, m) for m in listener.messages)]
    if unexpected:
        pytest.fail("unexpected log messages:\n" + "\n".join(unexpected))
    if missing:
        pytest.fail("expected log messages that did not come:\n" + "\n".join(missing))


@pytest.fixture(scope="session")
def reference() -> Reference:
    """The shipped catalogues, municipalities and criteria."""
    return load_reference(bundled("resources"), bundled("forms"))


@pytest.fixture(scope="session")
def example_bytes() -> bytes:
    """The interchange file of the example school."""
    return bundled("resources", "examples", "loma-sietecueros.json").read_bytes()


@pytest.fixture(scope="session")
def example_plan(example_bytes: bytes, reference: Reference) -> Plan:
    """The example school's plan."""
    return read_plan(example_bytes, reference, lambda: "unused")

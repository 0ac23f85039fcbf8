"""What the window remembers between two starts, written behind its back: a slow disk never holds a key up."""

from collections.abc import Callable
from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray

from pmi_desktop.domain.errors import PmiError
from pmi_desktop.services.settings import Option, Settings

if TYPE_CHECKING:  # nothing is written before the first paint
    from concurrent.futures import ThreadPoolExecutor


class Memory:
    """The settings as the window uses them: read at once, written in a thread of their own.

    A PC that cannot remember works all the same.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._fresh: dict[str, Option] = {}

    def text(self, name: str, default: str = "") -> str:
        """A remembered text."""
        return str(self._fresh.get(name, self._settings.option(name, default)))

    def number(self, name: str, default: int) -> int:
        """A remembered number."""
        return int(self._fresh.get(name, self._settings.option(name, default)))

    def remember(self, name: str, value: Option) -> None:
        """Keep a choice about the window."""
        self._fresh[name] = value
        self._write(lambda: self._settings.set_option(name, value))

    def state(self, name: str) -> QByteArray:
        """What Qt gave as bytes, such as a window's place."""
        return QByteArray.fromBase64(QByteArray(self.text(name).encode("ascii", "ignore")))

    def remember_state(self, name: str, value: QByteArray) -> None:
        """Keep what Qt gives as bytes."""
        self.remember(name, value.toBase64().toStdString())

    def remember_worker(self, plan_id: str, who: str) -> None:
        """Keep who works on a plan on this PC."""
        self._write(lambda: self._settings.set_author(plan_id, who))

    def close(self) -> None:
        """Wait until all is written."""
        self._writer.shutdown(wait=True)

    @cached_property
    def _writer(self) -> "ThreadPoolExecutor":
        from concurrent.futures import ThreadPoolExecutor

        return ThreadPoolExecutor(max_workers=1, thread_name_prefix="memory")

    def _write(self, job: Callable[[], None]) -> None:
        def written() -> None:
            with suppress(PmiError):
                job()

        self._writer.submit(written)

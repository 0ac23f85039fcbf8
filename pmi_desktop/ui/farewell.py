"""The PC is switched off or the session ends with a plan open: what was typed goes to the disk first."""

import signal
import socket
import sys
from collections.abc import Callable

from PySide6.QtCore import QObject, QSocketNotifier, Qt
from PySide6.QtGui import QGuiApplication

if sys.platform == "win32":
    _ENDS: tuple[signal.Signals, ...] = ()
else:
    _ENDS = (signal.SIGTERM, signal.SIGHUP)


class Farewell(QObject):
    """Calls ``rescue`` when the system ends the session, which leaves a program a few seconds.

    Windows and desktops of Linux ask first; an ending Linux, or whoever ends a process there, sends a signal, after
    which the program leaves too. A signal is heard through a socket: Qt's loop does not let Python's handlers run.
    """

    def __init__(self, app: QGuiApplication, rescue: Callable[[], object]) -> None:
        super().__init__(app)
        self._app = app
        self._rescue = rescue
        app.commitDataRequest.connect(lambda _: self._rescue(), Qt.ConnectionType.DirectConnection)
        if sys.platform != "win32":
            self._listen()

    def _listen(self) -> None:
        self._ear, self._mouth = socket.socketpair()
        self._mouth.setblocking(False)
        signal.set_wakeup_fd(self._mouth.fileno())
        for number in _ENDS:
            if signal.getsignal(number) is not signal.SIG_IGN:
                signal.signal(number, lambda *_: None)
        self._notifier = QSocketNotifier(self._ear.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._heard)

    def _heard(self) -> None:
        numbers = set(self._ear.recv(64))
        if not numbers.isdisjoint(_ENDS):
            self._rescue()
            self._app.quit()

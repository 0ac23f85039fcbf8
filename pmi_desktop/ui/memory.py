"""What the window remembers between two starts; a PC that cannot remember works all the same."""

from contextlib import suppress

from PySide6.QtCore import QByteArray

from pmi_desktop.domain.errors import PmiError
from pmi_desktop.services.settings import Option, Settings


def remember(settings: Settings, name: str, value: Option) -> None:
    """Keep a choice about the window, if the disk lets us."""
    with suppress(PmiError):
        settings.set_option(name, value)


def remember_bytes(settings: Settings, name: str, value: QByteArray) -> None:
    """The same for what Qt gives as bytes, such as a window's place."""
    remember(settings, name, value.toBase64().toStdString())


def remembered_bytes(settings: Settings, name: str) -> QByteArray:
    """What :func:`remember_bytes` kept, or nothing."""
    return QByteArray.fromBase64(QByteArray(str(settings.option(name, "")).encode("ascii", "ignore")))

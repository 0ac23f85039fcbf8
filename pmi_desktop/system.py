"""Whether this computer can show the window at all, asked before anything of the window is loaded."""

import sys

OLDEST_WINDOWS = 17763
"""Build of Windows 10 version 1809, the oldest that Qt 6 supports."""


def refusal() -> str:
    """Why the window cannot open here, in a sentence; empty where it can."""
    if sys.platform == "win32":
        return refusal_of(sys.getwindowsversion().build)
    return ""


def refusal_of(build: int) -> str:
    """The same for a build of Windows."""
    if build >= OLDEST_WINDOWS:
        return ""
    return (
        "El Windows de este computador es muy antiguo para PMI Escritorio. "
        "Use Windows 10 (versión 1809 o más nueva) o Windows 11."
    )


def show(text: str) -> None:
    """Say it in a box of Windows' own: a program without console has nothing else before its window is there."""
    if sys.platform == "win32":
        import ctypes

        stop = 0x10
        ctypes.windll.user32.MessageBoxW(None, text, "PMI Escritorio", stop)

"""What the command line writes: UTF-8 on every console, and no fuss when the reader goes away."""

import os
import sys
from typing import TextIO


class Terminal:
    """Standard output and standard error.

    Both may be missing (a Windows program without console). A reader that closes the pipe early, like ``head``, has
    read enough: the command goes on and keeps its exit code.
    """

    def __init__(self) -> None:
        for stream in (sys.stdout, sys.stderr):
            # A terminal of another encoding or a name that is no text must not become an error of ours.
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(encoding="utf-8", errors="replace")

    def say(self, text: str) -> None:
        """Write a line, or several, to standard output."""
        self._write(sys.stdout, text.removesuffix("\n") + "\n")

    def give(self, data: bytes) -> None:
        """Write bytes as they are to standard output."""
        if sys.stdout is None:
            return
        try:
            sys.stdout.flush()
            sys.stdout.buffer.write(data)
            sys.stdout.buffer.flush()
        except BrokenPipeError:
            _forget(sys.stdout)

    def complain(self, text: str) -> None:
        """Write a line, or several, to standard error."""
        self._write(sys.stderr, text.removesuffix("\n") + "\n")

    def close(self) -> None:
        """Write what is left; raises ``OSError`` when it cannot be, as on a full disk."""
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:
                try:
                    stream.flush()
                except BrokenPipeError:
                    _forget(stream)

    def _write(self, stream: TextIO | None, text: str) -> None:
        if stream is None:
            return
        try:
            stream.write(text)
        except BrokenPipeError:
            _forget(stream)


def _forget(stream: TextIO) -> None:
    """Let what is still to be written go nowhere, also when Python writes it at the very end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)

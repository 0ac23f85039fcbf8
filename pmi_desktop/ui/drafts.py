"""What was typed and is no value yet: it stays in its field, outside the plan, also after closing."""

import json
from pathlib import Path

from pmi_desktop.domain.records import Ident


class Drafts:
    """Typed texts that are no values, by record and field; kept in a small file beside the settings.

    Losing that file loses half-typed dates and numbers only, so a damaged or unwritable one is no problem to report.
    """

    def __init__(self, file: Path | None = None) -> None:
        self._file = file
        self._texts: dict[str, str] = {}
        if file is not None and file.exists():
            try:
                read = json.loads(file.read_text(encoding="utf-8"))
            except (OSError, ValueError):
                read = {}
            if isinstance(read, dict):
                self._texts = {str(name): text for name, text in read.items() if isinstance(text, str)}

    def get(self, ident: Ident, field: str) -> str:
        """The text waiting in that field, or nothing."""
        return self._texts.get(_name(ident, field), "")

    def put(self, ident: Ident, field: str, text: str) -> None:
        """Keep a text for that field; an empty one forgets it."""
        name = _name(ident, field)
        if self._texts.get(name, "") == text:
            return
        if text:
            self._texts[name] = text
        else:
            del self._texts[name]
        self._write()

    def _write(self) -> None:
        if self._file is None:
            return
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            if self._texts:
                self._file.write_text(json.dumps(self._texts, ensure_ascii=False), encoding="utf-8")
            else:
                self._file.unlink(missing_ok=True)
        except OSError:
            self._file = None


def _name(ident: Ident, field: str) -> str:
    return "\n".join((*ident, field))

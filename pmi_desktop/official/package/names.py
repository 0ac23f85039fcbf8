"""What the package's folder and files are called: readable in Enjambre, safe on Windows and on USB sticks."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

LONGEST_PATH = 180
"""Characters of a path inside a package, its folder included: leaves room for where a PC puts it (Windows: 260)."""

MANIFEST = "manifest.json"
PLAN = "plan.json"
README = "LEEME.txt"
RECEIPT = "Constancia de entrega.pdf"
ANSWERS = "Respuesta a las observaciones.pdf"
BASE = "base.json"
PLACES = "lugares.json"
HISTORY = "historia.json"
EVIDENCE = "evidencias"

PREFIXES = {"institucion_educativa": "IE.", "centro_educativo": "CE."}

_LONGEST_PART_IN_BYTES = 240  # file systems of Linux allow 255 bytes of UTF-8, temporary names need some of them
_LONGEST_EVIDENCE = f"{EVIDENCE}/{'0' * 64}.12345678"
_ILLEGAL = frozenset('<>:"/\\|?*')
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)")
_EXTENSION = re.compile(r"\.([A-Za-z0-9]{1,8})$")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_OPENINGS = tuple(
    tuple(words.split())
    for words in (
        "institucion educativa", "inst educativa", "inst educ", "centro educativo", "cent educativo",
        "ie", "i e", "ier", "i e r", "ce", "c e", "cer", "c e r",
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Names:
    """The names of one package: its folder, and the school as file names say it."""

    folder: str
    school: str
    version: int

    def form(self, form: str, extension: str) -> str:
        """The file of a form: ``D02.03.F01-V5 IE. San José versión 1.xlsx``."""
        return safe(f"{form} {self.school} versión {self.version}") + f".{extension}"


def names_for(school: str, kind: str, years: Sequence[int], version: int, forms: Sequence[str]) -> Names:
    """The names for a school's package.

    ``kind`` is that of the interchange file, ``years`` the first and the last of the plan, ``forms`` the ids of all
    forms that could go in. A school's name too long for :data:`LONGEST_PATH` is cut at a word.
    """
    full = safe(with_prefix(school, kind)) or "sin nombre"
    when = "-".join(str(year) for year in sorted(set(years)))
    for length in range(len(full), 0, -1):
        shorter = _cut(full, length)
        names = Names(safe(f"PMI {shorter} {when} versión {version}"), shorter, version)
        files = [names.form(form, "xlsx") for form in forms]
        if all(_fits(names.folder, file) for file in (*files, RECEIPT, ANSWERS, _LONGEST_EVIDENCE)):
            return names
    raise ValueError("the forms' ids alone are longer than a path may be")


def with_prefix(school: str, kind: str) -> str:
    """``IE.`` or ``CE.`` before the name, unless the name begins with it or with its words."""
    prefix = PREFIXES.get(kind, "")
    words = tuple(re.findall(r"\w+", _unaccented(school).casefold()))
    if not prefix or any(words[: len(opening)] == opening for opening in _OPENINGS):
        return school
    return f"{prefix} {school}"


def safe(text: str) -> str:
    """The text as the name of a file or folder on every system: composed letters, no signs that Windows refuses."""
    plain = "".join(
        " " if letter in _ILLEGAL or unicodedata.category(letter)[0] in "CZ" else letter
        for letter in unicodedata.normalize("NFC", text)
    )
    plain = " ".join(plain.split()).strip(" .")
    return f"_{plain}" if _RESERVED.match(plain) else plain


def evidence_path(sha256: str, name: str) -> str:
    """Where an attached file lies: ``evidencias/<sha256>.<ext>``, without ending when its name has no usual one."""
    found = _EXTENSION.search(name)
    return f"{EVIDENCE}/{sha256}.{found[1].lower()}" if found else f"{EVIDENCE}/{sha256}"


def evidence_sha256(path: str) -> str | None:
    """The fingerprint that a path of an attached file names; None for any other path."""
    folder, _, name = path.partition("/")
    stem, dot, ending = name.partition(".")
    fine = folder == EVIDENCE and _SHA256.fullmatch(stem) and bool(dot) == bool(ending)
    return stem if fine and (not ending or _EXTENSION.fullmatch(f".{ending}")) else None


def allowed(path: str) -> bool:
    """Whether a path may stand in a package: one of our names at its root, or an attached file's."""
    return 0 < len(path) <= LONGEST_PATH and (evidence_sha256(path) is not None or path == safe(path))


def _fits(folder: str, file: str) -> bool:
    path = f"{folder}/{file}"
    parts = path.split("/")
    return _units(path) <= LONGEST_PATH and all(len(part.encode()) <= _LONGEST_PART_IN_BYTES for part in parts)


def _units(text: str) -> int:
    """Characters as Windows counts them."""
    return len(text.encode("utf-16-le")) // 2


def _cut(text: str, length: int) -> str:
    if length >= len(text):
        return text
    short = text[:length]
    if text[length] != " " and " " in short[length // 2 :]:
        short = short[: short.rindex(" ")]
    return short.strip(" .,-–—")


def _unaccented(text: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFD", text) if not unicodedata.combining(letter))

"""The file that carries an area to a colleague's PC and back: a package of its own format, always one ZIP."""

from collections.abc import Sequence

import msgspec

from pmi_desktop.official.package.archive import Item
from pmi_desktop.official.package.assembling import Package, from_bytes
from pmi_desktop.official.package.errors import PackageTooBig
from pmi_desktop.official.package.manifest import (
    LARGEST_PACKAGE,
    MOST_FILES,
    AreaManifest,
    Entry,
    encode,
    sealed,
)
from pmi_desktop.official.package.names import MANIFEST, README


def assemble_area(manifest: AreaManifest, title: str, items: Sequence[Item]) -> Package:
    """The package of some files; ``manifest`` comes without files and code, ``title`` says what it is in words.

    Raises:
        PackageTooBig: more bytes or files than a package may have.
    """
    files = sorted([*items, from_bytes(README, _readme(manifest, title))], key=lambda item: item.path)
    size = sum(item.size for item in files)
    if size > LARGEST_PACKAGE - 2**20 or len(files) >= MOST_FILES:
        raise PackageTooBig(size=size, count=len(files), limit=LARGEST_PACKAGE, most=MOST_FILES)
    entries = {item.path: Entry(item.size, item.sha256) for item in files}
    full = sealed(msgspec.structs.replace(manifest, files=entries))
    return Package(full, (from_bytes(MANIFEST, encode(full)), *files))


def _readme(manifest: AreaManifest, title: str) -> bytes:
    """What to do with it, for whoever opens the ZIP with another program; as Notepad of any age shows it."""
    loan = manifest.loan
    paragraphs = [
        title,
        _BACK if loan.copy else _OUT,
        *([f"NOTA DE QUIEN LO ENTREGA\n{loan.note}"] if loan.note and not loan.copy else []),
        _CONTACTS,
    ]
    return "\n\n".join(paragraphs).replace("\n", "\r\n").encode("utf-8-sig") + b"\r\n"


_OUT = """\
CÓMO TRABAJAR EN ÉL
1. No lo descomprima. En otro computador, abra PMI Escritorio.
2. Oprima «Abrir un archivo…» y elija este archivo.
3. Cuando termine, oprima «Devolver» y lleve el archivo nuevo a quien se lo entregó."""

_BACK = """\
CÓMO RECIBIRLO
1. No lo descomprima. En el computador del plan, abra PMI Escritorio y el plan.
2. Elija «Recibir un área…» en el menú «Plan» y este archivo.
3. El programa muestra qué trae antes de cambiar nada."""

_CONTACTS = """\
DATOS PERSONALES
Los teléfonos y los correos del equipo de gestión no van en este archivo (Ley 1581 de 2012)."""

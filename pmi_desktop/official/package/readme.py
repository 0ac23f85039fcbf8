"""LEEME.txt: what each file of the package is, and how it gets to the Secretaría."""

from collections.abc import Sequence

from pmi_desktop.domain.numbers import show_long_date
from pmi_desktop.official.package.cover import Cover, FileLine
from pmi_desktop.official.package.names import MANIFEST


def readme(cover: Cover, folder: str, lines: Sequence[FileLine]) -> bytes:
    """The text as Windows' Notepad of any age shows it: UTF-8 with its mark, lines ending in CR LF."""
    paragraphs = [
        folder,
        *(["BORRADOR: sirve para revisar, no para entregar."] if cover.draft else []),
        f"{cover.moment}, versión {cover.version}. Hecho el {show_long_date(cover.made_on)} con PMI Escritorio.",
        "QUÉ HAY AQUÍ\n" + "\n".join(f"- {line.name}: {line.what}" for line in (*lines, _MANIFEST)),
        f"CÓMO SUBIRLO A LA COMUNIDAD VIRTUAL ENJAMBRE\n{upload_steps(folder)}",
        _WHOLE,
        *([_WITHHELD] if cover.withheld else []),
        *([_left_out(cover.left_out)] if cover.left_out else []),
    ]
    return "\n\n".join(paragraphs).replace("\n", "\r\n").encode("utf-8-sig") + b"\r\n"


def upload_steps(folder: str) -> str:
    """How the folder of a package gets to Enjambre, one step per line."""
    return _ENJAMBRE.format(folder=folder)


_MANIFEST = FileLine(MANIFEST, "la lista de los archivos con la huella de cada uno; no lo modifique")

_ENJAMBRE = """\
1. En un lugar con internet, entre a www.enjambre.gov.co con el usuario del establecimiento.
2. Si ya había subido una versión de esta entrega, elimine primero esa carpeta.
3. Cree una carpeta con este mismo nombre: {folder}
4. Suba a ella todos los archivos, sin cambiarles el nombre ni abrirlos para guardarlos de nuevo. Los que están dentro
   de «evidencias» van en una carpeta con ese nombre.
5. Anote el número de radicado y la fecha en la constancia impresa, y páselos a PMI Escritorio.
Si la Secretaría le indica otro camino (correo, en físico), siga el que ella le diga."""

_WHOLE = """\
CÓMO SABER SI ESTÁ COMPLETO
Ábralo con PMI Escritorio: dice si algún archivo falta, sobra o cambió, y muestra el código del paquete. Debe ser el
mismo que está impreso en la constancia."""

_WITHHELD = """\
DATOS PERSONALES
Los teléfonos y los correos del equipo de gestión no van en este paquete (Ley 1581 de 2012)."""


def _left_out(names: Sequence[str]) -> str:
    return "\n".join(
        [
            "EVIDENCIAS QUE NO VAN",
            "El plan menciona estos archivos y en el paquete no están:",
            *(f"- {n}" for n in names),
        ]
    )

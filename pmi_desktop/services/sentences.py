"""What the program says about each known problem: the one table of sentences for window and command line.

A sentence says what happened, where, and what to do. Adding a kind of :class:`PmiError` means adding a row.
"""

from collections.abc import Callable, Mapping
from typing import Any

from pmi_desktop.domain.codec import NewerPlan
from pmi_desktop.domain.errors import PmiError, Refused
from pmi_desktop.domain.moments import UnknownMoment
from pmi_desktop.domain.numbers import show_number
from pmi_desktop.official.package.cover import show_size
from pmi_desktop.official.package.errors import FileChanged, NotAPackage, NotWhole, PackageTooBig
from pmi_desktop.services.files import CannotRead, CannotWrite
from pmi_desktop.services.forms import UnknownForm, UnknownFormat
from pmi_desktop.services.hand_in import Blocked, NoForm
from pmi_desktop.services.importing import PlanExists
from pmi_desktop.services.sending import Cancelled, WrittenBadly

Facts = Mapping[str, Any]

_NOUNS = {
    "text": "un texto",
    "integer": "un número entero",
    "number": "un número",
    "yes_no": "verdadero o falso",
    "list": "una lista",
    "object": "un grupo de campos",
    "group": "un grupo de campos",
}


def sentence(problem: PmiError) -> str:
    """The sentence for a problem, or for the nearest kind of problem that has one."""
    for cls in type(problem).__mro__:
        if cls in _SENTENCES:
            return _SENTENCES[cls](problem.facts)
    raise KeyError(type(problem).__name__)


def _refused(facts: Facts) -> str:
    place, reason = facts.get("place", ""), str(facts["reason"])
    where = f"En «{place}» " if place else "El archivo "
    return f"{where}{_REASONS[reason](facts)}"


def _listing(values: Any) -> str:
    return ", ".join(f"«{value}»" for value in values)


_REASONS: Mapping[str, Callable[[Facts], str]] = {
    "missing": lambda _: "falta un dato obligatorio. Complételo en el archivo y vuelva a intentarlo.",
    "wrong_type": lambda f: (
        f"se esperaba {_NOUNS.get(str(f['wanted']), 'otro tipo de dato')} y hay otra cosa."
        " Corríjalo en el archivo y vuelva a intentarlo."
    ),
    "not_in_list": lambda f: f"dice «{f['value']}», que no es una opción. Use una de estas: {_listing(f['choices'])}.",
    "out_of_range": lambda f: (
        f"dice {f['value']} y debe estar entre {f['low']} y {f['high']}. Corríjalo en el archivo y vuelva a intentarlo."
    ),
    "bad_id": lambda f: (
        f"el código «{f['value']}» no sirve: use de 1 a 64 letras sin tilde, números, puntos, guiones o rayas bajas."
    ),
    "repeated": lambda f: f"se repite «{f['value']}». Deje uno solo o cambie uno de los dos.",
    "repeated_key": lambda _: "el mismo campo está escrito dos veces. Deje uno solo.",
    "refers_to_nothing": lambda f: (
        f"se menciona «{f['value']}», que no está en «{f['list']}». Agréguelo allí o quite la mención."
    ),
    "wrong_count": lambda f: f"debe haber {f['wanted']} valores o ninguno. Corríjalo y vuelva a intentarlo.",
    "too_many_decimals": lambda f: f"el número tiene más de {f['limit']} decimales. Redondéelo y vuelva a intentarlo.",
    "bad_date": lambda f: f"«{f['value']}» no es una fecha que exista. Escríbala como 2026-02-13.",
    "bad_time": lambda f: f"«{f['value']}» no es una hora. Escríbala como 09:30.",
    "too_long": lambda f: (
        f"el texto tiene {show_number(f['length'])} caracteres y caben {show_number(f['limit'])}. Acórtelo."
    ),
    "bad_character": lambda f: f"hay un carácter que no se puede guardar ({f['code']}). Bórrelo y vuelva a intentarlo.",
    "other_format": lambda f: f"dice «{f['value']}» y debe decir «pmi-plan»: no es un plan de este programa.",
    "newer_version": lambda _: (
        "la versión es más nueva que este programa. Actualice PMI Escritorio y vuelva a intentarlo."
    ),
    "too_deep": lambda f: f"los datos están anidados más de {f['limit']} veces: no es un plan de este programa.",
    "too_large": lambda f: (
        f"pesa más de {show_number(int(f['limit']) // 2**20)} MB, lo máximo para un plan. Revise si es el correcto."
    ),
    "not_utf8": lambda f: f"no está escrito en UTF-8 (byte {f['position']}). Guárdelo en UTF-8 y vuelva a intentarlo.",
    "not_json": lambda f: (
        f"no es JSON: el error está en la línea {f['line']}, columna {f['column']}. Revise si es el archivo correcto."
    ),
}

_NOT_READ: Mapping[str, str] = {
    "missing": "No se encontró «{path}». Revise el nombre y la carpeta.",
    "folder": "«{path}» es una carpeta. Elija un archivo.",
    "not_a_file": "«{path}» no es un archivo que se pueda leer. Elija otro.",
    "denied": "No hay permiso para leer «{path}». Pídalo a quien maneja el computador o copie el archivo a su carpeta.",
    "in_use": "Otro programa tiene abierto «{path}». Ciérrelo y vuelva a intentarlo.",
    "gone": "El disco o la memoria donde está «{path}» dejó de responder. Conéctela otra vez y vuelva a intentarlo.",
    "name": "El sistema no acepta el nombre «{path}». Escríbalo más corto o sin signos.",
}
_NOT_WRITTEN: Mapping[str, str] = {
    "missing": "No existe la carpeta «{path}». Créela o elija otra.",
    "folder": "«{path}» es una carpeta. Escriba el nombre de un archivo.",
    "denied": (
        "No se pudo escribir «{path}»: no hay permiso o está abierto en otro programa, como Excel."
        " Ciérrelo o elija otro nombre."
    ),
    "in_use": "Otro programa tiene abierto «{path}», quizá Excel. Ciérrelo o elija otro nombre.",
    "read_only": "En el disco de «{path}» no se puede escribir. Elija otro lugar o quite el seguro de la memoria.",
    "full": "No hay espacio para «{path}». Libere espacio en el disco o elija otro lugar.",
    "too_big": "«{path}» es demasiado grande para ese disco. Elija otro lugar.",
    "gone": "El disco o la memoria donde va «{path}» dejó de responder. Conéctela otra vez y vuelva a intentarlo.",
    "name": "El sistema no acepta el nombre «{path}». Escríbalo más corto o sin signos.",
    "exists": "Ya existe «{path}» y tiene otra cosa. Muévalo o elija otro lugar.",
}
_NO_PACKAGE: Mapping[str, str] = {
    "empty": "«{path}» está vacío. Pida que se lo envíen otra vez.",
    "not_zip": "«{path}» no es un paquete de PMI Escritorio: no es un ZIP, o está dañado del todo.",
    "no_manifest": "En «{path}» no hay un paquete de PMI Escritorio: falta manifest.json.",
    "several": "En «{path}» hay varios paquetes. Elija la carpeta de uno.",
    "other": "«{path}» no es un paquete de PMI Escritorio: su manifest.json es de otra cosa.",
    "newer": "«{path}» es de una versión más nueva de PMI Escritorio. Actualice el programa.",
    "too_big": "«{path}» tiene más archivos o pesa más que cualquier paquete: no se abre, por seguridad.",
}


def _not_read(facts: Facts) -> str:
    if facts["reason"] == "too_big":
        return f"«{facts['path']}» pesa más de {show_size(int(facts['limit']))}, lo máximo que se lee. Elija otro."
    return _of(_NOT_READ, facts, "No se pudo leer «{path}». Vuelva a intentarlo o copie el archivo a otro disco.")


def _not_written(facts: Facts) -> str:
    return _of(_NOT_WRITTEN, facts, "No se pudo escribir «{path}». Vuelva a intentarlo o elija otro lugar.")


def _of(table: Mapping[str, str], facts: Facts, otherwise: str) -> str:
    return table.get(str(facts["reason"]), otherwise).format(path=facts.get("path", ""))


def _blocked(facts: Facts) -> str:
    lines = "\n".join(f"- {finding.message}" for finding in facts["findings"])
    return f"No se puede entregar todavía. Complete esto o haga un borrador:\n{lines}"


_SENTENCES: dict[type[PmiError], Callable[[Facts], str]] = {
    Refused: _refused,
    NewerPlan: _refused,
    UnknownMoment: lambda f: (
        f"Este plan no tiene el momento «{f['moment']}». Use plan, checkpoint:<corte> o closing:<año del plan>."
    ),
    CannotRead: _not_read,
    CannotWrite: _not_written,
    PlanExists: lambda f: (
        f"Ya existe «{f['path']}». Elija otro nombre o reemplácelo (--force); antes se guarda una copia."
    ),
    NotAPackage: lambda f: _of(_NO_PACKAGE, f, "«{path}» no es un paquete de PMI Escritorio."),
    NotWhole: lambda f: (
        f"En el paquete «{f.get('path', '')}» falta o cambió «{f['name']}». Pida que se lo envíen otra vez."
    ),
    PackageTooBig: lambda f: (
        f"El paquete tendría {show_size(int(f['size']))} en {show_number(int(f['count']))} archivos y caben"
        f" {show_size(int(f['limit']))} en {show_number(int(f['most']))}. Elija menos evidencias."
    ),
    FileChanged: lambda f: f"«{f['name']}» cambió mientras se copiaba. Vuelva a intentarlo.",
    WrittenBadly: lambda f: (
        f"Lo que quedó en «{f['path']}» no es lo que se escribió: el disco o la memoria falla. Use otra."
    ),
    Cancelled: lambda _: "Se detuvo a pedido suyo: no quedó nada a medias.",
    Blocked: _blocked,
    NoForm: lambda f: f"No hay ningún formato para esta entrega ({f['moment']}). Instale o adopte el que corresponde.",
    UnknownForm: lambda f: f"No hay un formato «{f['form']}». Los que hay son: {_listing(f['known'])}.",
    UnknownFormat: lambda f: (
        f"No se sabe escribir «{f['file']}». El nombre debe terminar en {' o '.join('.' + one for one in f['known'])}."
    ),
}

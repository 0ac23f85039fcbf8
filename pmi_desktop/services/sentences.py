"""What the program says about each known problem: the one table of sentences for window and command line.

A sentence says what happened, where, and what to do. Adding a kind of :class:`PmiError` means adding a row.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from pmi_desktop.domain.catalog import UnknownCatalog
from pmi_desktop.domain.codec import NewerPlan
from pmi_desktop.domain.errors import PlanIsClosed, PmiError, Refused
from pmi_desktop.domain.moments import UnknownMoment
from pmi_desktop.domain.numbers import show_long_date, show_number, show_size, show_time
from pmi_desktop.official.adopting.adoption import CannotBind
from pmi_desktop.official.definitions import BadForm
from pmi_desktop.official.package.errors import FileChanged, NotAPackage, NotWhole, PackageTooBig
from pmi_desktop.official.workbook import errors as workbook
from pmi_desktop.services.adopted_forms import NotAForm
from pmi_desktop.services.adopting import NoSuchForm, NothingRecognised
from pmi_desktop.services.area_files import NotAnArea
from pmi_desktop.services.area_taking import AreaOfAnotherPlan, OlderReturn, Undecided, UnknownLoan
from pmi_desktop.services.areas import NotLentToUs, UnknownArea
from pmi_desktop.services.attachments import EvidenceGone, NotAttachable
from pmi_desktop.services.backups import UnsoundBackup
from pmi_desktop.services.editor import PlanIsReadOnly
from pmi_desktop.services.files import CannotRead, CannotWrite, PlanExists
from pmi_desktop.services.forms import UnknownForm, UnknownFormat
from pmi_desktop.services.hand_in import Blocked, NoForm
from pmi_desktop.services.importing import AlreadyAPlan
from pmi_desktop.services.lock import Holder, PlanInUse
from pmi_desktop.services.opened import AnotherPlan
from pmi_desktop.services.reading import NoAssessment, NotThatForm
from pmi_desktop.services.sending import Cancelled, WrittenBadly
from pmi_desktop.storage.errors import CannotOpen, CannotSave, Damaged, NewerFile, NotAPlan

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


_MOST_QUOTED = 64
"""Letters of a foreign value in a sentence: as many as an id may have."""


def sentence(problem: PmiError) -> str:
    """The sentence for a problem, or for the nearest kind of problem that has one."""
    for cls in type(problem).__mro__:
        if cls in _SENTENCES:
            return _SENTENCES[cls](problem.facts)
    raise KeyError(type(problem).__name__)


def _refused(facts: Facts) -> str:
    place, reason = facts.get("place", ""), str(facts["reason"])
    where = f"En «{place}» " if place else "El archivo "
    return f"{where}{_REASONS[reason]({**facts, 'value': _in_short(str(facts.get('value', '')))})}"


def _in_short(value: str) -> str:
    """What a file says, in one line: it may say anything."""
    line = " ".join("".join(letter if letter.isprintable() else " " for letter in value[:200]).split())
    return line if len(line) <= _MOST_QUOTED and len(value) <= 200 else f"{line[:_MOST_QUOTED]}…"


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
    "too_many": lambda _: "tiene más datos de los que caben en cualquier plan. Revise si es el correcto.",
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
    "read_only": "En el disco de «{path}» no se puede escribir. Quite el seguro de la memoria o copie el archivo.",
    "full": "El disco de «{path}» está lleno. Libere espacio y vuelva a intentarlo.",
    "disk": "El disco falla al leer «{path}». Copie el archivo a otro disco o restaure una copia.",
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
_NOT_SAVED: Mapping[str, str] = {
    "full": "No hay espacio para guardar «{path}». Libere espacio: lo escrito se conserva y se guarda solo.",
    "in_use": "Otro programa no deja guardar «{path}», quizá el antivirus. Lo escrito se conserva y se guarda solo.",
    "read_only": "En el disco de «{path}» ya no se puede escribir. Quite el seguro o guarde una copia en otro lugar.",
    "denied": "Ya no hay permiso para escribir «{path}». Guarde una copia en otro lugar.",
    "gone": "Ya no está «{path}». Vuelva a conectar la memoria o la carpeta, o guarde una copia en otro lugar.",
    "disk": "El disco falla al escribir «{path}». Guarde una copia en otro disco.",
    "changed": "Otro programa cambió «{path}» mientras estaba abierto. Guarde una copia con otro nombre.",
}
_NOT_A_PLAN: Mapping[str, str] = {
    "empty": "«{path}» está vacío, como queda a veces tras un corte de luz. Restaure una copia o elija otro archivo.",
    "other_database": "«{path}» es de otro programa y no se tocó. Elija un archivo .pmi.",
}
_BAD_FORM: Mapping[str, str] = {
    "missing": "falta «{place}»",
    "size": "«{place}» es demasiado grande",
    "not_toml": "«{place}» no se puede leer",
    "template": "la plantilla no es la del formato: alguien la cambió",
}
_NOT_BOUND: Mapping[str, str] = {
    "locked": "La celda {cell} está protegida: ahí no se puede escribir. Elija otra.",
    "other_choices": "La lista de la celda {cell} ofrece otras opciones que las de ese campo. Elija otra.",
    "formula": "El libro calcula lo que va en {cell}. Elija otra celda.",
    "rows": "Las filas de esa tabla son de otra cosa. Elija otro campo para {cell}.",
}
_FOREIGN_BOOK: Mapping[str, str] = {
    "empty": "El archivo está vacío. Pida que se lo envíen otra vez.",
    "xls": "Es un libro del Excel antiguo (.xls). Ábralo en Excel o LibreOffice y guárdelo como .xlsx.",
    "encrypted": "El libro pide contraseña. Ábralo, quítele la contraseña y guárdelo como .xlsx.",
    "xlsm": "El libro tiene macros (.xlsm). Ábralo y guárdelo como .xlsx.",
    "xlsb": "Es un libro binario de Excel (.xlsb). Ábralo y guárdelo como .xlsx.",
    "xltx": "Es una plantilla de Excel (.xltx). Ábrala y guárdela como .xlsx.",
    "strict": "El libro está en «Strict Open XML». Ábralo y guárdelo como «Libro de Excel (.xlsx)».",
    "docx": "Es un documento de Word. Pase la tabla a un libro de Excel y guárdelo como .xlsx.",
    "pptx": "Es una presentación. Hace falta un libro de Excel (.xlsx).",
    "ods": "Es una hoja de LibreOffice (.ods). Ábrala y guárdela como .xlsx.",
    "odt": "Es un documento de LibreOffice. Pase la tabla a una hoja de cálculo y guárdela como .xlsx.",
    "pdf": "Es un PDF. Hace falta el libro de Excel (.xlsx).",
}
_OBSTACLES: Mapping[str, str] = {
    "table": "una tabla de Excel",
    "array_formula": "una fórmula matricial",
    "data_table": "una tabla de datos",
    "pivot": "una tabla dinámica",
    "threaded_comment": "una conversación de comentarios",
    "sheet_end": "el final de la hoja",
    "name": "un nombre definido",
}
_ADOPT = (
    " Revise si es el archivo correcto. Si es el de la Secretaría, úselo primero en «Formatos y paquete», con"
    " «Usar el archivo de la SED…»."
)
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


def _in_use(facts: Facts) -> str:
    holder = facts["holder"]
    assert isinstance(holder, Holder)
    by = f" por {holder.user}" if holder.user else ""
    where = f" en el computador {holder.computer}" if holder.computer else ""
    program = f" ({holder.program})" if holder.program else ""
    return (
        f"«{facts['path']}» está abierto{where}{by}{program}{_since(holder.since)}."
        " Ciérrelo allí o ábralo solo para mirar."
    )


def _since(at: str) -> str:
    """A moment that another program wrote, so perhaps none."""
    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        return ""
    return f", desde el {show_long_date(moment.date())} a las {show_time(moment.time())}"


def _no_insertion(facts: Facts) -> str:
    what = _OBSTACLES.get(str(facts["what"]), "algo")
    return (
        f"En la hoja «{facts['sheet']}» hacen falta más filas y {what} en {facts['where']} no deja agregarlas."
        " Quítelo de la plantilla o acorte la lista."
    )


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
    AlreadyAPlan: lambda f: f"«{f['path']}» ya es un plan de PMI Escritorio. Ábralo, o cópielo si quiere otro igual.",
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
    NotAttachable: lambda f: (
        f"«{f['name']}» no se puede adjuntar ni abrir: solo fotos, PDF, documentos, audios y videos."
        " Guárdelo como PDF y vuelva a intentarlo."
    ),
    EvidenceGone: lambda f: (
        f"El archivo «{f['name']}» no está junto al plan o está dañado. Adjúntelo otra vez o tráigalo de una copia."
    ),
    Blocked: _blocked,
    NoForm: lambda f: f"No hay ningún formato para esta entrega ({f['moment']}). Instale o adopte el que corresponde.",
    UnknownForm: lambda f: f"No hay un formato «{f['form']}». Los que hay son: {_listing(f['known'])}.",
    UnknownFormat: lambda f: (
        f"No se sabe escribir «{f['file']}». El nombre debe terminar en {' o '.join('.' + one for one in f['known'])}."
    ),
    NotThatForm: lambda f: (
        f"«{f['file']}» no se parece al formato «{f['form']}».{_ADOPT}"
        if f["form"]
        else f"«{f['file']}» no se parece a ningún formato.{_ADOPT}"
    ),
    NoAssessment: lambda f: f"En «{f['file']}» no hay ningún componente valorado. Revise si es el archivo correcto.",
    NotAnArea: lambda f: f"«{f['path']}» no trae un área. Elija el archivo que le entregaron o le devolvieron.",
    UnknownArea: lambda f: (
        f"No hay un área «{f['area']}» en la guía de este plan. Las que hay son:"
        f" {', '.join(f'{key} ({name})' for key, name in f['known'])}."
    ),
    NotLentToUs: lambda f: f"Esta es una copia de trabajo de {f['lent']}: no puede devolver {f['area']}.",
    AreaOfAnotherPlan: lambda f: (
        f"«{f['path']}» es de otro plan de este establecimiento ({f['years']}). Abra ese plan y recíbalo allí."
        if f["same_school"]
        else f"«{f['path']}» es de otro establecimiento ({f['school'] or 'sin nombre'}, {f['years']}). Elija otro."
    ),
    UnknownLoan: lambda f: (
        f"Este plan no recuerda haber entregado el área de «{f['path']}» a {f['to']}: es de antes de esa entrega."
        " Si hay una copia más nueva del plan, recíbala allí; si no, recíbala de todos modos."
    ),
    OlderReturn: lambda f: (
        f"De {f['to']} ya se recibió algo más nuevo que «{f['path']}»: este archivo no trae nada. Busque el último."
    ),
    Undecided: lambda f: (
        ("Falta decidir 1 conflicto." if f["count"] == 1 else f"Falta decidir {f['count']} conflictos.")
        + " Nada se ha cambiado."
    ),
    NothingRecognised: lambda f: (
        f"En «{f['file']}» no se reconoció nada del formato «{f['form']}». Revise si es el archivo correcto."
    ),
    NoSuchForm: lambda f: f"No se puede adoptar como «{f['form']}». Use uno de estos códigos: {_listing(f['known'])}.",
    CannotBind: lambda f: _NOT_BOUND.get(str(f["why"]), "Ese campo no puede ir en {cell}.").format(cell=f["cell"]),
    NotAForm: lambda f: f"En «{f['path']}» no hay un formato adoptado. Elija la carpeta que le entregaron.",
    UnknownCatalog: lambda f: (
        f"El plan usa una edición de la guía que este programa no tiene («{_in_short(str(f['catalog']))}»)."
        " Actualice PMI Escritorio y vuelva a intentarlo."
    ),
    CannotOpen: _not_read,
    CannotSave: lambda f: _of(_NOT_SAVED, f, "No se pudo guardar «{path}». Guarde una copia en otro lugar."),
    NotAPlan: lambda f: _of(_NOT_A_PLAN, f, "«{path}» no es un plan de PMI Escritorio. Elija un archivo .pmi."),
    Damaged: lambda f: f"«{f['path']}» está dañado y no se puede leer. Restaure una copia de seguridad.",
    NewerFile: lambda f: (
        f"«{f['path']}» es de una versión más nueva de PMI Escritorio. Actualice el programa; el archivo no se tocó."
    ),
    PlanInUse: _in_use,
    PlanIsClosed: lambda f: f"«{f['path']}» se cerró antes de terminar eso. Ábralo y hágalo otra vez.",
    PlanIsReadOnly: lambda f: f"«{f['path']}» está abierto solo para mirar. Ciérrelo y ábralo otra vez para cambiarlo.",
    AnotherPlan: lambda f: (
        f"La copia es de otro plan ({f['school'] or 'sin nombre'}, {f['start_year']}-{f['end_year']})."
        " Elija una copia de este plan."
    ),
    UnsoundBackup: lambda f: f"La copia «{f['path']}» no quedó bien o está dañada. Use otra o hágala en otro disco.",
    BadForm: lambda f: (
        f"El formato «{f['form']}» no se puede usar: "
        f"{_BAD_FORM.get(str(f['reason']), 'hay un error en «{place}»').format(place=f['place'])}."
        " Instálelo o adóptelo otra vez."
    ),
    workbook.WorkbookError: lambda _: "El libro de Excel no se pudo usar. Ábralo, guárdelo de nuevo y reintente.",
    workbook.NotAWorkbook: lambda f: _FOREIGN_BOOK.get(
        str(f["kind"]), "El archivo no es un libro de Excel (.xlsx). Revise si es el correcto."
    ),
    workbook.WorkbookTooBig: lambda _: "El libro es más grande que cualquier formato: no se abre, por seguridad.",
    workbook.DamagedWorkbook: lambda _: "El libro está dañado. Ábralo en Excel o LibreOffice y guárdelo de nuevo.",
    workbook.LinkedWorkbook: lambda _: (
        "El libro toma valores de otros archivos. Rompa los vínculos en Excel y guárdelo de nuevo."
    ),
    workbook.CannotInsertRows: _no_insertion,
    workbook.LockedCell: lambda f: (
        f"La celda {f['cell']} de la hoja «{f['sheet']}» está protegida. Quite la protección de la hoja y reintente."
    ),
}

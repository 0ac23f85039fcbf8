"""What the program says about each known problem: the one table of sentences for window and command line.

A sentence says what happened, where, and what to do. Adding a kind of :class:`PmiError` means adding a row.
"""

from collections.abc import Callable, Mapping
from typing import Any

from pmi_desktop.domain.codec import NewerPlan
from pmi_desktop.domain.errors import PmiError, Refused
from pmi_desktop.domain.moments import UnknownMoment
from pmi_desktop.domain.numbers import show_number

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

_SENTENCES: dict[type[PmiError], Callable[[Facts], str]] = {
    Refused: _refused,
    NewerPlan: _refused,
    UnknownMoment: lambda f: (
        f"Este plan no tiene el momento «{f['moment']}». Use plan, checkpoint:<corte> o closing:<año del plan>."
    ),
}

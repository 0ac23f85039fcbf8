"""How records, fields and values are called in a sentence, for whoever tells what changed.

Unlike the findings, which speak of a plan that is there, this must also name what has been removed: records are looked
up by whatever function the caller gives.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from pmi_desktop.domain.catalog import Reference
from pmi_desktop.domain.checks.words import blank, listed, of, quoted
from pmi_desktop.domain.diagnosis import LEVEL_NAMES, Assessment, Factor, Rating
from pmi_desktop.domain.fields import Field, Type, fields_of
from pmi_desktop.domain.followup import ActionProgress, GoalReview, IndicatorMeasure
from pmi_desktop.domain.handing_in import Review
from pmi_desktop.domain.numbers import show_date, show_money, show_number, show_time
from pmi_desktop.domain.records import Ident, Listed, Record, Single

Find = Callable[[Ident], Record | None]
"""How a record is found by kind and key: ``plan.find``, or something that also knows those gone."""

_SINGLES = {"plan": "el plan", "school": "el establecimiento", "identity": "la identidad institucional"}
_DECISIONS = {True: "sí", False: "no", None: "sin decidir"}
_FEMININE = frozenset({"clase", "fuente", "sede", "sedes"})
_MASCULINE = frozenset({"tema", "acta"})
"""«El acta», although it is feminine: it begins with a stressed a."""

_NO_NOUN = (
    "¿", "Por", "Cómo", "Cada", "Cuánto", "Qué", "Quién", "A quién", "De qué", "Con quiénes", "Comienza", "Termina",
    "Es ", "El ", "No ", "Se ", "Va ", "Para", "Recibido", "Entregado", "Atendida", "Paquete", "Disponible", "Gastado",
    "Hecha", "Multigrado", "Otro",
)  # fmt: skip
"""Labels that begin like this are a question or a verb and take no article."""


_PLAIN: Mapping[Type, Callable[[Any], str]] = {
    Type.YES_NO: lambda value: "sí" if value else "no",
    Type.DATE: show_date,
    Type.TIME: show_time,
    Type.MONEY: show_money,
    Type.NUMBER: show_number,
    Type.INTEGERS: lambda value: ", ".join(map(str, value)),
}


class Names:
    """The names of the records that ``find`` knows."""

    def __init__(self, reference: Reference, find: Find) -> None:
        self._reference = reference
        self._find = find

    def looking_with(self, find: Find) -> "Names":
        """The same names, with records found in another way."""
        return Names(self._reference, find)

    def of(self, record: Record) -> str:
        """A record with its article: ``la meta «…»``, ``la valoración de «Liderazgo»``, ``una meta sin texto``."""
        if isinstance(record, Single):
            return _SINGLES[record.KIND]
        if isinstance(record, Rating):
            return f"la valoración de {quoted(self._component(record.component))}{self._year(record.assessment)}"
        if isinstance(record, ActionProgress):
            return f"el avance {self._of(('actions', record.action), 'una acción')}{self._at(record.checkpoint)}"
        if isinstance(record, IndicatorMeasure):
            place = self._at(record.checkpoint)
            return f"la medición {self._of(('indicators', record.indicator), 'un indicador')}{place}"
        if isinstance(record, GoalReview):
            return f"el cierre {record.year} {self._of(('goals', record.goal), 'una meta')}"
        if isinstance(record, Review):
            return f"la respuesta al criterio {quoted(self._criterion(record.criterion))}"
        if isinstance(record, Factor) and blank(record.description):
            return f"el factor crítico de {quoted(self._component(record.component))}"
        title = getattr(record, record.TITLE) if record.TITLE else ""
        if title is None or (isinstance(title, str) and blank(title)):
            return f"{'una' if record.FEMININE else 'un'} {record.NOUN} sin texto"
        feminine = record.FEMININE and record.NOUN.partition(" ")[0] not in _MASCULINE
        name = f"{'la' if feminine else 'el'} {record.NOUN}"
        if isinstance(title, str):
            return f"{name} {quoted(title)}"
        return f"{name} de {title}" if isinstance(title, int) else f"{name} del {show_date(title)}"

    def short(self, ident: Ident) -> str:
        """What a record says of itself, or its kind's noun: for lists of people, sedes and factors."""
        record = self._find(ident)
        if record is None:
            return "algo que ya no está"
        if isinstance(record, Listed) and record.TITLE:
            title = getattr(record, record.TITLE)
            if isinstance(title, str) and not blank(title):
                return " ".join(title.split())
        return self.of(record)

    def value(self, field: Field, value: Any) -> str:
        """A field's value in words; nothing for none."""
        if field.holds is Type.DECISION:
            return _DECISIONS[value]
        if value is None or value in ("", ()):
            return ""
        if field.holds in (Type.REFS, Type.CODES, Type.CHOICES, Type.ROWS):
            return listed(self.items(field, value))
        if field.holds in (Type.CODE, Type.REF, Type.PARENT, Type.INTEGER, Type.CHOICE):
            return self._pointed(field, value)
        shown = _PLAIN.get(field.holds)
        return shown(value) if shown else quoted(str(value))

    def items(self, field: Field, values: Iterable[Any]) -> list[str]:
        """Each value of a list in words, between «»."""
        if field.holds is Type.REFS:
            return [quoted(self.short((field.target, one))) for one in values]
        if field.holds is Type.CODES:
            return [quoted(self._code(field, one)) for one in values]
        if field.holds is Type.CHOICES:
            return [quoted(field.choices[one].lower()) for one in values]
        return [quoted(row_name(one)) for one in values]

    def _pointed(self, field: Field, value: Any) -> str:
        """A value that is known by something else: a catalogue, a record, a list of words."""
        if field.holds is Type.CHOICE:
            return field.choices[value].lower()
        if field.holds is Type.INTEGER:
            return self._integer(field, value)
        if field.holds is Type.CODE:
            return quoted(self._code(field, value))
        return quoted(self.short((field.target, value))) if field.target else str(value)

    def _integer(self, field: Field, value: int) -> str:
        if (field.name, field.low, field.high) == ("level", 1, 4):
            return f"{value} ({LEVEL_NAMES[value]})"
        return str(value) if "año" in field.label.lower() else show_number(value)

    def _code(self, field: Field, value: str) -> str:
        if field.target == "component":
            return self._component(value)
        if field.target == "municipality" and value in self._reference.municipalities:
            return self._reference.municipalities[value].name
        if field.target == "area":
            return next((area.name for area in self._areas() if area.id == value), value)
        return self._reference.catalogs[value].title if value in self._reference.catalogs else value

    def _areas(self) -> Sequence[Any]:
        return [area for catalog in self._reference.catalogs.values() for area in catalog.areas]

    def _component(self, id: str) -> str:
        return next((one.name for one in self._reference.components() if one.id == id), id)

    def _criterion(self, id: str) -> str:
        return next((one.text for one in self._reference.criteria if one.id == id), id)

    def _year(self, assessment: str) -> str:
        found = self._find((Assessment.KIND, assessment))
        return f" ({found.year})" if isinstance(found, Assessment) and found.year else ""

    def _of(self, ident: Ident, otherwise: str) -> str:
        record = self._find(ident)
        return of(self.of(record)) if record is not None else f"de {otherwise}"

    def _at(self, checkpoint: str) -> str:
        label = self.short(("checkpoints", checkpoint))
        return f" ({label})" if label and label != "algo que ya no está" else ""


def row_name(row: Any) -> str:
    """What a row of a small table is known by: its first words, or what it holds."""
    for field in fields_of(type(row)):
        if field.holds in (Type.TEXT, Type.PROSE) and not blank(getattr(row, field.name)):
            return str(getattr(row, field.name))
    shown = [str(getattr(row, field.name)) for field in fields_of(type(row)) if field.holds is not Type.KEY]
    return " · ".join(one for one in shown if one not in ("", "None", "False")) or "una fila vacía"


def with_article(label: str) -> str:
    """A label inside a sentence: ``la fecha de cumplimiento``; questions and verbs in quotes: ``«Comienza»``."""
    if label.startswith(_NO_NOUN):
        return f"«{label}»"
    noun = label.split(maxsplit=1)[0].rstrip(",").lower()
    plural = is_plural(label)
    feminine = noun in _FEMININE or (
        noun not in _MASCULINE and noun.removesuffix("s").endswith(("a", "ión", "dad", "tad", "ione", "dade", "tade"))
    )
    article = ("las" if plural else "la") if feminine else ("los" if plural else "el")
    words = label if label.split(maxsplit=1)[0].isupper() else label[:1].lower() + label[1:]
    return f"{article} {words}"


def is_plural(label: str) -> bool:
    """Whether a label's verb stands in the plural: ``los responsables pasan``."""
    return not label.startswith(_NO_NOUN) and label.split(maxsplit=1)[0].rstrip(",").endswith("s")

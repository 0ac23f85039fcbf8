"""What a form of an id may ask for, and what it may be called: from the declarations and from the form we ship."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from pmi_desktop.domain.fields import Field, Type, fields_of
from pmi_desktop.domain.kinds import KINDS
from pmi_desktop.official.adopting.matching import as_label
from pmi_desktop.official.definitions import Block, Form, Sheet, Slot, Table
from pmi_desktop.official.reading.collecting import tells
from pmi_desktop.official.reading.pages import Page
from pmi_desktop.official.values import UnknownPath, path_of
from pmi_desktop.official.workbook.book import Workbook
from pmi_desktop.official.workbook.refs import cell, column_number

PLAIN: Mapping[str, str] = {
    "objectives.labelled": "objectives.text",
    "goals.labelled": "goals.text",
    "goals.with_date": "goals.text",
    "indicators.labelled": "indicators.name",
    "actions.labelled": "actions.description",
    "factors.labelled": "factors.description",
    "factors.component_label": "factors.component_name",
}
"""Values that our forms print with a short name before them; in others they stand alone."""

SINGLES = ("school", "plan", "identity")
_HIDDEN = frozenset({Type.KEY, Type.PARENT, Type.GROUP, Type.ROWS, Type.INTEGERS})

COMPUTED_FOR: Mapping[str, Iterable[str]] = {
    "actions": ("actions.people", "actions.places", "actions.task_list"),
    "resources": ("resources.cost", "resources.spent_in"),
    "indicators": ("indicators.yearly",),
    "factors": ("factors.component_name", "factors.area_name", "factors.total", "factors.rank"),
}
STANDS_BEFORE: Mapping[str, str] = {
    "actions.responsible": "actions.people",
    "actions.sites": "actions.places",
    "actions.tasks": "actions.task_list",
    "resources.amount": "resources.cost",
    "resources.year": "resources.spent_in",
    "factors.component": "factors.component_name",
    "ratings.level": "ratings.counted_level",
    "ratings.evidence": "ratings.evidence_or_reason",
    "indicators.targets": "indicators.yearly",
}
"""Fields that forms print through a computed value."""

MORE_LABELS: Mapping[str, tuple[str, ...]] = {
    "school.name": ("Nombre de la institución educativa", "Institución educativa", "Nombre del EE", "Establecimiento"),
    "school.dane_code": ("Código DANE EE", "N.º DANE", "Registro DANE", "Código DANE principal"),
    "school.head_name": (
        "Rector o director",
        "Nombre del director",
        "Nombre del rector o director",
        "Rector",
        "Director",
    ),
    "school.locality": ("Corregimiento", "Vereda o corregimiento", "Ubicación"),
    "school.recognition_act": ("Acto administrativo de reconocimiento", "Resolución de reconocimiento oficial"),
    "plan.period": ("Vigencia", "Vigencia del plan", "Período del plan", "Periodo", "Vigencia del PMI"),
    "plan.team_act": ("Acto de conformación del equipo", "Resolución de conformación del equipo de gestión"),
    "sites.count": ("Número de sedes", "N.º de sedes", "Cantidad de sedes", "Total sedes"),
    "sites.name": ("Nombre sede", "Nombre de sede", "Sede educativa"),
    "team.name": ("Nombre completo", "Nombre del integrante"),
    "team.position": ("Cargo que desempeña", "Rol", "Cargo o rol"),
    "team.leads": ("Área de gestión", "Gestión que lidera", "Área que lidera", "Gestión"),
    "factors.component_name": ("Componente",),
    "factors.area_name": ("Área de gestión", "Gestión", "Área"),
    "factors.description": ("Factor", "Oportunidad de mejoramiento priorizada", "Problema"),
    "factors.total": ("Total", "Puntaje", "Puntaje total"),
    "factors.rank": ("Puesto", "Prioridad", "Orden"),
    "goals.due_on": ("Fecha de la meta", "Plazo de la meta"),
    "indicators.target": ("Meta del indicador", "Valor a alcanzar", "Valor requerido"),
    "indicators.baseline": ("Valor inicial",),
    "indicators.responsible": ("Responsable", "Responsables", "Responsable de la medición"),
    "actions.people": ("Responsables", "Responsable", "Responsable de la actividad", "Encargado"),
    "actions.start_on": ("Fecha inicio", "Desde", "Fecha de iniciación", "Plazo inicial"),
    "actions.end_on": ("Fecha fin", "Hasta", "Fecha de finalización", "Plazo final"),
    "actions.places": ("Sedes", "Sede"),
    "actions.task_list": ("Tareas",),
    "action_progress.percent": ("% de avance", "% EJ", "Avance", "Porcentaje de ejecución"),
    "action_progress.done": ("Observaciones", "Logros", "Descripción del avance"),
    "indicator_measures.value": ("Valor alcanzado", "Resultado obtenido", "Logro"),
    "resources.cost": ("Valor total", "Costo total", "Valor", "Costo", "Presupuesto"),
    "resources.source": ("Origen de los recursos",),
    "ratings.evidence_or_reason": ("Evidencias", "Evidencia", "Soportes"),
    "ratings.counted_level": ("Nivel", "Valoración", "Calificación", "Nivel de desarrollo", "Puntaje"),
    "ratings.not_applicable": ("N/A", "No aplica", "NA"),
    "criterion.result": ("Establecimiento", "El establecimiento", "Autoverificación", "Cumplimiento"),
    "criterion.note": ("Observación", "Observaciones", "Observación establecimiento", "Observaciones establecimiento"),
    "criterion.sed_result": ("Secretaría", "La Secretaría de Educación", "Secretaría de Educación"),
    "criterion.sed_note": (
        "Observación Secretaría",
        "Observaciones Secretaría de Educación",
        "Observaciones Secretaría",
        "Observación de la Secretaría",
    ),
    "outreach.means": ("Actividad", "Espacio o medio", "Estrategia"),
    "checkpoints.label": ("Corte", "Seguimiento"),
    "row.number": ("N.º", "No.", "Nº", "#", "Ítem", "Núm.", "Orden"),
}
"""What other workbooks call things, besides what the declarations say."""

NEVER_ALONE = frozenset(
    {"plan.version", "plan.catalog", "plan.approval_meeting", "plan.priority_threshold", "plan.previous"}
)
"""Fields whose labels (as «Versión») mean other things on a controlled document."""


@dataclass(slots=True)
class Vocabulary:
    """Labels by path: ``alone`` for values in cells of their own, ``columns`` for those of a kind's rows.

    ``titles`` are what stands above the tables of a kind. ``held`` are the paths the shipped form binds.
    """

    alone: dict[str, set[str]] = field(default_factory=dict)
    columns: dict[str, dict[str, set[str]]] = field(default_factory=dict)
    titles: dict[str, set[str]] = field(default_factory=dict)
    held: list[str] = field(default_factory=list)


def vocabulary_of(form: Form) -> Vocabulary:
    """Everything that a workbook for that form may ask for."""
    found = Vocabulary()
    for kind, cls in KINDS.items():
        for path, one in _fields(kind, fields_of(cls)):
            _add(found, kind, path, (one.label, *one.synonyms))
        for path in COMPUTED_FOR.get(kind, ()):
            computed = path_of(path).computed
            stands_for = computed.stands_for if computed else ""
            _add(found, kind, path, (path_of(path).label, *_labels_of(stands_for)))
        found.titles.setdefault(kind, set()).update({as_label(cls.NOUNS)})
    for path in ("plan.period", "sites.count", "year.number"):
        found.alone.setdefault(path, set()).add(as_label(path_of(path).label))
    _learn(found, form)
    for path, labels in MORE_LABELS.items():
        for known in (found.alone, *found.columns.values()):
            if path in known:
                known[path].update(map(as_label, labels))
    for path in NEVER_ALONE:
        found.alone.pop(path, None)
    return found


def _fields(kind: str, fields: Iterable[Field]) -> Iterator[tuple[str, Field]]:
    """The paths of a kind's fields, those inside groups included."""
    for one in fields:
        if (one.holds is Type.GROUP and one.part is not None) or (
            one.holds is Type.ROWS and one.part is not None and kind in SINGLES
        ):
            yield from ((f"{kind}.{one.name}.{inner.name}", inner) for inner in fields_of(one.part))
        elif one.holds not in _HIDDEN:
            path = f"{kind}.{one.name}"
            yield STANDS_BEFORE.get(path, path), one


def _add(found: Vocabulary, kind: str, path: str, labels: Iterable[str]) -> None:
    head, _, rest = path.partition(".")
    rows = kind in SINGLES and path_of(path).head != head and "." in rest
    if kind in SINGLES and not rows:
        known = found.alone
    else:
        known = found.columns.setdefault(path_of(path).head if rows else kind, {})
    known.setdefault(path, set()).update(filter(None, map(as_label, labels)))


def _labels_of(path: str) -> tuple[str, ...]:
    try:
        one = path_of(path).field if path else None
    except UnknownPath:
        one = None
    return (one.label, *one.synonyms) if one else ()


# -- what the shipped form's own template calls things ---------------------------------------------------------------


def _learn(found: Vocabulary, form: Form) -> None:
    book = Workbook.open(form.template_bytes())
    for sheet in form.sheets:
        page = Page(book.sheet(sheet.name))
        parts: tuple[Sheet | Block, ...] = (sheet, *sheet.blocks)
        for part in parts:
            for slot in part.cells:
                _learn_cell(found, slot, page)
            for table in part.tables:
                _learn_table(found, table, page)
            for keyed in part.keyed:
                first = min(keyed.keys.values())
                for slot in keyed.slots:
                    _learn_column(found, keyed.rows, slot, page, first)


def _learn_cell(found: Vocabulary, slot: Slot, page: Page) -> None:
    path = PLAIN.get(slot.field, slot.field)
    if not path or path in found.held:
        return
    if path not in found.alone:
        if not tells(path) or path in NEVER_ALONE:
            return
        found.alone[path] = set(filter(None, map(as_label, (path_of(path).label, *_labels_of(path)))))
    found.held.append(path)
    places = [cell(place) for place in slot.places()]
    row, column = places[0]
    left = page.cell(row, column - 1) if column > 1 else None
    if left is not None and not left.blank and left.row == row:
        found.alone[path].add(as_label(left.text))


def _learn_table(found: Vocabulary, table: Table, page: Page) -> None:
    for level in table.levels:
        for slot in level.slots:
            _learn_column(found, level.rows, slot, page, level.own_row or table.first)
    for rows in table.lists:
        for slot in rows.slots:
            _learn_column(found, rows.rows, slot, page, table.first)


def _learn_column(found: Vocabulary, rows: str, slot: Slot, page: Page, first: int) -> None:
    path = PLAIN.get(slot.field, slot.field)
    kind = path_of(path).head if path else ""
    known = found.columns.get(kind, {})
    if path not in known:
        if path.split(".")[0] in ("criterion", "reading"):
            known = found.columns.setdefault(path.split(".")[0], {})
            known.setdefault(path, {as_label(path_of(path).label)})
        else:
            return
    if path not in found.held:
        found.held.append(path)
    if isinstance(slot.at, str) and slot.at and first > 1 and not slot.marks:
        head = page.cell(first - 1, column_number(slot.at))
        label = as_label(head.text) if isinstance(head.value, str) else ""
        if label and not any(label in labels for kind in found.columns.values() for labels in kind.values()):
            known[path].add(label)
    del rows

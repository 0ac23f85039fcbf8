"""Sheets 4 to 7 of the plan: self-assessment by area, profile, strengths and opportunities, critical factors."""

from pmi_desktop.domain.diagnosis import LEVEL_MEANINGS, LEVEL_NAMES
from pmi_desktop.official.definitions import Rows, Slot
from pmi_desktop.official.reconstruction.book import FormBook
from pmi_desktop.official.reconstruction.canvas import Canvas, Column, column, slots
from pmi_desktop.official.reconstruction.charts import stacked_levels
from pmi_desktop.official.reconstruction.looks import (
    CENTRE,
    DECIMAL,
    GROUP,
    HEAD,
    LABEL,
    PERCENT,
    TEXT,
    WHOLE,
)

_LEVEL_COLUMNS = dict(zip((*LEVEL_NAMES, "N/A"), "CDEFG", strict=True))
_MARK = CENTRE.but(bold=True, size=10)
_RIGHT_LABEL = LABEL.but(horizontal="right")


def assessment_sheet(book: FormBook) -> None:
    """One sheet per area: its components by process, with level, evidence, strength and opportunity."""
    canvas = book.canvas(
        "4 Autoevaluación", (8, 37, 5, 5, 5, 5, 5, 8, 36, 26, 26), "4.{area.number}. Autoevaluación: {area.name}"
    )
    canvas.rows, canvas.title = "areas", "4.{area.number} {area.short}"
    canvas.put("A:B", "Autoevaluación del año", LABEL)
    canvas.bind("C:D", "assessments.year", WHOLE)
    canvas.put("E:G", "Terminada el", LABEL)
    canvas.bind("H", "assessments.finished_on", CENTRE.but(number="dd/mm/yyyy", size=8))
    canvas.put("I", "Quién lidera el área", _RIGHT_LABEL)
    canvas.bind("J:K", "area.leaders", TEXT)
    canvas.down()
    meanings = "   ".join(f"{level} {name}: {LEVEL_MEANINGS[level]}" for level, name in LEVEL_NAMES.items())
    canvas.note(f"{meanings}   N/A: no aplica.", height=22.5)
    _assessment_heads(canvas)
    book.repeat_top(canvas)
    columns = [
        column("A", "", "component.id", CENTRE),
        column("B", "", "component.name"),
        *(column(letter, "", "", _MARK) for letter in _LEVEL_COLUMNS.values()),
        column("H", "", "component.before", CENTRE),
        column("I", "", "ratings.evidence_or_reason"),
        column("J", "", "ratings.strength"),
        column("K", "", "ratings.opportunity"),
    ]
    marks = Slot(field="ratings.counted_level", marks={str(level): _LEVEL_COLUMNS[level] for level in LEVEL_NAMES})
    not_applicable = Slot(field="ratings.not_applicable", marks={"true": _LEVEL_COLUMNS["N/A"]})
    process = [
        column("A:J", "", "process.label", GROUP),
        column("K", "", "Promedio: {profile.mean}", GROUP.but(horizontal="right")),
    ]
    canvas.grouped_body(
        process, "processes", columns, Rows(rows="components", slots=(*slots(columns), marks, not_applicable))
    )
    _assessment_totals(canvas)


def _assessment_heads(canvas: Canvas) -> None:
    top = canvas.row
    for where, text in (("A", "Código"), ("B", "Componente"), ("H", "Año anterior"),
                        ("I", "Evidencias"), ("J", "Fortaleza"), ("K", "Oportunidad de mejoramiento")):  # fmt: skip
        canvas.put(where, text, HEAD, rows=2)
    canvas.put("C:G", "Nivel", HEAD)
    canvas.down()
    for level, letter in _LEVEL_COLUMNS.items():
        canvas.put(letter, str(level), HEAD)
    canvas.down()
    assert canvas.row == top + 2


def _assessment_totals(canvas: Canvas) -> None:
    """How many components of the area stand at each level, and what share of those rated."""
    for text, paths in (
        ("Total del área", [f"profile.count_{level}" for level in LEVEL_NAMES] + ["profile.not_applicable"]),
        ("Porcentajes", [f"profile.percent_{level}" for level in LEVEL_NAMES]),
    ):
        canvas.put("A:B", text, _RIGHT_LABEL)
        counted = text.startswith("Total")
        for letter, path in zip(_LEVEL_COLUMNS.values(), paths, strict=False):
            canvas.bind(letter, path, WHOLE.but(bold=True) if counted else PERCENT.but(size=7, wrap=False))
        if not counted:
            canvas.put("G", "", LABEL)
        canvas.bind("H", "profile.before", DECIMAL) if counted else canvas.put("H", "", LABEL)
        canvas.put("I:J", "Promedio del área (de sus componentes)" if counted else "", _RIGHT_LABEL)
        canvas.bind("K", "profile.mean", DECIMAL.but(bold=True)) if counted else canvas.put("K", "", LABEL)
        canvas.down()


_PROFILE_COLUMNS = (
    ("B", "Promedio", "profile.mean", DECIMAL),
    ("C", "Año anterior", "profile.before", DECIMAL),
    *((letter, str(level), f"profile.count_{level}", WHOLE) for level, letter in zip(LEVEL_NAMES, "DEFG", strict=True)),
    *(
        (letter, str(level), f"profile.percent_{level}", PERCENT)
        for level, letter in zip(LEVEL_NAMES, "HIJK", strict=True)
    ),
    ("L", "Valorados", "profile.rated", WHOLE),
    ("M", "N/A", "profile.not_applicable", WHOLE),
    ("N", "Pendientes", "profile.pending", WHOLE),
)


def profile_sheet(book: FormBook) -> None:
    """Means, counts and shares by area and process, and two charts of them."""
    canvas = book.canvas(
        "5 Perfil", (50, 10, 10, 8, 8, 8, 8, 9, 9, 9, 9, 10, 8, 10), "5. Perfil institucional {assessments.year}"
    )
    book.repeat_top(canvas)
    _profile_heads(canvas)
    areas = [column("A", "", "area.name", TEXT), *_profile_columns()]
    canvas.band("Por área de gestión")
    first_area, last_area = canvas.body(areas, Rows(rows="areas", slots=slots(areas)), drawn=4)
    canvas.put("A", "Todo el establecimiento", LABEL)
    for letter, _, path, look in _PROFILE_COLUMNS:
        canvas.bind(letter, path, look.but(bold=True, fill=LABEL.fill))
    canvas.down()
    canvas.gap()
    canvas.band("Por proceso")
    processes = [column("A", "", "process.label", TEXT), *_profile_columns()]
    first, last = canvas.body(processes, Rows(rows="processes", slots=slots(processes)), drawn=2)
    canvas.note(
        "El promedio es el de los componentes valorados. Los porcentajes son sobre los valorados; por el redondeo "
        "pueden sumar 99,99 o 100,01. N/A y pendientes no cuentan."
    )
    canvas.page_break()
    canvas.band("Componentes por nivel en cada área (% de los valorados)")
    stacked_levels(canvas.sheet, (first_area, last_area), "HIJK", canvas.room(9), share=True)
    canvas.band("Componentes por nivel en cada proceso (cuántos)")
    stacked_levels(canvas.sheet, (first, last), "DEFG", canvas.room(18))


def _profile_columns() -> list[Column]:
    return [column(letter, "", path, look) for letter, _, path, look in _PROFILE_COLUMNS]


def _profile_heads(canvas: Canvas) -> None:
    canvas.put("A", "", HEAD, rows=2)
    for letter, text, path, _ in _PROFILE_COLUMNS:
        if "count_" not in path and "percent_" not in path:
            canvas.put(letter, text, HEAD, rows=2)
    canvas.put("D:G", "Componentes en cada nivel", HEAD)
    canvas.put("H:K", "% en cada nivel", HEAD)
    canvas.down()
    for letter, text, path, _ in _PROFILE_COLUMNS:
        if "count_" in path or "percent_" in path:
            canvas.put(letter, text, HEAD)
    canvas.down()


def strengths_sheet(book: FormBook) -> None:
    """All strengths beside all opportunities, area by area."""
    canvas = book.canvas(
        "6 Fortalezas y oportunidades", (8, 26, 49, 8, 26, 49), "6. Fortalezas y oportunidades de mejoramiento"
    )
    strengths = [
        column("A", "Código", "component.id", CENTRE),
        column("B", "Componente", "component.name"),
        column("C", "Fortaleza", "ratings.strength"),
    ]
    opportunities = [
        column("D", "Código", "component.id", CENTRE),
        column("E", "Componente", "component.name"),
        column("F", "Oportunidad de mejoramiento", "ratings.opportunity"),
    ]
    canvas.heads([*strengths, *opportunities])
    book.repeat_top(canvas)
    canvas.grouped_body(
        [column("A:F", "", "area.name", GROUP)],
        "areas",
        [*strengths, *opportunities],
        Rows(rows="strengths", slots=slots(strengths)),
        Rows(rows="opportunities", slots=slots(opportunities)),
    )


def factors_sheet(book: FormBook) -> None:
    """The critical factors with urgency, trend, impact, total, rank and decision."""
    canvas = book.canvas(
        "7 Factores críticos", (6, 28, 46, 26, 8.5, 8.5, 8.5, 7, 7, 8, 26), "7. Priorización de factores críticos"
    )
    columns = [
        column("A", "N.º", "factors.label", CENTRE),
        column("B", "Componente", "factors.component_label"),
        column("C", "Factor crítico", "factors.description"),
        column("D", "Causas", "factors.causes"),
        column("E", "Urgencia", "factors.urgency", WHOLE),
        column("F", "Tendencia", "factors.trend", WHOLE),
        column("G", "Impacto", "factors.impact", WHOLE),
        column("H", "Total", "factors.total", WHOLE.but(bold=True)),
        column("I", "Puesto", "factors.rank", WHOLE),
        column("J", "¿Pasa al plan?", "factors.included", CENTRE.but(bold=True)),
        column("K", "Por qué", "factors.reason"),
    ]
    canvas.heads(columns, height=27)
    book.repeat_top(canvas)
    first, last = canvas.body(columns, Rows(rows="factors", slots=slots(columns)), drawn=3, height=30)
    for row in range(first, last + 1):
        canvas.sheet[f"H{row}"] = f'=IF(COUNTIF(E{row}:G{row},">0")=3,SUM(E{row}:G{row}),"")'
    canvas.note(
        "Urgencia, tendencia e impacto van de 1 a 5: qué tan pronto hay que superarlo, cuánto empeora si se deja así y "
        "cuánto pesa en los resultados. A igual total va primero el de mayor impacto y luego el de mayor urgencia."
    )

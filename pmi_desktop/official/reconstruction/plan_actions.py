"""Sheets 8 to 11 of the plan: the plan itself, schedule, resources and budget, outreach and approval."""

from pmi_desktop.domain.numbers import MONTHS
from pmi_desktop.official.definitions import Block, Level, Rows, Slot, Table
from pmi_desktop.official.reconstruction.book import FormBook
from pmi_desktop.official.reconstruction.canvas import Canvas, Column, column, slots
from pmi_desktop.official.reconstruction.looks import (
    BAND,
    CENTRE,
    DARK,
    DATE,
    HEAD,
    LABEL,
    MONEY,
    NUMBER,
    PROSE,
    TEXT,
    WHOLE,
    Look,
)

_SMALL = PROSE.but(size=8)
_SMALL_CENTRE = CENTRE.but(size=8, vertical="top")
_SMALL_DATE = _SMALL_CENTRE.but(number="dd/mm/yyyy")
_SMALL_HEAD = HEAD.but(size=8)


def plan_sheet(book: FormBook) -> None:
    """Factor, objective, goal, and beside each other its indicators and its actions."""
    canvas = book.canvas(
        "8 Plan", (18, 18, 17, 9.5, 15.5, 9, 7, 7, 9.5, 20, 14, 9.5, 9.5, 6), "8. Plan de mejoramiento"
    )
    factor = [column("A", "Factor crítico", "factors.labelled", _SMALL)]
    objective = [column("B", "Objetivo", "objectives.labelled", _SMALL)]
    goal = [column("C", "Meta", "goals.labelled", _SMALL), column("D", "Fecha de la meta", "goals.due_on", _SMALL_DATE)]
    indicator = [
        column("E", "Indicador", "indicators.labelled", _SMALL),
        column("F", "Unidad", "indicators.unit", _SMALL_CENTRE),
        column("G", "Línea base", "indicators.baseline", _SMALL_CENTRE),
        column("H", "Valor meta", "indicators.target", _SMALL_CENTRE),
        column("I", "Cada cuánto se mide", "indicators.frequency", _SMALL_CENTRE),
    ]
    action = [
        column("J", "Acción", "actions.labelled", _SMALL),
        column("K", "Responsables", "actions.people", _SMALL),
        column("L", "Comienza", "actions.start_on", _SMALL_DATE),
        column("M", "Termina", "actions.end_on", _SMALL_DATE),
        column("N", "Peso (%)", "actions.weight", _SMALL_CENTRE),
    ]
    columns = [*factor, *objective, *goal, *indicator, *action]
    canvas.heads(columns, height=35, look=_SMALL_HEAD)
    book.repeat_top(canvas)
    canvas.body(
        columns,
        Rows(rows="indicators", slots=slots(indicator)),
        Rows(rows="actions", slots=slots(action)),
        levels=(
            Level(rows="factor_groups", slots=slots(factor)),
            Level(rows="objectives", slots=slots(objective)),
            Level(rows="goals", slots=slots(goal)),
        ),
        drawn=3,
        height=30,
    )


def indicators_sheet(book: FormBook) -> None:
    """How each indicator is measured."""
    canvas = book.canvas(
        "8.1 Indicadores", (7, 26, 11, 8, 32, 11, 8, 8, 16, 11, 18, 18, 16), "8.1. Fichas de los indicadores"
    )
    columns = [
        column("A", "Meta", "goals.label", CENTRE),
        column("B", "Indicador", "indicators.labelled"),
        column("C", "Tipo", "indicators.kind", CENTRE),
        column("D", "Sentido", "indicators.direction", CENTRE),
        column("E", "Cómo se calcula", "indicators.formula"),
        column("F", "Unidad", "indicators.unit", CENTRE),
        column("G", "Línea base", "indicators.baseline", NUMBER),
        column("H", "Valor meta", "indicators.target", NUMBER),
        column("I", "Metas por año", "indicators.yearly"),
        column("J", "Frecuencia", "indicators.frequency", CENTRE),
        column("K", "Fuente del dato", "indicators.source"),
        column("L", "Instrumento", "indicators.instrument"),
        column("M", "Quién lo mide", "indicators.responsible"),
    ]
    canvas.heads(columns, height=27)
    book.repeat_top(canvas)
    canvas.body(columns, Rows(rows="indicators", slots=slots(columns)), drawn=3, height=27)


def schedule_sheet(book: FormBook) -> None:
    """When each action runs, twelve months for each year of the plan."""
    canvas = book.canvas("9 Cronograma", (5.5, 41, 30, 18, 10, 10, *[4.5] * 12), "9. Cronograma")
    book.repeat_top(canvas)
    first = canvas.row
    year = Slot(text="Año {year.number}", at=canvas.put(f"A:{canvas.last}", "", BAND))
    canvas.down(18)
    months = tuple("GHIJKLMNOPQR")
    columns = [
        column("A", "N.º", "actions.label", CENTRE),
        column("B", "Acción", "actions.description"),
        column("C", "Tareas", "actions.task_list"),
        column("D", "Sedes", "actions.places"),
        column("E", "Comienza", "actions.start_on", DATE),
        column("F", "Termina", "actions.end_on", DATE),
        *(column(letter, name[:3].capitalize(), "", CENTRE) for letter, name in zip(months, MONTHS, strict=True)),
    ]
    canvas.heads(columns)
    top = canvas.row
    canvas.drawn_row(columns)
    canvas.drawn_row(columns)
    key = canvas.put("G", "X", CENTRE.but(fill=DARK, bold=True))
    canvas.put("H:R", "  Mes en que se hace la acción", Look(size=8, sides=""))
    canvas.down()
    canvas.gap()
    grid = Slot(months=months, like=key)
    rows = Rows(rows="scheduled_actions", slots=(*slots(columns), grid))
    canvas.blocks.append(
        Block(
            first=first,
            last=canvas.row - 1,
            rows="years",
            cells=(year,),
            tables=(Table(first=top, last=top + 1, lists=(rows,)),),
        )
    )


def budget_sheet(book: FormBook) -> None:
    """Resources by action, the money available, and the totals by source, year and objective."""
    canvas = book.canvas("10 Recursos y presupuesto", (44, 36, 12, 8, 10, 13, 14, 15, 24), "10. Recursos y presupuesto")
    book.repeat_top(canvas)
    canvas.band("Recursos por acción")
    action = [column("A", "Acción", "actions.labelled")]
    resource = [
        column("B", "Recurso", "resources.description"),
        column("C", "Tipo", "resources.kind", CENTRE),
        column("D", "Año", "resources.spent_in", WHOLE),
        column("E", "Cantidad", "resources.quantity", NUMBER),
        column("F", "Unidad", "resources.unit", CENTRE),
        column("G", "Valor unitario", "resources.unit_cost", MONEY),
        column("H", "Valor total", "resources.cost", MONEY),
        column("I", "Fuente de financiación", "resources.source"),
    ]
    canvas.heads([*action, *resource])
    first, last = canvas.body(
        [*action, *resource],
        Rows(rows="resources", slots=slots(resource)),
        levels=(Level(rows="resourced_actions", slots=slots(action)),),
    )
    canvas.put("A:G", "Total del plan", LABEL.but(horizontal="right"))
    at = canvas.put("H", f"=SUM(H{first}:H{last})", MONEY.but(bold=True))
    canvas.cells.append(Slot(field="budget.total", at=at))
    canvas.put("I", "", LABEL)
    canvas.down()
    canvas.page_break()
    canvas.band("Dinero disponible")
    canvas.table(
        "funds",
        [
            column("A", "Fuente", "funds.source"),
            column("B", "Año", "funds.year", WHOLE),
            column("C:E", "Disponible", "funds.available", MONEY),
        ],
    )
    canvas.gap()
    _totals(canvas, "Por fuente", "budget_by_source", "Fuente", excess=True)
    _totals(canvas, "Por año", "budget_by_year", "Año")
    _totals(canvas, "Por objetivo", "budget_by_objective", "Objetivo")


def _totals(canvas: Canvas, title: str, source: str, head: str, *, excess: bool = False) -> None:
    canvas.band(title)
    columns = [
        column("A:B", head, "budget.name"),
        column("C:E", "Presupuestado", "budget.planned", MONEY),
    ]
    if excess:
        columns += [
            column("F:G", "Disponible", "budget.available", MONEY),
            column("H", "Excede", "budget.excess", MONEY),
        ]
    canvas.table(source, columns)
    canvas.gap()


def approval_sheet(book: FormBook) -> None:
    """How the plan was made known and approved, when it will be looked at, and who signs."""
    canvas = book.canvas(
        "11 Socialización y aprobación", (6, 24, 42, 42, 12, 40), "11. Socialización, aprobación y seguimiento previsto"
    )
    book.repeat_top(canvas)
    canvas.band("Socialización del plan")
    outreach_table(canvas, "plan_outreach")
    canvas.gap()
    canvas.band("Aprobación del Consejo Directivo")
    canvas.pair("A:B", "Acta o acuerdo", "C", "plan.approval_act")
    canvas.put("D", "Fecha de aprobación", LABEL)
    canvas.bind("E:F", "plan.approved_on", DATE.but(horizontal="left"))
    canvas.down()
    canvas.pair("A:B", "Número del acta", "C", "approval.number")
    canvas.put("D", "Lugar y fecha de la reunión", LABEL)
    canvas.bind("E", "approval.date", DATE)
    canvas.bind("F", "approval.place")
    canvas.down()
    canvas.pair("A:B", "Asistentes", "C:F", "approval.attendance")
    canvas.down()
    canvas.pair("A:B", "Decisión", "C:F", "approval.decisions", PROSE)
    canvas.down(30)
    canvas.gap()
    canvas.band("Cortes de seguimiento")
    canvas.table(
        "checkpoints",
        [
            column("A:C", "Corte", "checkpoints.label"),
            column("D", "Fecha", "checkpoints.date", DATE),
        ],
    )
    canvas.gap()
    canvas.band("Firmas")
    columns: list[Column] = [
        column("A:C", "Nombre", "signers.name", TEXT),
        column("D", "Cargo", "signers.role", TEXT),
        column("E:F", "Firma"),
    ]
    canvas.table("signers", columns, drawn=3, height=33)


def outreach_table(canvas: Canvas, rows: str) -> None:
    """How plan or follow-up were made known: ``rows`` says which of the two."""
    canvas.table(
        rows,
        [
            column("A", "N.º", "row.number", WHOLE),
            column("B", "Fecha", "outreach.date", DATE),
            column("C", "Medio o espacio", "outreach.means"),
            column("D", "Con quiénes", "outreach.audience"),
            column("E", "Asistentes", "outreach.attendees", WHOLE),
            column("F", "Evidencia", "outreach.evidence"),
        ],
    )

"""``D02.03-V2``: the follow-up of the plan, with the tables that other secretarías ask for (``domain.md`` 2.9)."""

from pmi_desktop.official.definitions import Form, Level, Rows, Slot
from pmi_desktop.official.reconstruction.book import ISSUER, MACROPROCESS, PROCESS, SUBPROCESS, FormBook
from pmi_desktop.official.reconstruction.canvas import Canvas, column, slots
from pmi_desktop.official.reconstruction.looks import CENTRE, HEAD, LABEL, MONEY, NOTE, PROSE
from pmi_desktop.official.reconstruction.plan_actions import outreach_table

FORM = Form(
    id="D02.03-V2",
    code="D02.03",
    version="2",
    title="Seguimiento al Plan de Mejoramiento",
    issuer=ISSUER,
    macroprocess=MACROPROCESS,
    process=PROCESS,
    subprocess=SUBPROCESS,
    origin="reconstruction",
    template="",
    moments=("checkpoint", "closing"),
)

_STATES = {"SIN": "F", "EJ": "G", "ESP": "H", "FIN": "I", "CANC": "J"}
_STATE_HEADS = ("INI", "EJ", "ESP", "FIN", "CANC")
_TOP = PROSE.but(size=8.5)
_TOP_CENTRE = CENTRE.but(size=8.5, vertical="top")
_TOP_SHARE = _TOP_CENTRE.but(number="0.0", bold=True)
_SHARE = CENTRE.but(number="0.0", bold=True)
_TOP_DATE = _TOP_CENTRE.but(number="dd/mm/yyyy")


def build() -> FormBook:
    """The form with all its sheets."""
    book = FormBook(FORM)
    _system_sheet(book)
    _cut_sheet(book)
    _trouble_sheet(book)
    _results_sheet(book)
    _outreach_sheet(book)
    book.long_texts()
    return book


def _school_line(canvas: Canvas, *zones: str) -> None:
    """Municipality, school's head and year, as every table of the follow-up begins."""
    municipality, place, head, name, year, number = zones
    canvas.pair(municipality, "Municipio", place, "school.municipality")
    canvas.pair(head, "Rector(a) o director(a) rural", name, "school.head_name")
    canvas.pair(year, "Año", number, "year.number", CENTRE.but(bold=True))
    canvas.down()
    canvas.gap()


def _system_sheet(book: FormBook) -> None:
    """How each goal is watched: indicators, instruments, who, how often."""
    canvas = book.canvas(
        "1 Sistema de seguimiento", (52, 40, 14, 14, 40, 26, 14), "1. Síntesis del sistema de seguimiento"
    )
    _school_line(canvas, "A", "B", "C:D", "E", "F", "G")
    goal = [column("A", "Meta", "goals.labelled", _TOP)]
    indicator = [
        column("B", "Indicadores", "indicators.labelled", _TOP),
        column("C", "Línea base", "indicators.baseline", _TOP_CENTRE),
        column("D", "Meta del año", "reading.target", _TOP_CENTRE),
        column("E", "Instrumentos de recolección", "indicators.instrument", _TOP),
        column("F", "Responsables", "indicators.responsible", _TOP),
        column("G", "Frecuencia de recolección", "indicators.frequency", _TOP_CENTRE),
    ]
    canvas.heads([*goal, *indicator], height=27)
    book.repeat_top(canvas)
    canvas.body(
        [*goal, *indicator],
        Rows(rows="indicators", slots=slots(indicator)),
        levels=(Level(rows="goals", slots=slots(goal)),),
        drawn=3,
        height=30,
    )


def _cut_sheet(book: FormBook) -> None:
    """One sheet per cut: the state of each action."""
    canvas = book.canvas(
        "2 Revisión",
        (27, 8, 31, 10, 10, 5, 5, 5, 5, 6, 6, 27, 20, 12),
        "2. Revisión del cumplimiento de objetivos y metas · {checkpoints.label}",
    )
    canvas.rows, canvas.title = "cuts", "2.{row.number} {checkpoints.label}"
    _date_line(canvas)
    _cut_heads(canvas)
    book.repeat_top(canvas)
    goal = [column("A", "", "goals.labelled", _TOP), column("B", "", "execution.percent", _TOP_SHARE)]
    action = [
        column("C", "", "actions.labelled", _TOP),
        column("D", "", "actions.start_on", _TOP_DATE),
        column("E", "", "actions.end_on", _TOP_DATE),
        *(column(letter, "", "", _TOP_CENTRE.but(bold=True)) for letter in _STATES.values()),
        column("K", "", "action_progress.percent", _TOP_CENTRE),
        column("L", "", "action_progress.done", _TOP),
        column("M", "", "action_progress.evidence", _TOP),
        column("N", "", "action_progress.spent", MONEY.but(size=8.5, vertical="top")),
    ]
    state = Slot(field="action_progress.state", marks=_STATES)
    canvas.body(
        [*goal, *action],
        Rows(rows="actions", slots=(*slots(action), state)),
        levels=(Level(rows="goals", slots=slots(goal)),),
        drawn=3,
        height=27,
    )
    canvas.put("A", "Ejecución del plan (%)", LABEL)
    canvas.bind("B", "execution.percent", _SHARE)
    canvas.put("C:N", "  INI sin iniciar · EJ en ejecución · ESP en espera · FIN terminada · CANC cancelada", NOTE)
    canvas.down()


def _trouble_sheet(book: FormBook) -> None:
    """One sheet per cut: difficulties and adjustments, and what the indicators showed."""
    canvas = book.canvas(
        "3 Resultados",
        (45, 12, 12, 14, 14, 34, 35),
        "3. Dificultades, ajustes y resultados de los indicadores · {checkpoints.label}",
    )
    canvas.rows, canvas.title = "cuts", "3.{row.number} {checkpoints.label}"
    book.repeat_top(canvas)
    canvas.band("Dificultades y ajustes")
    canvas.table(
        "troubled_actions",
        [
            column("A", "Acción", "actions.labelled"),
            column("B:E", "Dificultades", "action_progress.difficulty"),
            column("F:G", "Ajustes", "action_progress.adjustment"),
        ],
    )
    canvas.gap()
    canvas.band("Resultado de los indicadores en este corte")
    canvas.table(
        "indicators",
        [
            column("A", "Indicador", "indicators.labelled"),
            column("B", "Línea base", "indicators.baseline", CENTRE),
            column("C", "Meta", "reading.target", CENTRE),
            column("D", "Resultado", "indicator_measures.value", CENTRE.but(bold=True)),
            column("E", "Avance (%)", "reading.progress", _SHARE),
            column("F", "Aviso", "reading.remark"),
            column("G", "Nota", "indicator_measures.note"),
        ],
    )


def _date_line(canvas: Canvas) -> None:
    canvas.put("A", "Municipio", LABEL)
    canvas.bind("B:C", "school.municipality")
    canvas.put("D:I", "Fecha de seguimiento (día, mes, año)", LABEL.but(horizontal="right"))
    day = (canvas.put("J", "", CENTRE), canvas.put("K", "", CENTRE), canvas.put("L", "", CENTRE))
    canvas.cells.append(Slot(field="checkpoints.date", at=day))
    canvas.put("M", "Año", LABEL.but(horizontal="right"))
    canvas.bind("N", "year.number", CENTRE.but(bold=True))
    canvas.down()
    canvas.gap()


def _cut_heads(canvas: Canvas) -> None:
    for where, text in (
        ("A", "Metas"),
        ("B", "% de la meta"),
        ("C", "Actividades"),
        ("L", "Observaciones: qué se hizo"),
        ("M", "Evidencias"),
        ("N", "Gastado"),
    ):
        canvas.put(where, text, HEAD, rows=2)
    canvas.put("D:E", "Plazo", HEAD)
    canvas.put("F:K", "Estado de ejecución", HEAD)
    canvas.down()
    for letter, text in (("D", "Inicial"), ("E", "Final"), *zip("FGHIJ", _STATE_HEADS, strict=True), ("K", "% EJ")):
        canvas.put(letter, text, HEAD.but(size=8))
    canvas.down()


def _results_sheet(book: FormBook) -> None:
    """What the year achieved: by indicator, by goal, and in the school's words."""
    canvas = book.canvas(
        "4 Evaluación de resultados",
        (27, 30, 24, 9, 9, 9, 9, 14, 12, 12, 24),
        "4. Evaluación de resultados {year.number}",
    )
    _school_line(canvas, "A", "B", "C:D", "E:H", "I:J", "K")
    objective = [column("A", "Objetivo", "objectives.labelled", _TOP)]
    goal = [column("B", "Meta", "goals.labelled", _TOP)]
    indicator = [
        column("C", "Indicador", "indicators.labelled", _TOP),
        column("D", "Línea de base", "indicators.baseline", _TOP_CENTRE),
        column("E", "Meta del año", "reading.target", _TOP_CENTRE),
        column("F", "Resultado", "result.value", _TOP_CENTRE.but(bold=True)),
        column("G", "Avance (%)", "result.progress", _TOP_SHARE),
        column("H", "Aviso", "result.remark", _TOP),
    ]
    review = [
        column("I", "Cumplimiento", "goal_reviews.judgement", _TOP_CENTRE),
        column("J", "Qué sigue", "goal_reviews.next", _TOP_CENTRE),
        column("K", "Por qué", "goal_reviews.why", _TOP),
    ]
    columns = [*objective, *goal, *indicator, *review]
    canvas.heads(columns, height=27)
    book.repeat_top(canvas)
    canvas.body(
        columns,
        Rows(rows="indicators", slots=slots(indicator)),
        levels=(
            Level(rows="objectives", slots=slots(objective)),
            Level(rows="goals", slots=(*slots(goal), *slots(review))),
        ),
        drawn=3,
        height=30,
    )
    canvas.gap()
    canvas.band("Evaluación del año")
    canvas.bind(f"A:{canvas.last}", "evaluation.text", PROSE)
    canvas.down(75)


def _outreach_sheet(book: FormBook) -> None:
    """How the follow-up was made known, and who signs it."""
    canvas = book.canvas("5 Comunicación", (6, 24, 42, 42, 12, 40), "5. Comunicación del seguimiento y firmas")
    book.repeat_top(canvas)
    canvas.band("Socialización del seguimiento y de los resultados")
    outreach_table(canvas, "followup_outreach")
    canvas.gap()
    canvas.band("Firmas")
    canvas.table(
        "team",
        [
            column("A:C", "Nombre", "team.name"),
            column("D", "Cargo o papel", "team.position"),
            column("E:F", "Firma"),
        ],
        drawn=3,
        height=27,
    )

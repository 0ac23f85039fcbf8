"""``D02.03.F02-V3.0``: the verification of the second stage; from the school it goes out as its own check."""

from pmi_desktop.domain.handing_in import RESULTS
from pmi_desktop.official.definitions import Form, Keyed, Slot
from pmi_desktop.official.reconstruction.book import ISSUER, MACROPROCESS, PROCESS, SUBPROCESS, FormBook
from pmi_desktop.official.reconstruction.canvas import Canvas, column
from pmi_desktop.official.reconstruction.criteria import CRITERIA
from pmi_desktop.official.reconstruction.looks import CENTRE, DATE, HEAD, LABEL, NOTE, PROSE, TEXT, WHOLE

FORM = Form(
    id="D02.03.F02-V3.0",
    code="D02.03.F02",
    version="3.0",
    title="Verificación de cumplimiento de la segunda etapa de la ruta de mejoramiento",
    issuer=ISSUER,
    macroprocess=MACROPROCESS,
    process=PROCESS,
    subprocess=SUBPROCESS,
    origin="reconstruction",
    template="",
    moments=("plan",),
    criteria=CRITERIA,
)

_SCHOOL = dict(zip(RESULTS, "CDEF", strict=True))
_SED = dict(zip(RESULTS, "HIJK", strict=True))
_MARK = CENTRE.but(bold=True, size=10)
_SHORT = ("Cumple", "En parte", "No cumple", "No aplica")
_RIGHT_LABEL = LABEL.but(horizontal="right")


def build() -> FormBook:
    """The form with all its sheets."""
    book = FormBook(FORM)
    _criteria_sheet(book)
    _concept_sheet(book)
    book.long_texts()
    return book


def _criteria_sheet(book: FormBook) -> None:
    """Every criterion with the school's answer and the Secretaría's."""
    canvas = book.canvas(
        "1 Verificación",
        (6, 52, 7.5, 7.5, 7.5, 7.5, 26, 7.5, 7.5, 7.5, 7.5, 22),
        "Autoverificación del establecimiento",
    )
    _identification(canvas)
    canvas.gap()
    canvas.put("A", "N.º", HEAD, rows=2)
    canvas.put("B", "Criterio", HEAD, rows=2)
    canvas.put("C:G", "El establecimiento (autoverificación)", HEAD)
    canvas.put("H:L", "La Secretaría de Educación", HEAD)
    canvas.down()
    for places in ("CDEF", "HIJK"):
        for letter, text in zip(places, _SHORT, strict=True):
            canvas.put(letter, text, HEAD.but(size=8))
    canvas.put("G", "Observación", HEAD.but(size=8))
    canvas.put("L", "Observación", HEAD.but(size=8))
    canvas.down(24)
    book.repeat_top(canvas)
    keys: dict[str, int] = {}
    first = canvas.row
    for number, criterion in enumerate(CRITERIA, start=1):
        keys[criterion.id] = canvas.row
        canvas.put("A", str(number), CENTRE)
        canvas.put("B", criterion.text, TEXT)
        for letter in "CDEFHIJK":
            canvas.put(letter, "", _MARK)
        canvas.put("G", "", TEXT.but(size=8))
        canvas.put("L", "", TEXT.but(size=8))
        canvas.down(27 if len(criterion.text) < 110 else 39)
    canvas.keyed.append(
        Keyed(
            rows="criteria",
            keys=keys,
            slots=(
                Slot(field="criterion.result", marks=_SCHOOL),
                Slot(field="criterion.note", at="G"),
                Slot(field="criterion.sed_result", marks=_SED),
                Slot(field="criterion.sed_note", at="L"),
            ),
        )
    )
    _totals(canvas, first, canvas.row - 1)
    canvas.note(
        "Lo que el programa puede comprobar por sí mismo se calcula del plan: con observaciones que impiden entregarlo "
        "no cumple; con las demás, cumple en parte. Lo otro lo responde el equipo de gestión."
    )


def _identification(canvas: Canvas) -> None:
    canvas.pair("A:B", "Nombre del establecimiento", "C:G", "school.name", TEXT.but(bold=True))
    canvas.put("H:K", "Código DANE", LABEL)
    canvas.bind("L", "school.dane_code")
    canvas.down()
    canvas.pair("A:B", "Rector(a) o director(a) rural", "C:G", "school.head_name")
    canvas.put("H:K", "Municipio", LABEL)
    canvas.bind("L", "school.municipality")
    canvas.down()
    canvas.pair("A:B", "Años del plan", "C:D", "plan.period", CENTRE)
    canvas.put("E:F", "Versión", LABEL)
    canvas.bind("G", "plan.version", WHOLE.but(horizontal="left"))
    canvas.put("H:K", "Número de sedes", LABEL)
    canvas.bind("L", "sites.count", WHOLE.but(horizontal="left"))
    canvas.down()


def _totals(canvas: Canvas, first: int, last: int) -> None:
    canvas.put("A:B", "Total", _RIGHT_LABEL)
    for by, places in (("school", _SCHOOL), ("sed", _SED)):
        for result, letter in places.items():
            counted = f'COUNTIF({letter}{first}:{letter}{last},"X")'
            answered = f'COUNTIF({places["cumple"]}{first}:{places["no_aplica"]}{last},"X")'
            at = canvas.put(letter, f'=IF({answered}=0,"",{counted})', WHOLE.but(bold=True))
            canvas.cells.append(Slot(field=f"verification.{by}_{result}", at=at))
    canvas.put("G", "", LABEL)
    canvas.put("L", "", LABEL)
    canvas.down()


def _concept_sheet(book: FormBook) -> None:
    """The Secretaría's technical opinion, its observations with the school's responses, and the signatures."""
    canvas = book.canvas("2 Concepto técnico", (6, 34, 16, 16, 16, 44, 22, 12), "Concepto técnico de la Secretaría")
    book.repeat_top(canvas)
    canvas.put("A:B", "Resultado", LABEL)
    places = {}
    for result, text, letter in (
        ("favorable", "Favorable", "C"), ("con_observaciones", "Con observaciones", "D"), ("devuelto", "Devuelto", "E"),
    ):  # fmt: skip
        canvas.put(letter, text, LABEL.but(horizontal="center"))
        places[result] = letter
    canvas.put("F", "Número del concepto", LABEL)
    canvas.bind("G:H", "concepts.number")
    canvas.down()
    canvas.put("A:B", "", LABEL)
    marks = {result: canvas.put(letter, "", _MARK) for result, letter in places.items()}
    canvas.cells.append(Slot(field="concepts.result", marks=marks))
    canvas.put("F", "Fecha del concepto", LABEL)
    canvas.bind("G:H", "concepts.issued_on", DATE.but(horizontal="left"))
    canvas.down(18)
    canvas.put(f"A:{canvas.last}", "Texto del concepto", HEAD)
    canvas.down()
    canvas.bind(f"A:{canvas.last}", "concepts.text", PROSE)
    canvas.down(90)
    canvas.gap()
    canvas.band("Observaciones y respuesta del establecimiento")
    canvas.table(
        "observations",
        [
            column("A", "N.º", "row.number", WHOLE),
            column("B:D", "Observación de la Secretaría", "observations.text"),
            column("E:F", "Respuesta del establecimiento", "observations.response"),
            column("G:H", "Atendida el", "observations.attended_on", DATE),
        ],
        drawn=3,
        height=27,
    )
    canvas.gap()
    canvas.band("Firmas")
    canvas.put("A:D", "Por la Secretaría de Educación", HEAD)
    canvas.put("E:H", "Por el establecimiento educativo", HEAD)
    canvas.down()
    canvas.put("A:D", "", CENTRE)
    canvas.put("E:H", "", CENTRE)
    canvas.down(45)
    canvas.bind("A:D", "concepts.reviewer", CENTRE)
    canvas.bind("E:H", "school.head_name", CENTRE)
    canvas.down()
    canvas.bind("A:D", "concepts.reviewer_role", CENTRE.but(size=8))
    canvas.bind("E:H", "school.head_role", CENTRE.but(size=8))
    canvas.down()
    canvas.put("A:D", "Nombre, cargo y firma", NOTE.but(horizontal="center"))
    canvas.put("E:H", "Nombre, cargo y firma", NOTE.but(horizontal="center"))
    canvas.down()

"""A form being reconstructed: its workbook with the header of a controlled document, and its bindings."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

import msgspec
from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.worksheet.properties import PageSetupProperties

from pmi_desktop.official.definitions import Annex, Form
from pmi_desktop.official.reconstruction.canvas import Canvas, column
from pmi_desktop.official.reconstruction.looks import CENTRE, FONT, PLAIN, PROSE, TEXT

ISSUER = ("Gobernación de Norte de Santander", "Secretaría de Educación")
MACROPROCESS = "D. Gestión de la calidad del servicio educativo en educación preescolar, básica y media"
PROCESS = "D02. Garantizar el mejoramiento continuo de los establecimientos educativos"
SUBPROCESS = "D02.03"
FOOTER = "Reconstrucción del formato: el original lo tiene la Secretaría de Educación. Hecho con PMI Escritorio."
ANNEX = "Textos completos"

OFICIO = 14
"""Paper of 216 × 330 mm («oficio» in Colombia, Folio in the list of printers): what fits it fits US Legal too."""

_VALUE = re.compile(r"\{[^{}]+\}")
_MARGIN = 10 / 25.4
_CODE = CENTRE.but(size=8, horizontal="left", indent=1)


@dataclass(slots=True)
class FormBook:
    """A workbook of which every sheet carries the same header; ``form`` is its head, without bindings."""

    form: Form
    workbook: Workbook = field(default_factory=Workbook)
    canvases: list[Canvas] = field(default_factory=list)
    annex: Annex | None = None

    def __post_init__(self) -> None:
        first = self.workbook.active
        assert first is not None
        self.workbook.remove(first)
        # Column widths are counted in the font of the first style.
        self.workbook._fonts[0] = Font(name=FONT, size=11, family=2)  # type: ignore[attr-defined]  # noqa: SLF001

    def canvas(self, name: str, widths: Sequence[float], heading: str = "") -> Canvas:
        """A new sheet with its header; ``heading`` (values in braces allowed) is printed below it."""
        sheet = self.workbook.create_sheet(name)
        canvas = Canvas(sheet, name, widths)
        self.canvases.append(canvas)
        self._set_up(canvas)
        self._controlled_header(canvas, heading or name)
        return canvas

    def repeat_top(self, canvas: Canvas) -> None:
        """All rows so far come again at the top of each page."""
        canvas.sheet.print_title_rows = f"1:{canvas.row - 1}"

    def long_texts(self) -> None:
        """The sheet for texts that no row shows whole."""
        canvas = self.canvas(ANNEX, (22, 18, 94, 32))
        canvas.note("Estos textos están completos en su celda, pero no caben a la vista. Aquí se repiten enteros.")
        columns = [
            column("A", "Hoja y celda", look=PROSE),
            column("B", "Qué es", look=PROSE),
            column("C:D", "Texto", look=PROSE),
        ]
        canvas.heads(columns)
        self.repeat_top(canvas)
        self.annex = Annex(sheet=ANNEX, first=canvas.drawn_row(columns))

    def finished(self, template: str = "") -> Form:
        """The form with its bindings; ``template`` is the SHA-256 of the workbook."""
        return msgspec.structs.replace(
            self.form, sheets=tuple(one.bindings() for one in self.canvases), annex=self.annex, template=template
        )

    def _set_up(self, canvas: Canvas) -> None:
        sheet = canvas.sheet
        sheet.sheet_view.showGridLines = False
        sheet.sheet_view.zoomScale = 90
        sheet.page_setup.paperSize = OFICIO
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.fitToWidth = 1
        sheet.page_setup.fitToHeight = 0
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        margins = sheet.page_margins
        margins.left = margins.right = margins.top = _MARGIN
        margins.bottom, margins.header, margins.footer = 16 / 25.4, 6 / 25.4, 6 / 25.4
        sheet.print_options.horizontalCentered = True
        footer = sheet.oddFooter
        assert footer is not None
        footer.left.text, footer.left.size = FOOTER, 7
        footer.right.text, footer.right.size = "Página &P de &N", 8

    def _controlled_header(self, canvas: Canvas, heading: str) -> None:
        issuer, middle, code = canvas.zones(24, 57, 19)
        dated = f" · Fecha: {self.form.date}" if self.form.date else ""
        canvas.put(issuer, "\n".join(self.form.issuer), CENTRE.but(bold=True), rows=3)
        for text, right, look, height in (
            (f"Macroproceso {self.form.macroprocess}", f"Código: {self.form.code}", CENTRE.but(size=8), 13.5),
            (f"Proceso {self.form.process}", f"Versión: {self.form.version}{dated}", CENTRE.but(size=8), 13.5),
            (self.form.title, f"Subproceso: {self.form.subprocess}", CENTRE.but(bold=True, size=12), 19.5),
        ):
            canvas.put(middle, text, look)
            canvas.put(code, right, _CODE)
            canvas.down(height)
        canvas.bind_text(issuer, "DANE {school.dane_code}", TEXT.but(size=8.5, sides="lb", indent=1))
        canvas.bind_text(middle, "{school.name}", CENTRE.but(size=9, bold=True, sides="b"))
        canvas.bind_text(
            code, "PMI {plan.period} · versión {plan.version}", TEXT.but(size=8.5, sides="rb", indent=1, bold=True)
        )
        canvas.down(15)
        canvas.put(f"A:{canvas.last}", "", PLAIN)
        canvas.gap(5)
        where = f"A:{canvas.last}"
        look = TEXT.but(bold=True, size=11, sides="")
        if "{" in heading:
            canvas.bind_text(where, heading, look, without=_VALUE.sub("", heading).strip())
        else:
            canvas.put(where, heading, look)
        canvas.down(18)

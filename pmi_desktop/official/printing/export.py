"""One form of one plan on paper: as pages to look at, or as a PDF."""

from pmi_desktop.domain.moments import Moment
from pmi_desktop.domain.plan import Plan
from pmi_desktop.official.definitions import Form
from pmi_desktop.official.export import export_xlsx
from pmi_desktop.official.printing.display import Document
from pmi_desktop.official.printing.layout import layout
from pmi_desktop.official.printing.pdf import write_pdf
from pmi_desktop.official.view import Context


def pages_of(form: Form, plan: Plan, workbook: bytes, context: Context) -> Document:
    """The pages of a form that is filled already, and what of it they cannot show."""
    title = " – ".join(part for part in (form.title, plan.school.name) if part)
    return layout(workbook, context.fonts, title=title)


def form_pages(form: Form, plan: Plan, moment: Moment, context: Context) -> Document:
    """The pages of a filled form, and what of it they cannot show; raises what filling the form raises."""
    return pages_of(form, plan, export_xlsx(form, plan, moment, context), context)


def pdf_of(form: Form, pages: Document, context: Context) -> bytes:
    """The pages of a form as a PDF by its issuer."""
    return write_pdf(pages, context.fonts, author=", ".join(form.issuer))


def export_pdf(form: Form, plan: Plan, moment: Moment, context: Context) -> bytes:
    """The form filled, as a PDF; raises ``BadForm`` and ``WorkbookError`` kinds."""
    return pdf_of(form, form_pages(form, plan, moment, context), context)

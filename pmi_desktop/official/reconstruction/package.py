"""The bytes of a reconstructed template: the same for the same layout, and what the file format's rules ask for."""

import io
import re
import zipfile

from lxml import etree

from pmi_desktop.official.reconstruction.book import FormBook

_WHEN = (2026, 1, 1, 0, 0, 0)
_LINKED_FORMAT = re.compile(rb'(<numFmt formatCode="[^"]*") ?/>')
_STAMP = b"2026-01-01T00:00:00Z"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_FONT_ORDER = ("b", "i", "strike", "condense", "extend", "outline", "shadow", "u", "vertAlign", "sz", "color", "name",
               "family", "charset", "scheme")  # fmt: skip
_WRITTEN = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</dcterms:)")


def template_bytes(book: FormBook) -> bytes:
    """The workbook as a file."""
    properties = book.workbook.properties
    properties.title = f"{book.form.code} {book.form.title}"
    properties.creator = "PMI Escritorio"
    properties.language = "es-CO"
    written = io.BytesIO()
    book.workbook.save(written)
    return _rewritten(written.getvalue())


def _rewritten(data: bytes) -> bytes:
    """The same parts with fixed times, mended where the writing library breaks the schema."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, _WHEN)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            new.writestr(entry, _mended(name, old.read(name)))
    return result.getvalue()


def _mended(name: str, part: bytes) -> bytes:
    if name == "docProps/core.xml":
        return _WRITTEN.sub(rb"\g<1>" + _STAMP + rb"\g<2>", part)
    if name.startswith("xl/charts/"):
        # Without it offices show the number as its cell does, zeros included.
        return _LINKED_FORMAT.sub(rb'\1 sourceLinked="0"/>', part)
    return _with_fonts_in_order(part) if name == "xl/styles.xml" else part


def _with_fonts_in_order(styles: bytes) -> bytes:
    """The schema wants the properties of a font in one order, openpyxl writes them in another."""
    root = etree.fromstring(styles)
    for font in root.iter(f"{{{_MAIN}}}font"):
        font[:] = sorted(font, key=lambda one: _FONT_ORDER.index(etree.QName(one).localname))
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)

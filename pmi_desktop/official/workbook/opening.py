"""What kind of file it is, and the workbook in it."""

from lxml import etree

from pmi_desktop.official.workbook.contents import Contents, Tab
from pmi_desktop.official.workbook.errors import DamagedWorkbook, LinkedWorkbook, NotAWorkbook, WorkbookTooBig
from pmi_desktop.official.workbook.package import MAX_FILE, Package
from pmi_desktop.official.workbook.xml import MAIN, REL

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SHEET_KINDS = {
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml": "xlsx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml": "xltx",
    "application/vnd.ms-excel.sheet.macroEnabled.main+xml": "xlsm",
    "application/vnd.ms-excel.template.macroEnabled.main+xml": "xlsm",
    "application/vnd.ms-excel.addin.macroEnabled.main+xml": "xlsm",
    "application/vnd.ms-excel.sheet.binary.macroEnabled.main": "xlsb",
}


def open_contents(data: bytes, *, allow_links: bool) -> Contents:
    """Read a workbook that may be hostile; raises kinds of :class:`WorkbookError`."""
    kind = _foreign_kind(data)
    if kind:
        raise NotAWorkbook(kind=kind)
    package = Package.open(data)
    part = _book_part(package)
    _refuse_active(package, allow_links=allow_links)
    return Contents(package, part, _tabs(package, part))


def _foreign_kind(data: bytes) -> str:
    """What a file is that is not even a zip; empty for a zip."""
    if not data:
        return "empty"
    if data.startswith(_OLE):
        return "encrypted" if "EncryptedPackage".encode("utf-16-le") in data else "xls"
    if data.startswith(b"%PDF"):
        return "pdf"
    if len(data) > MAX_FILE:
        raise WorkbookTooBig(what="file", limit=MAX_FILE, part="")
    return "" if data.startswith(b"PK") else "unknown"


def _book_part(package: Package) -> str:
    if "[Content_Types].xml" not in package:
        raise NotAWorkbook(kind=_open_document(package))
    found = package.targets("", "officeDocument")
    if not found:
        raise DamagedWorkbook(reason="missing", part="xl/workbook.xml")
    kind = _SHEET_KINDS.get(package.content_type(found[0]), "")
    if not kind:
        stated = package.content_type(found[0])
        kind = "docx" if "word" in stated else "pptx" if "presentation" in stated else "unknown"
    elif kind == "xlsx" and etree.QName(package.xml(found[0])).namespace != MAIN:
        kind = "strict"
    if kind != "xlsx":
        raise NotAWorkbook(kind=kind)
    return found[0]


def _open_document(package: Package) -> str:
    if "mimetype" not in package:
        return "zip"
    stated = package.raw("mimetype")[:100]
    return "ods" if b"spreadsheet" in stated else "odt" if b"opendocument.text" in stated else "zip"


def _refuse_active(package: Package, *, allow_links: bool) -> None:
    """Macros in any disguise, and values taken from other files."""
    for name in package.names():
        lower = name.lower()
        if lower.endswith(("vbaproject.bin", "vbadata.xml")) or lower.startswith("xl/macrosheets/"):
            raise NotAWorkbook(kind="xlsm")
        if lower.startswith("xl/externallinks/") and lower.endswith(".xml") and not allow_links:
            raise LinkedWorkbook(part=name)


def _tabs(package: Package, part: str) -> list[Tab]:
    targets = {found.id: found for found in package.relations(part)}
    tabs: list[Tab] = []
    for entry in package.xml(part).iterfind(f"{{{MAIN}}}sheets/{{{MAIN}}}sheet"):
        found = targets.get(entry.get(f"{{{REL}}}id", ""))
        if found is None or not entry.get("name"):
            raise DamagedWorkbook(reason="sheets", part=part)
        if found.kind == "worksheet":
            tabs.append(Tab(entry.get("name", ""), found.target))
    names = {tab.key for tab in tabs}
    if not tabs or len(names) != len(tabs) or len({tab.part for tab in tabs}) != len(tabs):
        raise DamagedWorkbook(reason="sheets", part=part)
    return tabs

"""Pictures of headers and footers, which offices keep in an old drawing language (VML)."""

import re

from pmi_desktop.official.printing.headers import HeaderPicture
from pmi_desktop.official.printing.pictures import UnknownPicture, drawable
from pmi_desktop.official.printing.problems import Tell
from pmi_desktop.official.printing.source import SheetSource
from pmi_desktop.official.workbook.xml import local, real

_RELATION = "{urn:schemas-microsoft-com:office:office}relid"
_LENGTH = re.compile(r"(?:^|;)\s*(width|height)\s*:\s*([\d.]+)(pt|in|mm|cm|px)?")
_UNITS = {"pt": 1.0, "in": 72.0, "mm": 72 / 25.4, "cm": 72 / 2.54, "px": 0.75, "": 1.0}


def header_pictures(sheet: SheetSource, tell: Tell) -> dict[str, HeaderPicture]:
    """The pictures of a sheet's headers and footers by their place, as ``LH`` or ``CFFIRST``."""
    package = sheet.source.contents.package
    found: dict[str, HeaderPicture] = {}
    for part in sheet.targets("legacyDrawingHF"):
        targets = {relation.id: relation.target for relation in package.relations(part) if not relation.external}
        for shape in package.xml(part).iter("{urn:schemas-microsoft-com:vml}shape"):
            image = next((entry for entry in shape.iter() if local(entry) == "imagedata"), None)
            target = targets.get(image.get(_RELATION, "")) if image is not None else None
            if target is None:
                continue
            sizes = {
                match[1]: real(match[2]) * _UNITS[match[3] or ""]
                for match in _LENGTH.finditer((shape.get("style") or "").lower())
            }
            try:
                data = drawable(package.raw(target))
            except UnknownPicture as problem:
                tell("", "picture", str(problem))
                continue
            found[(shape.get("id") or "").upper()] = HeaderPicture(
                sizes.get("width", 72.0), sizes.get("height", 72.0), data
            )
    return found

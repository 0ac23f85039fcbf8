"""The zip that a workbook is: read with distrust, written back part by part."""

import io
import posixpath
import re
import struct
import zipfile
import zlib
from dataclasses import dataclass

from lxml import etree

from pmi_desktop.official.workbook.errors import DamagedWorkbook, WorkbookTooBig

MAX_FILE = 32 * 1024 * 1024
MAX_ENTRIES = 2_000
MAX_TOTAL = 64 * 1024 * 1024
MAX_RATIO = 400
MAX_XML = 24 * 1024 * 1024
MAX_NODES = 900_000
"""What all parts that are looked at may weigh: ``<`` once, ``=`` twice, which is what they cost in memory.

About 110 000 filled cells or 180 000 empty ones with a style, and some hundred MB. Ten times the example plan weighs
120 000.
"""

_SMALL = 1024 * 1024
_BROKEN = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, OverflowError, NotImplementedError,
    RuntimeError,
)  # fmt: skip
"""What ``zipfile`` raises over damaged or hostile archives: ValueError before their beginning, RuntimeError over
members with a password."""
_NAME = re.compile(r"[\w.\-\[\]() %+&,@!~$#=]+(?:/[\w.\-\[\]() %+&,@!~$#=]+)*/?")
_DECLARATION = re.compile(rb"\A(?:\xef\xbb\xbf)?<\?xml[^>]*\?>\s*")
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)

TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"


@dataclass(slots=True)
class Part:
    """A member of the zip: its bytes, and its XML once somebody asked for it."""

    info: zipfile.ZipInfo
    raw: bytes
    root: etree._Element | None = None
    changed: bool = False


@dataclass(frozen=True, slots=True)
class Relation:
    """From one part to another (``target`` a part's name) or, if ``external``, to an address."""

    id: str
    kind: str
    target: str
    external: bool


class Package:
    """The parts of a workbook by name, in the order of the zip."""

    def __init__(self, parts: dict[str, Part]) -> None:
        self._parts = parts
        self._lower = {name.lower(): name for name in parts}
        self._types: dict[str, str] | None = None
        self._nodes = 0

    @classmethod
    def open(cls, data: bytes) -> "Package":
        """Read all members; raises :class:`WorkbookTooBig` or :class:`DamagedWorkbook`."""
        if len(data) > MAX_FILE:
            raise WorkbookTooBig(what="file", limit=MAX_FILE, part="")
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                _check(archive, len(data))
                return cls({info.filename: Part(info, _read(archive, info)) for info in archive.infolist()})
        except _BROKEN as problem:
            raise DamagedWorkbook(reason="zip", part="") from problem

    def __contains__(self, name: object) -> bool:
        return name in self._parts

    def names(self) -> tuple[str, ...]:
        """All parts, in the order of the zip."""
        return tuple(self._parts)

    def find(self, name: str) -> str | None:
        """The part's name as the zip spells it (capitals do not matter), None if there is no such part."""
        return name if name in self._parts else self._lower.get(name.lower())

    def raw(self, name: str) -> bytes:
        """The bytes of a part as they would be saved."""
        part = self._part(name)
        return serialise(part.root, part.raw) if part.changed and part.root is not None else part.raw

    def xml(self, name: str) -> etree._Element:
        """The root of a part to look at; who changes it says so with :meth:`touch`."""
        part = self._part(name)
        if part.root is None:
            self._nodes += _weight(part.raw)
            if self._nodes > MAX_NODES:
                raise WorkbookTooBig(what="nodes", limit=MAX_NODES, part=name)
            part.root = parse(part.raw, name)
        return part.root

    def touch(self, name: str) -> None:
        """Say that the part's XML was changed."""
        self._part(name).changed = True

    def is_changed(self, name: str) -> bool:
        """Whether the part's XML was changed since it was read."""
        return self._part(name).changed

    def mentions(self, name: str, word: bytes) -> bool:
        """Whether a part, as read from the file or as changed since, may hold a word (``word`` in small letters)."""
        part = self._part(name)
        return part.root is not None or word in part.raw.lower()

    def replace(self, name: str, data: bytes) -> None:
        """Give a part other bytes."""
        part = self._part(name)
        part.raw, part.root, part.changed = data, None, False

    def add(self, name: str, data: bytes, content_type: str | None = None) -> None:
        """A new part at the end, with its entry among the content types unless its ending has one."""
        info = zipfile.ZipInfo(name, next(iter(self._parts.values())).info.date_time)
        info.compress_type = zipfile.ZIP_DEFLATED
        self._parts[name] = Part(info, data)
        self._lower[name.lower()] = name
        if content_type is not None:
            types = self.xml("[Content_Types].xml")
            etree.SubElement(types, f"{{{TYPES}}}Override", PartName=f"/{name}", ContentType=content_type)
            self.touch("[Content_Types].xml")
            self._types = None

    def remove(self, name: str) -> None:
        """Take a part out, with its relations and its entry among the content types."""
        for gone in (name, rels_name(name)):
            if self._parts.pop(gone, None) is not None:
                self._lower.pop(gone.lower(), None)
        types = self.xml("[Content_Types].xml")
        for entry in types.findall(f"{{{TYPES}}}Override"):
            if (entry.get("PartName") or "").lstrip("/").lower() == name.lower():
                types.remove(entry)
                self.touch("[Content_Types].xml")
        self._types = None

    def content_type(self, name: str) -> str:
        """What the package says the part is; empty if it says nothing."""
        if self._types is None:
            self._types = {}
            for entry in self.xml("[Content_Types].xml"):
                key = (entry.get("PartName") or "").lstrip("/") or "*." + (entry.get("Extension") or "")
                self._types[key.lower()] = entry.get("ContentType") or ""
        ending = "*." + name.rpartition(".")[2]
        return self._types.get(name.lower(), self._types.get(ending.lower(), ""))

    def has_override(self, name: str) -> bool:
        """Whether the content type is said for this very part and not for its ending."""
        return any(
            (entry.get("PartName") or "").lstrip("/").lower() == name.lower()
            for entry in self.xml("[Content_Types].xml")
        )

    def relations(self, name: str) -> list[Relation]:
        """Where a part points to (``""`` is the package itself), parts that do not exist left out."""
        rels = self.find(rels_name(name))
        if rels is None:
            return []
        found: list[Relation] = []
        for entry in self.xml(rels).findall(f"{{{RELS}}}Relationship"):
            target, kind = entry.get("Target") or "", (entry.get("Type") or "").rpartition("/")[2]
            external = entry.get("TargetMode") == "External"
            actual = target if external else self.find(_resolve(name, target))
            if actual is not None:
                found.append(Relation(entry.get("Id") or "", kind, actual, external))
        return found

    def targets(self, name: str, kind: str) -> list[str]:
        """The parts of one kind (the last word of the relation's type) that a part points to."""
        return [found.target for found in self.relations(name) if found.kind == kind and not found.external]

    def unrelate(self, name: str, target: str) -> None:
        """Take out the relations from one part to another."""
        ids = {found.id for found in self.relations(name) if found.target == target}
        root = self.xml(rels_name(name))
        for entry in root.findall(f"{{{RELS}}}Relationship"):
            if entry.get("Id") in ids:
                root.remove(entry)
        self.touch(rels_name(name))

    def relate(self, name: str, kind: str, target: str) -> str:
        """Add a relation (``kind`` its whole type) to a part and give its id."""
        rels = self.find(rels_name(name)) or rels_name(name)
        if rels not in self._parts:
            self.add(rels, f'<?xml version="1.0" encoding="UTF-8"?>\n<Relationships xmlns="{RELS}"/>'.encode())
        root = self.xml(rels)
        taken = {entry.get("Id") for entry in root}
        number = len(taken) + 1
        while f"rId{number}" in taken:
            number += 1
        found = posixpath.relpath(target, posixpath.dirname(name) or ".")
        etree.SubElement(root, f"{{{RELS}}}Relationship", Id=f"rId{number}", Type=kind, Target=found)
        self.touch(rels)
        return f"rId{number}"

    def free_name(self, pattern: str) -> str:
        """The first name not taken of ``xl/charts/chart{}.xml``."""
        number = 1
        while pattern.format(number).lower() in self._lower:
            number += 1
        return pattern.format(number)

    def save(self) -> bytes:
        """The zip: members in their order with their dates, those that did not change with their very bytes."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, part in self._parts.items():
                archive.writestr(_fresh(part.info), self.raw(name), part.info.compress_type)
        return out.getvalue()

    def _part(self, name: str) -> Part:
        part = self._parts.get(name)
        if part is None:
            raise DamagedWorkbook(reason="missing", part=name)
        return part


def _weight(data: bytes) -> int:
    """What the tree of an XML text costs, in elements; an attribute costs two."""
    return data.count(b"<") + 2 * data.count(b"=")


def parse(data: bytes, name: str) -> etree._Element:
    """The root of foreign XML: no declarations of types or entities, bounded size and depth."""
    if len(data) > MAX_XML:
        raise WorkbookTooBig(what="size", limit=MAX_XML, part=name)
    if any("<!DOCTYPE".encode(code) in data for code in ("ascii", "utf-16-le", "utf-16-be")):
        raise DamagedWorkbook(reason="doctype", part=name)
    try:
        root = etree.fromstring(data, _PARSER)
    except etree.XMLSyntaxError as problem:
        raise DamagedWorkbook(reason="xml", part=name) from problem
    if root.getroottree().docinfo.internalDTD is not None:
        raise DamagedWorkbook(reason="doctype", part=name)
    return root


def serialise(root: etree._Element, before: bytes) -> bytes:
    """The bytes of changed XML with the declaration that the part had."""
    body: bytes = etree.tostring(root.getroottree(), encoding="UTF-8", xml_declaration=False)
    match = _DECLARATION.match(before)
    if match is None:
        return body
    declaration = match[0]
    if not re.search(rb"encoding\s*=\s*[\"']utf-8[\"']", declaration, re.IGNORECASE):
        declaration = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return declaration + body


def rels_name(name: str) -> str:
    """The part that keeps the relations of a part."""
    folder, _, file = name.rpartition("/")
    return f"{folder}/_rels/{file}.rels".lstrip("/")


def _resolve(source: str, target: str) -> str:
    if target.startswith("/"):
        return posixpath.normpath(target).lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(source), target))


def _check(archive: zipfile.ZipFile, size: int) -> None:
    infos = archive.infolist()
    if len(infos) > MAX_ENTRIES:
        raise WorkbookTooBig(what="entries", limit=MAX_ENTRIES, part="")
    total = sum(info.file_size for info in infos)
    if total > MAX_TOTAL:
        raise WorkbookTooBig(what="size", limit=MAX_TOTAL, part="")
    seen: set[str] = set()
    for info in infos:
        name = info.filename
        kind = (info.external_attr >> 16) & 0o170000
        if not _NAME.fullmatch(name) or any(step in {".", ".."} for step in name.split("/")) or kind == 0o120000:
            raise DamagedWorkbook(reason="name", part=name[:80])
        if name.lower() in seen:
            raise DamagedWorkbook(reason="duplicate", part=name)
        seen.add(name.lower())
        if info.file_size > _SMALL and info.file_size > MAX_RATIO * max(info.compress_size, 1):
            raise WorkbookTooBig(what="ratio", limit=MAX_RATIO, part=name)
    if total > _SMALL and total > MAX_RATIO * size:
        raise WorkbookTooBig(what="ratio", limit=MAX_RATIO, part="")


def _read(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    with archive.open(info) as member:
        data = member.read(info.file_size + 1)
    if len(data) != info.file_size:
        raise DamagedWorkbook(reason="zip", part=info.filename)
    return data


def _fresh(info: zipfile.ZipInfo) -> zipfile.ZipInfo:
    """The entry as it was, without what zipfile counts anew."""
    fresh = zipfile.ZipInfo(info.filename, info.date_time)
    fresh.external_attr, fresh.create_system, fresh.comment = info.external_attr, info.create_system, info.comment
    fresh.compress_type = info.compress_type
    return fresh

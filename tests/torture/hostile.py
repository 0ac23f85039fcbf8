"""Files made to hurt whoever opens them, by kind and by what they try."""

import io
import json
import struct
import warnings
import zipfile
import zlib
from collections.abc import Callable
from typing import Any

import msgspec

from tests.official.workbook.foreign import edited, official_form, parts, rezipped, simple
from tests.torture.mutating import members_of, packed

SHEET = "xl/worksheets/sheet1.xml"
MB = 2**20


def _zip(*members: tuple[str, bytes], link: bool = False, comment: bytes = b"") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.comment = comment
        for name, data in members:
            info = zipfile.ZipInfo("x")
            info.filename, info.compress_type = name, zipfile.ZIP_DEFLATED
            info.external_attr = (0o120777 if link else 0o100644) << 16
            archive.writestr(info, data)
    return out.getvalue()


def _with(data: bytes, *members: tuple[str, bytes], link: bool = False) -> bytes:
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # of a name that is there already
        for name, content in members:
            info = zipfile.ZipInfo("x")
            info.filename, info.compress_type = name, zipfile.ZIP_DEFLATED
            info.external_attr = (0o120777 if link else 0o100644) << 16
            archive.writestr(info, content)
    return out.getvalue()


def _million_entries(count: int) -> bytes:
    """An index of so many names over no data at all, as no program writes it."""
    index = b"".join(
        b"PK\1\2"
        + struct.pack("<HHHHHHIIIHHHHHII", 20, 20, 0, 0, 0, 0, 0, 0, 0, 7, 0, 0, 0, 0, 0, 0)
        + b"%07d" % number
        for number in range(count)
    )
    local = b"PK\3\4" + struct.pack("<HHHHHIIIHH", 20, 0, 0, 0, 0, 0, 0, 0, 7, 0) + b"0000000"
    end = b"PK\5\6" + struct.pack("<HHHHIIH", 0, 0, count & 0xFFFF, count & 0xFFFF, len(index), len(local), 0)
    return local + index + end


def _nested_bomb() -> bytes:
    inner = _zip(("0", bytes(30 * MB)))
    for _ in range(6):
        inner = _zip(*((f"{number}.zip", inner) for number in range(10)))
    return inner


def _lying_sizes(data: bytes, size: int) -> bytes:
    """Every member claims another size than it has."""
    found = bytearray(data)
    for mark, place in ((b"PK\3\4", 22), (b"PK\1\2", 24)):
        start = found.find(mark)
        while start >= 0:
            found[start + place : start + place + 4] = struct.pack("<I", size)
            start = found.find(mark, start + 4)
    return bytes(found)


# Interchange.


def _goals(tree: dict[str, Any], count: int, start: str) -> list[dict[str, Any]]:
    """So many goals more with texts as long as they may be."""
    goals: list[dict[str, Any]] = tree["goals"]
    return [*goals, *({**goals[0], "id": f"g{n}", "text": start + "a" * (3_999 - len(start))} for n in range(count))]


def interchange(example: bytes) -> dict[str, Callable[[], bytes]]:
    """JSON texts."""
    tree = json.loads(example)

    def with_(**values: object) -> bytes:
        return json.dumps({**tree, **values}, ensure_ascii=False).encode()

    return {
        "lists without end": lambda: b"[" + b"[]," * (16 * MB) + b"[]]",
        "numbers without end": lambda: b'{"format":"pmi-plan","goals":[' + b"0," * (20 * MB) + b"0]}",
        "keys without end": lambda: b"{" + b",".join(b'"%x":0' % number for number in range(4 * MB)) + b"}",
        "a text of one letter each": lambda: '["\U0001f600'.encode() + b'a","' * (9 * MB) + b'"]',
        "one text": lambda: '["\U0001f600'.encode() + b"a" * (49 * MB) + b'"]',
        "a number of fifteen million digits": lambda: b'{"format_version": ' + b"1" * (15 * MB) + b"}",
        "a decimal of fifteen million digits": lambda: b'{"format_version": 0.' + b"1" * (15 * MB) + b"}",
        "an exponent": lambda: b'{"format_version": 1e' + b"9" * 5000 + b"}",
        "as deep as it goes": lambda: b"[" * MB + b"]" * MB,
        "objects as deep as it goes": lambda: b'{"a":' * MB,
        "too large": lambda: b" " * (60 * MB),
        "a key twice": lambda: example.replace(b'"format"', b'"format": 1, "format"', 1),
        "surrogates": lambda: with_(school={"name": "\\ud800"}).replace(b"\\\\ud800", b"\\ud800"),
        "a path as id": lambda: with_(plan={**tree["plan"], "id": "../../fuera"}),
        "evidence with a path": lambda: with_(
            evidences=[{"id": "e", "name": "../../../fuera.sh", "sha256": "../../fuera", "size": 1}]
        ),
        "ten thousand goals": lambda: with_(goals=[{**tree["goals"][0], "id": f"g{n}"} for n in range(10_000)]),
        "as large as a plan may be": lambda: with_(goals=_goals(tree, 12_700, "á")),
        "a dash in every large text": lambda: with_(goals=_goals(tree, 9_900, "–")),
        "an emoji in every large text": lambda: with_(goals=_goals(tree, 4_900, "😀")),
        "Chinese without end": lambda: with_(goals=_goals(tree, 4_200, "漢" * 3_999)),
        "as many values as there may be": lambda: with_(
            goals=[*tree["goals"], *({"id": f"g{n}", "objective": tree["objectives"][0]["id"]} for n in range(90_000))]
        ),
        "UTF-16": lambda: example.decode().encode("utf-16"),
        "nothing": lambda: b"",
    }


# Packages.


def package(good: bytes) -> dict[str, Callable[[], bytes]]:
    """ZIP files; ``good`` is a package of ours."""
    manifest = next(name for name in members_of(good) if name.endswith("manifest.json"))
    folder = manifest.rpartition("/")[0]

    def claiming(**values: object) -> bytes:
        members = members_of(good)
        members[manifest] = json.dumps({**json.loads(members[manifest]), **values}).encode()
        return packed(members)

    return {
        "zip-slip": lambda: _with(
            good, ("../../../fuera.txt", b"x"), ("/tmp/fuera.txt", b"x"), ("C:\\fuera.txt", b"x")
        ),
        "zip-slip below its folder": lambda: _with(good, (f"{folder}/../../fuera.txt", b"x")),
        "a link": lambda: _with(good, (f"{folder}/enlace", b"/etc/passwd"), link=True),
        "only links": lambda: _zip((f"{folder}/manifest.json", b"/etc/passwd"), link=True),
        "a million entries": lambda: _million_entries(1_000_000),
        "sixty thousand entries": lambda: _million_entries(60_000),
        "nested bomb": _nested_bomb,
        "bomb": lambda: _with(packed(members_of(good)), (f"{folder}/x.bin", bytes(300 * MB))),
        "bomb as manifest": lambda: _zip((manifest, b'{"code":"' + bytes(200 * MB))),
        "a manifest of lists": lambda: _zip((manifest, b'{"code":"' + b'","a":[' + b"[]," * MB)),
        "a stored manifest of lists": lambda: b"\0" * 40 + b'{"code":"","a":[' + b"[]," * (4 * MB // 3) + b"]}",
        "manifest twice": lambda: _with(good, (manifest, b"{}")),
        "a member twice": lambda: _with(good, next(iter(members_of(good).items()))),
        "sizes that lie small": lambda: _lying_sizes(good, 1),
        "sizes that lie large": lambda: _lying_sizes(good, 2**31),
        "huge files claimed": lambda: claiming(
            files={f"{n}": {"size": 2**60, "sha256": "0" * 64} for n in range(5000)}
        ),
        "a file outside claimed": lambda: claiming(files={"../../etc/passwd": {"size": 1, "sha256": "0" * 64}}),
        "another folder claimed": lambda: claiming(folder="../../fuera"),
        "newer": lambda: claiming(format_version=99),
        "a workbook": simple,
        "a comment that is an end": lambda: _zip(("x", b"x"), comment=b"PK\5\6" * 1000),
        "cut": lambda: good[: len(good) // 2],
        "nothing": lambda: b"",
    }


def area(good: bytes) -> dict[str, Callable[[], bytes]]:
    """Files of areas, well sealed; ``good`` is one of ours."""
    from pmi_desktop.official.package.names import BASE, HISTORY, PLACES, PLAN

    def plan_of(count: int) -> bytes:
        tree = json.loads(next(data for name, data in members_of(good).items() if name.endswith(PLAN)))
        return json.dumps({**tree, "goals": _goals(tree, count, "á")}, ensure_ascii=False).encode()

    return {
        "area, two large plans": lambda: _sealed(good, {PLAN: plan_of(1_900), BASE: plan_of(1_900)}),
        "area, two plans too large": lambda: _sealed(good, {PLAN: plan_of(3_000), BASE: plan_of(3_000)}),
        "area, places without end": lambda: _sealed(
            good, {PLACES: b'{"plan":{"goals":{' + b",".join(b'"%x":1' % n for n in range(3 * MB)) + b"}}}"}
        ),
        "area, history without end": lambda: _sealed(good, {HISTORY: b"[" + b"{}," * (10 * MB) + b"{}]"}),
        "area, deep places": lambda: _sealed(good, {PLACES: b'{"a":' * MB}),
    }


def _sealed(good: bytes, texts: dict[str, bytes]) -> bytes:
    """An area's file with other texts, its manifest in order."""
    from pmi_desktop.official.package.area import assemble_area
    from pmi_desktop.official.package.assembling import from_bytes
    from pmi_desktop.official.package.manifest import AreaManifest, decode
    from pmi_desktop.official.package.names import MANIFEST, README

    members = {name.rpartition("/")[2]: data for name, data in members_of(good).items()}
    manifest = decode(members[MANIFEST])
    assert isinstance(manifest, AreaManifest)
    rest = {name: data for name, data in members.items() if name not in {MANIFEST, README}}
    items = [from_bytes(name, data) for name, data in {**rest, **texts}.items()]
    out = io.BytesIO()
    assemble_area(msgspec.structs.replace(manifest, files={}, code=""), "Un área", items).write_zip(
        out, lambda _count: None
    )
    return out.getvalue()


# Workbooks.


def _cells(rows: int, columns: int, cell: str) -> str:
    return "".join(
        f'<row r="{row}">{"".join(cell.format(f"{chr(65 + column)}{row}") for column in range(columns))}</row>'
        for row in range(1, rows + 1)
    )


def _sheet(data: str, *more: tuple[str, str]) -> bytes:
    return edited(simple(), SHEET, ("<sheetData/>", f"<sheetData>{data}</sheetData>"), *more)


def _part(name: str, content: bytes) -> bytes:
    return rezipped({**parts(official_form()), name: content})


def _entities() -> bytes:
    levels = "".join(f'<!ENTITY e{n} "&e{n - 1};&e{n - 1};&e{n - 1};&e{n - 1};">' for n in range(1, 30))
    return (
        f'<!DOCTYPE x [<!ENTITY e0 "ja"><!ENTITY f SYSTEM "file:///etc/passwd">{levels}]><sst>&e29;&f;</sst>'.encode()
    )


def workbook() -> dict[str, Callable[[], bytes]]:
    """Workbooks and what calls itself one."""
    cell = '<c r="{}" s="0"><v>1</v></c>'
    text = '<c r="{}" t="inlineStr"><is><t>x</t></is></c>'
    many = '<mergeCell ref="A{0}:B{0}"/>'
    formula = "1" + "+(1" * 5000 + ")" * 5000
    return {
        "zip-slip": lambda: _with(official_form(), ("../../../fuera.xml", b"x")),
        "a link": lambda: _with(official_form(), ("xl/enlace", b"/etc/passwd"), link=True),
        "a million entries": lambda: _million_entries(1_000_000),
        "nested bomb": _nested_bomb,
        "bomb": lambda: _part("xl/media/image1.png", bytes(300 * MB)),
        "a lightly packed bomb": lambda: _part(
            "xl/media/image1.png",
            b"".join(zlib.compress(bytes([n % 256]) * 9999)[:40] * 9 + bytes(7000) for n in range(9000)),
        ),
        "sizes that lie": lambda: _lying_sizes(official_form(), 2**31 - 1),
        "a member twice": lambda: _with(official_form(), (SHEET.upper(), b"<x/>")),
        "entities": lambda: _part("xl/sharedStrings.xml", _entities()),
        "entities in UTF-16": lambda: _part("xl/styles.xml", _entities().decode().encode("utf-16")),
        "external links": lambda: _part("xl/externalLinks/externalLink1.xml", b"<externalLink/>"),
        "macros": lambda: _part("xl/vbaProject.bin", b"x"),
        "deep XML": lambda: _part(SHEET, b"<a>" * 100_000),
        "cells without end": lambda: _sheet(_cells(60_000, 26, cell)),
        "as many cells as are read": lambda: _sheet(_cells(4_000, 26, cell)),
        "texts without end": lambda: _sheet(_cells(40_000, 16, text)),
        "attributes without end": lambda: _sheet('<row r="1">' + '<a b="1" c="2" d="3" e="4"/>' * 300_000 + "</row>"),
        "many sheets, each full": _many_full_sheets,
        "a million rows": lambda: _sheet("".join(f'<row r="{n}"/>' for n in range(1, 1_000_001))),
        "a claim of a million rows": lambda: _sheet(
            '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
            ('<dimension ref="A1"/>', '<dimension ref="A1:XFD1048576"/>'),
        ),
        "one enormous text": lambda: _sheet(
            f'<row r="1"><c r="A1" t="inlineStr"><is><t>\U0001f600{"a" * 20 * MB}</t></is></c></row>'
        ),
        "merges without end": lambda: _sheet(
            "",
            (
                "<pageMargins",
                f"<mergeCells>{''.join(many.format(n) for n in range(1, 90_000))}</mergeCells><pageMargins",
            ),
        ),
        "a deep formula": lambda: _sheet(f'<row r="1"><c r="A1"><f>{formula}</f></c></row>'),
        "a shared formula to the end": lambda: _sheet(
            '<row r="1"><c r="A1"><f t="shared" ref="A1:XFD1048576" si="0">B1</f></c></row>'
        ),
        "a date in the year 9 million": lambda: _sheet('<row r="1"><c r="A1" s="0"><v>1e300</v></c></row>'),
        "an OLE file": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4 * MB),
        "a picture of 60 000 × 60 000": lambda: _part("xl/media/image1.png", png(60_000, 60_000)),
        "nothing": lambda: b"",
    }


def _many_full_sheets() -> bytes:
    names = [f"H{n}" for n in range(1, 25)]
    members = parts(simple(*names))
    cells = _cells(4_000, 26, '<c r="{}"/>')
    full = f"<sheetData>{cells}</sheetData>".encode()
    for number in range(1, len(names) + 1):
        name = f"xl/worksheets/sheet{number}.xml"
        members[name] = members[name].replace(b"<sheetData/>", full)
    return packed(members)


# Pictures.


def png(width: int, height: int, rows: int = 60, *, bands: int = 1) -> bytes:
    """A grey PNG, or with 4 bands a coloured one, that claims a size and holds some rows of it."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    packer = zlib.compressobj(1)
    raw = b"".join(packer.compress(bytes(bands * width + 1)) for _ in range(rows)) + packer.flush()
    head = struct.pack(">IIBBBBB", width, height, 8, 6 if bands == 4 else 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", raw) + chunk(b"IEND", b"")


def _jpeg(width: int, height: int) -> bytes:
    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", (64, 64), (20, 90, 60)).save(out, "JPEG")
    found = bytearray(out.getvalue())
    place = found.find(b"\xff\xc0") + 5
    found[place : place + 4] = struct.pack(">HH", height, width)
    return bytes(found)


def picture() -> dict[str, Callable[[], bytes]]:
    """Photographs."""
    return {
        "PNG of 60 000 × 60 000": lambda: png(60_000, 60_000),
        "PNG of 7 200 × 7 200, whole": lambda: png(7_200, 7_200, 7_200),
        "coloured PNG of 7 200 × 7 200, whole": lambda: png(7_200, 7_200, 7_200, bands=4),
        "coloured PNG of 3 900 × 3 900, whole": lambda: png(3_900, 3_900, 3_900, bands=4),
        "PNG of 2 000 000 000 × 1": lambda: png(2**31 - 1, 1, 0),
        "PNG of 1 × 50 000 000": lambda: png(1, 50_000_000),
        "PNG with a text of 200 MB": lambda: png(2000, 2000)[:33] + _text_chunk() + png(2000, 2000)[33:],
        "JPEG of 60 000 × 60 000": lambda: _jpeg(60_000, 60_000),
        "JPEG of 65 535 × 1": lambda: _jpeg(65_535, 1),
        "a JPEG that is a GIF": lambda: b"GIF89a" + struct.pack("<HH", 60_000, 60_000) + bytes(100),
        "nothing": lambda: b"",
    }


def _text_chunk() -> bytes:
    data = b"a\0\0" + zlib.compress(bytes(200 * MB))
    return struct.pack(">I", len(data)) + b"zTXt" + data + struct.pack(">I", zlib.crc32(b"zTXt" + data))

"""Files spoiled at random: in their bytes, and inside the shape that a reader must first get through."""

import io
import json
import random
import re
import sqlite3
import zipfile
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

ODD_TEXTS = (
    "", "0", "-1", "1e999", "NaN", "9" * 400, "../../fuera", "/etc/passwd", "C:\\fuera", "a\0b", "\ud83d", "=1+1",
    "𝕏" * 50, "x" * 70_000, "XFD1048576", "A1:XFD1048576", "true", "null", "2026-02-30", "&#0;", "%s%n", "\u202e\u200f",
)  # fmt: skip
ODD_VALUES: tuple[Any, ...] = (
    None, True, False, 0, -1, 10**30, 0.1, -0.0, 1e308, [], {}, [[]], {"": {}}, *ODD_TEXTS[:12], [None] * 50,
)  # fmt: skip


def spoiled(data: bytes, chance: random.Random) -> bytes:
    """A few random changes to bytes."""
    found = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 4, 16, 100))):
        _spoil(found, chance)
    return bytes(found)


def _spoil(data: bytearray, chance: random.Random) -> None:
    if not data:
        data += b"x"
    start = chance.randrange(len(data))
    some = chance.choice((1, 2, 4, 8, 64, 512))
    match chance.randrange(7):
        case 0:
            data[start] ^= 1 << chance.randrange(8)
        case 1:
            data[start : start + some] = chance.choice((b"\0", b"\xff", b"\x7f", b"\x80")) * some
        case 2:
            del data[start : start + some]
        case 3:
            data[start:start] = data[start : start + some] * chance.choice((1, 2, 50))
        case 4:
            data[start : start + some] = chance.randbytes(some)
        case 5:
            data[start:start] = chance.choice(ODD_TEXTS).encode("utf-8", "surrogatepass")
        case _:
            del data[chance.choice((start, len(data) - some)) :]


def spoiled_json(data: bytes, chance: random.Random) -> bytes:
    """Values exchanged, moved, dropped or repeated in a JSON text; often still the right shape."""
    tree = json.loads(data)
    for _ in range(chance.choice((1, 1, 2, 5, 20))):
        place, key = _somewhere(tree, chance)
        if place is None:
            break
        match chance.randrange(5):
            case 0:
                place[key] = chance.choice(ODD_VALUES)
            case 1:
                other, name = _somewhere(tree, chance)
                place[key] = json.loads(json.dumps(other[name])) if other is not None else None
            case 2:
                del place[key]
            case 3 if isinstance(place, list):
                place.insert(key, json.loads(json.dumps(place[key])))
            case 3:
                place[chance.choice(ODD_TEXTS)] = place[key]
            case _:
                place[key] = _near(place[key], chance)
    text = json.dumps(tree, ensure_ascii=False)
    if chance.random() < 0.1:  # a key twice
        text = re.sub(r'("\w+": )', r"\1null, \1", text, count=1)
    return text.encode("utf-8", "surrogatepass")


def _somewhere(tree: Any, chance: random.Random) -> tuple[Any, Any]:
    """A container and one of its keys, at a random depth."""
    place, key = None, None
    inside = tree
    while isinstance(inside, dict | list) and inside:
        place, key = inside, chance.choice(list(inside)) if isinstance(inside, dict) else chance.randrange(len(inside))
        inside = inside[key]
        if chance.random() < 0.2:
            break
    return place, key


def _near(value: Any, chance: random.Random) -> Any:
    """Something of the same kind."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value * chance.choice((-1, 10, 10**6, 10**20)) + chance.choice((0, 1))
    if isinstance(value, str):
        return chance.choice((value * 500, value[1:], value + "\0", value.upper(), chance.choice(ODD_TEXTS)))
    return [value, value]


def spoiled_xml(data: bytes, chance: random.Random) -> bytes:
    """Attributes and texts exchanged for odd ones, elements dropped or repeated."""
    found = data
    for _ in range(chance.choice((1, 2, 5))):
        pattern = chance.choice((rb'="([^"]*)"', rb">([^<]+)<", rb"<\w[^>]*/>", rb"<(\w+)[^>]*>[^<]*</\1>"))
        places = list(re.finditer(pattern, found))
        if not places:
            continue
        place = chance.choice(places)
        if pattern.startswith(b"<"):
            new = place[0] * chance.choice((0, 2, 300))
        else:
            odd = chance.choice((*ODD_TEXTS, "-2147483649", "rId999", "#REF!", "1048577"))
            new = place[0].replace(place[1], odd.encode("utf-8", "replace").replace(b"<", b""), 1)
        found = found[: place.start()] + new + found[place.end() :]
    return found


def spoiled_zip(data: bytes, chance: random.Random) -> bytes:
    """A member of a ZIP spoiled and all packed anew, so that a reader gets further than the ZIP itself."""
    members = members_of(data)
    name = chance.choice(list(members))
    match chance.randrange(6):
        case 0:
            del members[name]
        case 1:
            members[chance.choice(ODD_TEXTS)[:200] or "x"] = members[name]
        case 2:
            members[name] = spoiled(members[name], chance)
        case _ if name.endswith((".xml", ".rels")):
            members[name] = spoiled_xml(members[name], chance)
        case _ if name.endswith(".json"):
            members[name] = spoiled_json(members[name], chance)
        case _:
            members[name] = spoiled(members[name], chance)
    return packed(members)


def members_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(members: dict[str, bytes]) -> bytes:
    """Members as a ZIP, in their order, lightly packed."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, data in members.items():
            info = zipfile.ZipInfo("x")
            info.filename, info.compress_type = name.encode("utf-8", "replace").decode(), zipfile.ZIP_DEFLATED
            archive.writestr(info, data)
    return out.getvalue()


def spoiled_database(data: bytes, chance: random.Random, scratch: Path) -> bytes:
    """Rows and schema of a plan's file changed by somebody who can write SQL."""
    scratch.write_bytes(data)
    with closing(sqlite3.connect(scratch, isolation_level=None)) as raw:
        raw.execute("PRAGMA synchronous=OFF")
        tables = [row[0] for row in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for _ in range(chance.choice((1, 2, 5))):
            table = chance.choice(tables)
            columns = [row[1] for row in raw.execute(f'PRAGMA table_info("{table}")')]
            column = chance.choice(columns) if columns else "x"
            value = chance.choice((*ODD_TEXTS, None, 7, -1, 2**62, 0.5, b"\xff\xfe", "[[[]]]", '{"a":1}'))
            with suppress(sqlite3.Error):  # what the file itself does not take is no test of ours
                match chance.randrange(12):
                    case 0:
                        raw.execute(f'DROP TABLE "{table}"')
                    case 1:
                        raw.execute(f'ALTER TABLE "{table}" RENAME COLUMN "{column}" TO "otra"')
                    case 2:
                        raw.execute(f'DELETE FROM "{table}"')
                    case 3:
                        raw.execute(
                            f'CREATE TRIGGER t{chance.randrange(99)} AFTER INSERT ON "{table}" BEGIN'
                            f' DELETE FROM "{chance.choice(tables)}"; END'
                        )
                    case 4:
                        raw.execute(f'ALTER TABLE "{table}" ADD COLUMN "extra" TEXT')
                    case 5:
                        raw.execute(f"PRAGMA user_version={chance.choice((0, 1, -1, 2, 2**31 - 1))}")
                    case _:
                        value = value.encode("utf-8", "replace").decode() if isinstance(value, str) else value
                        raw.execute(f'UPDATE "{table}" SET "{column}" = ?', (value,))
    return scratch.read_bytes()

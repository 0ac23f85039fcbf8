"""Photographs made smaller: what changes, what must not, and what is refused before it costs memory."""

import io
import struct
import zlib
from time import process_time

import pytest
from PIL import Image

from pmi_desktop.official.pictures import MOST_SIDE, shrunk


def photo(width: int = 2000, height: int = 1500, kind: str = "JPEG", mode: str = "RGB", **options: object) -> bytes:
    """A picture with so much grain that it weighs something."""
    grain = Image.effect_noise((width // 8, height // 8), 60).resize((width, height))
    out = io.BytesIO()
    grain.convert(mode).save(out, kind, **options)
    return out.getvalue()


def small(data: bytes) -> Image.Image:
    made = shrunk(io.BytesIO(data), len(data))
    assert made is not None
    assert len(made[0]) < len(data)
    return Image.open(io.BytesIO(made[0]))


def bomb(width: int, height: int) -> bytes:
    """A PNG of a few bytes that claims so many pixels."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = zlib.compress(bytes(1_000_000), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


@pytest.mark.parametrize(("kind", "mode", "kept"), [
    ("JPEG", "RGB", "JPEG"), ("JPEG", "L", "JPEG"), ("JPEG", "CMYK", "JPEG"), ("WEBP", "RGB", "JPEG"),
    ("PNG", "RGB", "PNG"), ("PNG", "RGBA", "PNG"), ("PNG", "P", "PNG"),
])  # fmt: skip
def test_the_longer_side_becomes_1600_and_the_shape_stays(kind: str, mode: str, kept: str) -> None:
    made = small(photo(kind=kind, mode=mode, **({"quality": 98} if kind != "PNG" else {})))
    assert (made.format, made.size) == (kept, (MOST_SIDE, 1200))


def test_it_is_turned_as_it_was_held_and_tells_no_place() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # held upright
    exif.get_ifd(0x8825)[2] = (7.0, 53.0, 30.0)  # a latitude
    data = photo(exif=exif.tobytes(), quality=95, comment=b"tomada en la vereda")
    made = shrunk(io.BytesIO(data), len(data))
    assert made is not None
    assert b"vereda" in data
    assert b"vereda" not in made[0]
    picture = Image.open(io.BytesIO(made[0]))
    assert (picture.size, dict(picture.getexif())) == ((1200, MOST_SIDE), {})


def test_what_is_small_or_would_not_become_lighter_stays() -> None:
    assert shrunk(io.BytesIO(photo(1600, 900)), 10**9) is None
    data = photo(quality=90)
    assert shrunk(io.BytesIO(data), 1000) is None


@pytest.mark.parametrize("data", [b"", b"no es una foto", photo()[:3000], b"%PDF-1.7", photo(kind="BMP")])
def test_what_is_damaged_or_another_kind_stays(data: bytes) -> None:
    assert shrunk(io.BytesIO(data), max(len(data), 1)) is None


@pytest.mark.parametrize("size", [(60_000, 60_000), (8_000, 8_000), (4_000, 4_000), (1, 3_000_000)])
def test_a_bomb_is_refused_before_it_is_unpacked(size: tuple[int, int]) -> None:
    data = bomb(*size)
    began = process_time()
    assert shrunk(io.BytesIO(data), 10**9) is None
    assert process_time() - began < 1

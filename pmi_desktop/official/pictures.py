"""Photographs made small enough to keep and to send, without where and when they were taken."""

import io
import warnings
from typing import BinaryIO

from PIL import Image, ImageOps

MOST_SIDE = 1600
"""Pixels of the longer side: enough to read a list of names on a photographed page."""

_MOST_PIXELS = 52_000_000
"""The largest telephones make 50 million; what claims more is not decoded."""

_MOST_DECODED = (2 * MOST_SIDE) ** 2
"""Pixels that are really unpacked, at four bytes and up to four times at once. Any JPEG comes down to it."""

_LONGEST_SIDE = 65_535
"""A JPEG cannot be longer; each row costs memory by itself, so that a line of pixels can be a bomb."""

_KEPT_AS = {"JPEG": ("JPEG", "jpg"), "MPO": ("JPEG", "jpg"), "WEBP": ("JPEG", "jpg"), "PNG": ("PNG", "png")}
_QUALITY = 82


def shrunk(stream: BinaryIO, size: int) -> tuple[bytes, str] | None:
    """The picture with its longer side at :data:`MOST_SIDE`, and the ending its name now has.

    ``None`` when it stays as it is: it is small already, would not become lighter than its ``size`` in bytes, or is
    no picture that can be made smaller (damaged, too many pixels, another kind). Turned as it was held; what the
    telephone wrote into it, such as the place, is left out.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = Image.open(stream, formats=("JPEG", "PNG", "WEBP"))
        with image:
            if image.format not in _KEPT_AS or max(image.size) <= MOST_SIDE or not unpacks(image):
                return None
            kept, ending = _KEPT_AS[image.format]
            data = _written(_small(image, kept), kept)
    except (OSError, ValueError, SyntaxError, EOFError, MemoryError):
        return None
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        return None
    return (data, ending) if len(data) < size else None


def unpacks(image: Image.Image) -> bool:
    """Whether an opened picture can be unpacked within bounds, made ready for it.

    A JPEG is unpacked at the fraction of its size that still has a side of :data:`MOST_SIDE`.
    """
    if max(image.size) > _LONGEST_SIDE or image.width * image.height > _MOST_PIXELS:
        return False
    image.draft("RGB", (MOST_SIDE, MOST_SIDE))
    return image.width * image.height <= _MOST_DECODED


def _small(image: Image.Image, kept: str) -> Image.Image:
    ImageOps.exif_transpose(image, in_place=True)
    wanted = "RGB" if kept == "JPEG" else "RGBA" if image.mode == "P" else image.mode
    made = image if image.mode == wanted else image.convert(wanted)
    made.thumbnail((MOST_SIDE, MOST_SIDE))
    made.info = {}
    return made


def _written(image: Image.Image, kept: str) -> bytes:
    out = io.BytesIO()
    if kept == "JPEG":
        image.save(out, "JPEG", quality=_QUALITY, optimize=True)
    else:
        image.save(out, "PNG")
    return out.getvalue()

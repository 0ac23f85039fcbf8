"""Pictures as they lie in a workbook, made into what every drawing surface knows: PNG or JPEG."""

import io
import warnings
from functools import lru_cache

from PIL import Image

from pmi_desktop.official.pictures import unpacks

_MOST_SIDE = 2_400


class UnknownPicture(Exception):
    """A picture that cannot be drawn; the text names its kind."""


@lru_cache(maxsize=64)
def drawable(data: bytes, crop: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)) -> bytes:
    """The picture as PNG or JPEG, without the shares cropped off left, top, right and bottom.

    Raises :class:`UnknownPicture` for drawings of lines (EMF, WMF, SVG) and for what is damaged or huge.
    """
    kind = _foreign_kind(data)
    if kind:
        raise UnknownPicture(kind)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = Image.open(io.BytesIO(data), formats=("PNG", "JPEG", "GIF", "BMP", "TIFF", "WEBP"))
        size = f"{image.width} × {image.height}"
        if not unpacks(image):
            raise UnknownPicture(size)
        if image.format in {"PNG", "JPEG"} and not any(crop) and max(image.size) <= _MOST_SIDE and image.mode != "CMYK":
            image.load()
            return data
        return _remade(image, crop)
    except (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise UnknownPicture("damaged") from None


def _remade(image: Image.Image, crop: tuple[float, float, float, float]) -> bytes:
    kept = "JPEG" if image.format == "JPEG" else "PNG"
    made = image.convert("RGB" if kept == "JPEG" else "RGBA")
    if any(crop):
        width, height = made.size
        left, top, right, bottom = crop
        box = round(left * width), round(top * height), round((1 - right) * width), round((1 - bottom) * height)
        if box[0] >= box[2] or box[1] >= box[3]:
            raise UnknownPicture("cropped")
        made = made.crop(box)
    made.thumbnail((_MOST_SIDE, _MOST_SIDE))
    out = io.BytesIO()
    made.save(out, kept, **({"quality": 90} if kept == "JPEG" else {}))
    return out.getvalue()


def _foreign_kind(data: bytes) -> str:
    if data[:4] == b"\x01\x00\x00\x00" and data[40:44] == b" EMF":
        return "EMF"
    if data[:4] in {b"\xd7\xcd\xc6\x9a", b"\x01\x00\x09\x00"}:
        return "WMF"
    return "SVG" if data.lstrip()[:5] in {b"<?xml", b"<svg "} else ""

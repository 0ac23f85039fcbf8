"""Makes the manual: the help's pictures from the screens that the tests have just painted, and both PDFs in build/.

Run by `make manual`, which paints them first (tests/ui/test_screens.py and those whose screens OTHERS names).
"""

import sys
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
from pmi_desktop.services.manual import help_pages, write_manual, write_quick_start  # noqa: E402  # found by then

SCREENS = ROOT / "build" / "screens"
PICTURES = ROOT / "resources" / "help" / "pictures"
OTHERS = {
    "inicio": "inicio-2-100-light",
    "reunion": "meeting-100-light",
    "areas": "entregada-área-100-light",
    "taking": "recibir-conflictos-100-light",
    "log": "qué-ha-pasado-100-light",
}
"""Pages about what is no step, each with the screen it tells of."""

COLOURS = 64
"""Enough for flat screens, at a third of the size."""


def main() -> None:
    """Pictures first: the manual is made with them."""
    PICTURES.mkdir(exist_ok=True)
    for page in help_pages():
        screen = SCREENS / f"{OTHERS.get(page, f'{page}-lleno-100-light')}.png"
        if screen.is_file():
            with Image.open(screen) as picture:
                flat = picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
            flat.save(PICTURES / f"{page}.png", optimize=True)
    for made in (write_manual(ROOT / "build/manual.pdf"), write_quick_start(ROOT / "build/guia-rapida.pdf")):
        sys.stdout.write(f"{made.stat().st_size / 1e6:6.1f} MB  {made}\n")


if __name__ == "__main__":
    main()

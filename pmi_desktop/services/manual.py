"""The help that is shipped: its pages in the order of reading, for the window and for paper."""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from pmi_desktop import __version__
from pmi_desktop.domain.steps import STEPS
from pmi_desktop.paths import bundled

if TYPE_CHECKING:
    from pmi_desktop.official.documents.manual import HelpPage

FIRST = ("inicio", "ruta", "quien-hace-que", "normas", "reunion")
"""Pages about the whole; those of the steps follow in their order."""

LAST = ("areas", "taking", "log")
"""Pages beside the steps, as one comes to them: an area goes out, comes back, and is looked up later."""

QUICK_START = "guia-rapida"
_QUICK_PICTURES = ("home", "self_assessment")


@cache
def help_pages() -> dict[str, tuple[str, str]]:
    """Title and Markdown of each page, in the order of reading."""
    folder = bundled("resources", "help")
    order = [QUICK_START, *FIRST, "home", *(step.id for step in STEPS), *LAST]
    return {page: parted((folder / f"{page}.md").read_text(encoding="utf-8")) for page in order}


def parted(text: str) -> tuple[str, str]:
    """The title of a text in Markdown, and the rest."""
    title, _, rest = text.partition("\n")
    return title.removeprefix("# ").strip(), rest


def picture_of(page: str) -> Path | None:
    """The picture of a page's screen, as large as the screen it was made from (1366 × 768)."""
    path = bundled("resources", "help") / "pictures" / f"{page}.png"
    return path if path.is_file() else None


def write_manual(target: Path) -> Path:
    """The whole manual as a PDF. Raises :class:`~pmi_desktop.services.files.CannotWrite`."""
    from pmi_desktop.official.documents.manual import manual
    from pmi_desktop.services.files import write_whole

    pages = [_page(page) for page in help_pages() if page != QUICK_START]
    write_whole(target, manual(pages, bundled("resources", "fonts"), __version__))
    return target


def write_quick_start(target: Path) -> Path:
    """The quick start for a meeting, on two pages. Raises :class:`~pmi_desktop.services.files.CannotWrite`."""
    from pmi_desktop.official.documents.manual import quick_start
    from pmi_desktop.services.files import write_whole

    pictures = [path for page in _QUICK_PICTURES if (path := picture_of(page)) is not None]
    write_whole(target, quick_start(_page(QUICK_START), pictures, bundled("resources", "fonts")))
    return target


def _page(page: str) -> "HelpPage":
    from pmi_desktop.official.documents.manual import HelpPage

    return HelpPage(*help_pages()[page], picture_of(page))

"""What is handed in: there whole, or as it was before."""

from collections.abc import Callable
from pathlib import Path

from pmi_desktop.services import packages
from tests.torture.keeper import Life


class Broken(AssertionError):
    """A promise that was not kept; `promise` is one of the figures."""

    def __init__(self, promise: str, words: str) -> None:
        super().__init__(f"{promise}: {words}")
        self.promise = promise


def written(name: str, is_good: Callable[[Path], bool]) -> Callable[[Path, Life], None]:
    def check(folder: Path, life: Life) -> None:
        path = folder / "salida" / name
        there = path.exists()
        if there and path.is_file() and path.read_bytes() == b"lo de antes":
            there = False
            if life.code == 0:
                raise Broken("files that do not open", f"{name}: done, and nothing was written")
        if there and not is_good(path):
            raise Broken("files that do not open", name)
        if life.code == 0 and not there:
            raise Broken("files that do not open", f"{name}: done, and it is not there")

    return check


def good_workbook(path: Path) -> bool:
    from pmi_desktop.official.workbook.book import Workbook

    return bool(Workbook.open(path.read_bytes()).sheet_names)


def good_pdf(path: Path) -> bool:
    return path.read_bytes().startswith(b"%PDF") and path.read_bytes().rstrip().endswith(b"%%EOF")


def good_package(path: Path) -> bool:
    return packages.verify(path).whole


def good_folder(path: Path) -> bool:
    made = [one for one in path.iterdir() if not one.name.startswith(".")]
    return not made or packages.verify(path).whole or any(packages.verify(one).whole for one in made)

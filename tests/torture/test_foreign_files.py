"""Interchange files, packages, workbooks, pictures and plans of strangers: spoiled at random, or made to hurt."""

import io
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from pmi_desktop.cli import main
from pmi_desktop.services.interchange import write_plan
from pmi_desktop.storage.store import plan_image
from tests.official.workbook.foreign import official_form, simple
from tests.samples import EXAMPLE, NOW, example_plan, make_plan, reference
from tests.torture import hostile
from tests.torture.figures import Figures
from tests.torture.fuzzing import ENDINGS
from tests.torture.keeper import Keeper, Life

pytestmark = pytest.mark.skipif(not Path("/proc/self/clear_refs").exists(), reason="measures memory as Linux does")

LONG = {"interchange": 4000, "package": 2000, "workbook": 2400, "picture": 1600, "plan": 1600}
SHORT = {"interchange": 12, "package": 12, "workbook": 16, "picture": 12, "plan": 6}


@pytest.fixture(scope="session")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Good files of each kind, by folder."""
    home = tmp_path_factory.mktemp("semillas")
    plan = home / "plan.pmi"
    plan.write_bytes(plan_image(example_plan(), NOW))
    found = {kind: home / kind for kind in ENDINGS}
    for folder in found.values():
        folder.mkdir()
    (found["plan"] / "uno.pmi").write_bytes(plan.read_bytes())
    (found["plan"] / "dos.pmi").write_bytes(plan_image(make_plan(), NOW))
    (found["interchange"] / "uno.json").write_bytes(EXAMPLE.read_bytes())
    (found["interchange"] / "dos.json").write_bytes(write_plan(make_plan(), reference()))
    (found["workbook"] / "uno.xlsx").write_bytes(official_form())
    (found["workbook"] / "dos.xlsx").write_bytes(simple("Plan", "Otra"))
    data = ["--data", str(home / "datos")]
    assert main(["package", str(plan), "--out", str(found["package"] / "uno.zip"), "--draft", *data]) == 0
    assert main(["area", "give", str(plan), "--area", "2", "--out", str(found["package"] / "area.zip"), *data]) == 0
    for form in ("D02.03.F01-V5", "D02.03-V2"):
        out = str(found["workbook"] / f"{form}.xlsx")
        assert main(["export", str(plan), "--form", form, "--out", out, *data]) == 0
    _photographs(found["picture"])
    return home


def _photographs(folder: Path) -> None:
    from PIL import Image

    for kind, mode in (("JPEG", "RGB"), ("PNG", "RGBA"), ("PNG", "P"), ("WEBP", "RGB")):
        out = io.BytesIO()
        Image.effect_noise((2000, 300), 20).convert(mode).save(out, kind)
        (folder / f"{kind}-{mode}.{kind.lower()}").write_bytes(out.getvalue())


def _counted(life: Life, figures: Figures, word: str) -> list[str]:
    """Adds what a child said to the figures; what it says of promises that were not kept."""
    broken = []
    for line in life.said:
        kind, _, rest = line.partition(" ")
        if kind == "input":
            _, memory, seconds = rest.split(" ")
            figures.cost(int(memory), float(seconds))
            figures.add(word)
        elif kind == "broken":
            figures.add(rest.partition(":")[0])
            broken.append(rest)
    if life.code != 0:
        figures.add("tracebacks")
        broken.append(f"died of {life.code} with {life.said[-1]}: {life.printed[-2000:]}")
    return broken


def _fuzz(kind: str, keeper: Keeper, seeds: Path, folder: Path, figures: Figures, count: int, share: int) -> None:
    folder.mkdir()
    (folder / "semillas").symlink_to(seeds)
    problems = []
    for first in range(0, count, share):
        life = keeper.let_live("fuzz", folder, [kind, first, min(share, count - first)])
        problems += _counted(life, figures, "mutated files")
    if problems:
        pytest.fail("\n".join(problems), pytrace=False)
    figures.lines.append(f"mutated, {kind}: {figures.counts['mutated files']}")


@pytest.mark.parametrize("kind", list(ENDINGS))
def test_spoiled_files_are_refused_or_read(
    kind: str, keeper: Keeper, seeds: Path, folder: Path, figures: Figures
) -> None:
    _fuzz(kind, keeper, seeds, folder, figures, SHORT[kind], 100)


@pytest.mark.torture
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("kind", list(ENDINGS))
def test_thousands_of_spoiled_files(kind: str, keeper: Keeper, seeds: Path, folder: Path, figures: Figures) -> None:
    _fuzz(kind, keeper, seeds, folder, figures, LONG[kind], 200)


def _made_to_hurt(kind: str, seeds: Path) -> dict[str, Callable[[], bytes]]:
    match kind:
        case "interchange":
            return hostile.interchange(EXAMPLE.read_bytes())
        case "package":
            home = seeds / "package"
            return {
                **hostile.package((home / "uno.zip").read_bytes()),
                **hostile.area((home / "area.zip").read_bytes()),
            }
        case "workbook":
            return hostile.workbook()
        case _:
            return hostile.picture()


@pytest.mark.torture
@pytest.mark.timeout(900)
@pytest.mark.parametrize("kind", ["interchange", "package", "workbook", "picture"])
def test_files_made_to_hurt(kind: str, keeper: Keeper, seeds: Path, folder: Path, figures: Figures) -> None:
    own = folder / "semillas" / kind
    problems = []
    for name, make in _made_to_hurt(kind, seeds).items():
        shutil.rmtree(folder, ignore_errors=True)
        own.mkdir(parents=True)
        (own / f"{name.replace('/', '-')}{ENDINGS[kind]}").write_bytes(make())
        problems += _counted(keeper.let_live("fuzz", folder, [kind, "files"]), figures, "hostile files")
    if problems:
        pytest.fail("\n".join(problems), pytrace=False)

"""Every screen, empty, half filled and full, small and large, light and dark: painted and looked over.


Open build/screens/index.html to look at them with your own eyes.
"""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.school import PlanInfo, School
from pmi_desktop.domain.steps import STEPS
from pmi_desktop.ui.pages.page import ScrollPage
from pmi_desktop.ui.pages.registry import BESIDE, PAGES
from tests.samples import ROOT, example_plan, make_info
from tests.ui.delivered import delivered
from tests.ui.driving import Bench, fast_folder, open_plan, still_found
from tests.ui.looking import cut_off, overlapping, picture, sideways

OUT = ROOT / "build" / "screens"
SCREENS = ["home", *(step.id for step in STEPS if step.id in PAGES), *BESIDE]
COMBINATIONS = [
    ("vacío", 100, "light"),
    ("vacío", 150, "dark"),
    ("medio", 100, "light"),
    ("medio", 150, "light"),
    ("lleno", 100, "light"),
    ("lleno", 100, "dark"),
    ("lleno", 150, "light"),
]


def half(plan: Plan) -> Plan:
    """Every second record with what it needs, and half of the school's data."""
    gone = [record for index, record in enumerate(plan) if index % 2 and not isinstance(record, PlanInfo | School)]
    from pmi_desktop.domain.gestures import change, remove

    kept = plan.after(remove(plan, *gone))
    return kept.after(change(kept, kept.school, nit="", zone="", municipality="", head_name=""))


def filled(how: str) -> Plan:
    """The plan of a variant."""
    full = example_plan()
    return {"vacío": Plan.of([make_info()]), "medio": half(full), "lleno": delivered()}[how]


@dataclass
class Screen:
    bench: Bench
    label: str


@pytest.fixture(scope="module", params=COMBINATIONS, ids=lambda one: "-".join(map(str, one)))
def screen(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[Screen]:
    """A window with one variant of the plan, text size and colours, for all its pages."""
    how, size, look = request.param
    folder = fast_folder()
    bench = open_plan(qapp, folder, filled(how))
    bench.window.theme.set_size(size)
    bench.window.theme.set_look(look)
    bench.settle()
    yield Screen(bench, f"{how}-{size}-{look}")
    bench.window.theme.set_size(100)
    bench.window.theme.set_look("light")
    bench.close()
    bench.window.deleteLater()
    shutil.rmtree(folder)


@pytest.fixture(scope="module", autouse=True)
def _index() -> Iterator[None]:
    yield
    pictures = sorted(path.name for path in OUT.glob("*.png"))
    figures = "".join(
        f'<figure><img src="{name}" loading="lazy"><figcaption>{name}</figcaption></figure>' for name in pictures
    )
    style = (
        "<style>body{background:#888}img{max-width:100%;border:1px solid #444}figcaption{font:16px sans-serif}</style>"
    )
    (OUT / "index.html").write_text(f"<!doctype html><meta charset=utf-8>{style}{figures}", encoding="utf-8")


def keep(widget: QWidget, name: str) -> None:
    OUT.mkdir(parents=True, exist_ok=True)
    picture(widget).save(str(OUT / f"{name}.png"))


@pytest.mark.parametrize("step", SCREENS)
def test_nothing_is_cut_off_or_crowded(screen: Screen, step: str) -> None:
    window = screen.bench.window
    page = screen.bench.page(step)
    screen.bench.at_rest()
    screen.bench.frame.notice.hide()
    screen.bench.settle()
    keep(window, f"{step}-{screen.label}")
    if isinstance(page, ScrollPage) and page.area.verticalScrollBar().maximum():
        keep(page.area.widget(), f"{step}-{screen.label}-entera")
    assert window.size().width() == 1366, "the window does not fit its screen"
    assert window.size().height() == 768, "the window does not fit its screen"
    assert still_found(lambda: [*cut_off(window), *sideways(window), *overlapping(window)]) == []

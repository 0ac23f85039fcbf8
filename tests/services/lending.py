"""Schools and colleagues for the tests of areas: each a data folder of its own, meeting only in files."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from pmi_desktop.domain.lending import Scope
from pmi_desktop.domain.merge import Decision, Merge
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.records import Edit
from pmi_desktop.official.package.manifest import Loan
from pmi_desktop.services.area_files import read_area_file
from pmi_desktop.services.area_taking import Taking, take, weigh
from pmi_desktop.services.areas import Desk, Request, give
from pmi_desktop.services.importing import import_plan
from pmi_desktop.services.new_ids import new_id
from pmi_desktop.services.opened import OpenedPlan
from pmi_desktop.services.sending import silent
from pmi_desktop.services.workspace import Workspace
from pmi_desktop.storage.store import read_file
from tests.samples import NOW, reference

Gesture = Callable[[Plan], Edit]


class Computer:
    """A PC with one plan on it."""

    def __init__(self, folder: Path, plan: Plan | None = None) -> None:
        self.workspace = Workspace(folder, clock=lambda: NOW, new_id=new_id, program="la prueba")
        self.path = folder / "planes" / "plan.pmi"
        self.path.parent.mkdir(parents=True, exist_ok=True)
        if plan is not None:
            self.workspace.create(plan, self.path)

    @contextmanager
    def opened(self) -> Iterator[OpenedPlan]:
        opened = self.workspace.open(self.path)
        try:
            yield opened
        finally:
            assert opened.close()

    @property
    def plan(self) -> Plan:
        return read_file(self.path)

    def do(self, *gestures: Gesture) -> None:
        with self.opened() as opened:
            for gesture in gestures:
                opened.editor.apply(gesture(opened.editor.plan))

    def give(self, target: Path, *areas: str, planning: bool = True, to: str = "", author: str = "") -> Loan:
        """Give areas, or give them back, on a stick."""
        with self.opened() as opened:
            opened.editor.author = author or opened.editor.author
            evidence = opened.evidence
            desk = Desk(reference(), NOW.date(), lambda one: evidence.find(one.sha256))
            return give(opened, Request(scope=Scope(areas, planning, planning), to=to), target, desk, silent)

    def borrow(self, source: Path) -> None:
        import_plan(source, self.path, self.workspace, reference())

    def weigh(self, source: Path) -> Taking:
        with self.opened() as opened:
            return weigh(read_area_file(source, reference()), opened.editor.plan, opened.editor.notes, reference())

    def take(self, source: Path, decision: Decision | None = None, *, anyway: bool = False) -> Merge:
        with self.opened() as opened:
            editor, file = opened.editor, read_area_file(source, reference())
            return take(opened, weigh(file, editor.plan, editor.notes, reference(), anyway=anyway), decision)

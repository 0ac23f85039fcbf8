"""The plan being worked on: one value, the edits that led to it, and how far the disk has come."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from pmi_desktop.domain.errors import PmiError
from pmi_desktop.domain.plan import Plan
from pmi_desktop.domain.records import Edit
from pmi_desktop.domain.versions import with_new_version

if TYPE_CHECKING:
    from pmi_desktop.storage.store import PlanStore


class PlanIsReadOnly(PmiError):
    """A plan that was opened only to be looked at cannot be changed; ``path``."""


@dataclass(frozen=True, slots=True)
class SaveReport:
    """How an attempt to save ended: all up to ``revision`` is on the disk, and ``problem`` keeps the rest from it."""

    revision: int
    at: datetime
    problem: PmiError | None = None


class PlanEditor:
    """The current plan with undo and redo; for one thread.

    Every edit gets its author, installation, time and revision here. ``save`` never waits: edits go to the writer
    thread, which keeps and retries what the disk refuses. ``clock`` gives the local time and is also asked in the
    writer's thread.
    """

    def __init__(
        self,
        open_store: Callable[[Callable[[int, PmiError | None], None]], "PlanStore"],
        *,
        clock: Callable[[], datetime],
        installation: str,
        author: str = "",
    ) -> None:
        """``open_store`` gets what the store must call after each attempt to save."""
        self.author = author
        self._installation = installation
        self._clock = clock
        self._change_listeners: list[Callable[[Edit], None]] = []
        self._save_listeners: list[Callable[[SaveReport], None]] = []
        self._done: list[Edit] = []
        self._undone: list[Edit] = []
        self._joining = False
        self._unsent: list[Edit] = []
        self._last_report: SaveReport | None = None
        self._store = open_store(self._saved)
        self._plan = self._store.load()
        self._notes = dict(self._store.load_notes())
        self._on_disk = self._plan.revision

    @property
    def plan(self) -> Plan:
        """What the screens show."""
        return self._plan

    @property
    def notes(self) -> Mapping[str, str]:
        """What the plan's file remembers beside the plan, by name."""
        return self._notes

    def keep_notes(self, notes: Mapping[str, str | None]) -> None:
        """Remembers these, forgetting those that are ``None``; waits for the disk. No step to undo.

        Raises:
            PlanIsReadOnly, CannotSave: nothing is remembered.
        """
        if self.read_only:
            raise PlanIsReadOnly(path=self._store.path)
        self._store.keep_notes(notes)
        self._remember(notes)

    def _remember(self, notes: Mapping[str, str | None]) -> None:
        known = {**self._notes, **notes}
        self._notes = {name: value for name, value in known.items() if value is not None}

    @property
    def store(self) -> "PlanStore":
        """Where it is kept: its log, delivered versions and snapshots."""
        return self._store

    @property
    def clock(self) -> Callable[[], datetime]:
        """The local time of edits."""
        return self._clock

    @property
    def read_only(self) -> bool:
        """Whether it is only to be looked at."""
        return self._store.read_only

    @property
    def unsaved(self) -> int:
        """How many edits are not on the disk yet."""
        return self._plan.revision - self._on_disk

    @property
    def last_report(self) -> SaveReport | None:
        """How the last attempt to save ended."""
        return self._last_report

    @property
    def undo_label(self) -> str | None:
        """What *Deshacer* would take back, as in «eliminar meta»."""
        return self._done[-1].label if self._done else None

    @property
    def redo_label(self) -> str | None:
        """What *Rehacer* would do again."""
        return self._undone[-1].label if self._undone else None

    def apply(self, edit: Edit) -> None:
        """Makes an edit; one that changes nothing is ignored, one that goes on typing joins the step before.

        It is signed by whoever works now, unless it says itself whose work it is.

        An edit of what was delivered opens the plan's next version in the same step.

        Raises:
            PlanIsReadOnly
            StaleEdit: it was made on another plan; nothing is changed.
        """
        if not edit.changes and not edit.notes:
            return
        made = self._make(with_new_version(self._plan, edit))
        joined = self._done[-1].joined(made) if self._joining and self._done else None
        if joined is None:
            self._done.append(made)
        elif all(change.before == change.after for change in joined.changes):
            self._done.pop()  # typed and deleted again: nothing to take back
        else:
            self._done[-1] = joined
        self._undone.clear()
        self._joining = True
        self._tell(made)

    def remark(self, words: str) -> None:
        """Writes a line into the log of changes that changes nothing, and so is no step to take back.

        Raises:
            PlanIsReadOnly
        """
        self._joining = False
        self._tell(self._make(Edit(words, ())))

    def undo(self) -> Edit | None:
        """Takes the last step back, as an edit of its own; returns that edit, or nothing if there was no step."""
        return self._back_or_forth(self._done, self._undone, "deshacer", Edit.inverse)

    def redo(self) -> Edit | None:
        """Does again what was taken back last."""
        return self._back_or_forth(self._undone, self._done, "rehacer", lambda edit: edit)

    def _back_or_forth(
        self, source: list[Edit], target: list[Edit], verb: str, turned: Callable[[Edit], Edit]
    ) -> Edit | None:
        if not source:
            return None
        step = source[-1]
        made = self._make(replace(turned(step), label=f"{verb}: {step.label}", author=""))
        target.append(source.pop())
        self._joining = False
        self._tell(made)
        return made

    def _make(self, edit: Edit) -> Edit:
        if self.read_only:
            raise PlanIsReadOnly(path=self._store.path)
        made = replace(
            edit,
            author=edit.author or self.author,
            installation=self._installation,
            at=self._clock(),
            revision=self._plan.revision + 1,
        )
        self._plan = self._plan.after(made)
        self._remember({note.name: note.after for note in made.notes})
        self._unsent.append(made)
        return made

    def _tell(self, edit: Edit) -> None:
        for listener in tuple(self._change_listeners):
            listener(edit)

    def on_change(self, listener: Callable[[Edit], None]) -> None:
        """Calls ``listener`` after every edit, also those of undo and redo."""
        self._change_listeners.append(listener)

    def on_saved(self, listener: Callable[[SaveReport], None]) -> None:
        """Calls ``listener`` after every attempt to save, from the writer's thread."""
        self._save_listeners.append(listener)

    def save(self) -> None:
        """Hands what is new to the writer and returns at once; what failed before is tried again."""
        if self.unsaved:
            self._store.save(self._sent())

    def flush(self, timeout: float) -> bool:
        """Waits until all is on the disk, an attempt fails, or ``timeout`` seconds are over; whether all is saved."""
        self.save()
        return not self.unsaved or (self._store.flush(timeout) and not self.unsaved)

    def _sent(self) -> Sequence[Edit]:
        edits, self._unsent = self._unsent, []
        return edits

    def _saved(self, revision: int, problem: PmiError | None) -> None:
        self._on_disk = revision
        report = SaveReport(revision, self._clock(), problem)
        self._last_report = report
        for listener in tuple(self._save_listeners):
            listener(report)

    def close(self, timeout: float = 10) -> bool:
        """Saves what is left and lets the file go; whether all was saved."""
        whole = self.flush(timeout)
        self._store.close(timeout)
        return whole

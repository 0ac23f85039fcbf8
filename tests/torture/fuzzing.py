"""Foreign files given to the program one after another, each watched: how it ends, what it costs, where it writes.

Runs in a child of the nursery. For each file the child says `input NAME MEMORY SECONDS` (bytes above what the process
had before, seconds of the processor), and `broken PROMISE: NAME: words` where a promise was not kept; the file is then
kept in `raros` beside the folder.
"""

import contextlib
import gc
import io
import os
import random
import shutil
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pmi_desktop.domain.errors import PmiError
from tests.torture.mutating import spoiled, spoiled_database, spoiled_json, spoiled_zip

if TYPE_CHECKING:
    from pmi_desktop.official.workbook.book import Workbook

MOST_MEMORY = 200 * 10**6
MOST_SECONDS = 5.0

ENDINGS = {"interchange": ".json", "package": ".zip", "workbook": ".xlsx", "picture": ".jpg", "plan": ".pmi"}
"""The kinds of foreign file and how their names end."""


def fuzz(folder: Path, words: Sequence[str], say: Callable[[str], None]) -> None:
    """`words`: a kind, the first number and how many; or a kind and `files`, for those in the folder `entra`."""
    kind, first, *rest = words
    watch = Outside(folder)
    seeds = sorted((folder / "semillas" / kind).iterdir())
    if first == "files":
        for file in seeds:
            _one(folder, kind, file, say, watch)
        return
    for number in range(int(first), int(first) + int(rest[0])):
        chance = random.Random(f"{kind} {number}")
        seed = chance.choice(seeds)
        file = folder / "entra" / f"{number}{seed.suffix}"
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(_mutated(kind, seed.read_bytes(), chance, folder / "semillas" / "sql.db"))
        _one(folder, kind, file, say, watch)
        file.unlink(missing_ok=True)


def _mutated(kind: str, data: bytes, chance: random.Random, scratch: Path) -> bytes:
    inside = chance.random() < 0.6
    if inside and kind == "interchange":
        return spoiled_json(data, chance)
    if inside and kind in {"package", "workbook"}:
        return spoiled_zip(data, chance)
    if inside and kind == "plan":
        return spoiled_database(data, chance, scratch)
    return spoiled(data, chance)


def _one(folder: Path, kind: str, file: Path, say: Callable[[str], None], watch: "Outside") -> None:
    shutil.rmtree(folder / "salida", ignore_errors=True)
    (folder / "salida").mkdir()
    say(f"begins {file.name}")
    broken: list[str] = []
    costs = _Costs()
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True) for _ in range(2))
    with watch, contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            for step in READERS[kind](file, folder):
                costs.pause()
                broken += _said(step, err)
                costs.resume()
        except PmiError as problem:
            broken += _wordless(problem)
        except Exception:  # noqa: BLE001  # whatever it is, it is what we are looking for
            broken.append(f"tracebacks: {traceback.format_exc()}")
    costs.pause()
    seconds, memory = costs.seconds, costs.memory
    say(f"input {file.name.replace(' ', '_')} {memory} {seconds:.3f}")
    broken += [f"writes outside the target: {path}" for path in watch.found()]
    if seconds > MOST_SECONDS or memory > MOST_MEMORY:
        broken.append(f"costs: {memory / 1e6:.0f} MB {seconds:.1f} s")
    if broken:
        kept = folder.parent / "raros"
        kept.mkdir(exist_ok=True)
        shutil.copy(file, kept / f"{kind}-{file.name}")
        for words in broken:
            promise, _, rest = words.replace("\n", " | ").partition(":")
            say(f"broken {promise}: {rest[-1500:]} [{kind} {file.name}]")


def _said(code: int, err: io.TextIOWrapper) -> list[str]:
    """What is wrong with an answer of the command line: 0 or 1, or 2 with one sentence."""
    assert isinstance(err.buffer, io.BytesIO)
    words = err.buffer.getvalue().decode()
    err.buffer.seek(0)
    err.buffer.truncate()
    bad = code not in {0, 1, 2} or "Algo falló" in words or "Warning" in words or "Traceback" in words
    if bad or (code == 2 and len(words.strip().splitlines()) != 1) or len(words) > 2000:
        return [f"tracebacks: {code} {words[:1000]}"]
    return []


def _wordless(problem: PmiError) -> list[str]:
    from pmi_desktop.services.sentences import sentence

    try:
        words = sentence(problem)
    except Exception:  # noqa: BLE001  # a problem without a sentence is a traceback for its reader
        return [f"tracebacks: no sentence for {str(problem)[:300]} {traceback.format_exc()}"]
    return [f"tracebacks: a sentence of {len(words)} letters"] if len(words) > 2000 else []


def _command(*words: object) -> int:
    from pmi_desktop.cli import main

    return main([str(word) for word in words])


def _interchange(file: Path, folder: Path) -> Iterator[int]:
    data = folder / "salida" / "datos"
    yield _command("import", file, folder / "salida" / "plan.pmi", "--data", data)
    if (folder / "salida" / "plan.pmi").exists():
        yield _command("dump", folder / "salida" / "plan.pmi", "--data", data)


def _package(file: Path, folder: Path) -> Iterator[int]:
    data = folder / "salida" / "datos"
    yield _command("verify", file, "--data", data)
    yield _command("import", file, folder / "salida" / "plan.pmi", "--data", data)


def _workbook(file: Path, folder: Path) -> Iterator[int]:
    """Changed and saved as every filled form is; every eighth also read, bound and printed."""
    from pmi_desktop.official.printing.layout import layout
    from pmi_desktop.official.workbook.book import Workbook
    from pmi_desktop.paths import bundled

    data = file.read_bytes()
    _fill(Workbook.open(data))
    yield 0
    if not file.stem.isdigit() or int(file.stem) % 8 == 0:
        here = folder / "salida" / "datos"
        yield _command("read", file, folder / "salida" / "plan.pmi", "--data", here)
        layout(data, bundled("resources", "fonts"))


def _fill(book: "Workbook") -> None:
    for sheet in book.sheets:
        for _ in sheet.cells():
            pass
    sheet = book.sheets[0]
    sheet.set_text("B3", "=1+1")
    sheet.insert_rows(4, 2)
    book.save()


def _picture(file: Path, folder: Path) -> Iterator[int]:
    from pmi_desktop.official.printing.pictures import UnknownPicture, drawable
    from pmi_desktop.services.attachments import keep_files
    from pmi_desktop.services.evidence import EvidenceFolder
    from pmi_desktop.services.sending import silent

    keep_files(EvidenceFolder(folder / "salida" / "plan.pmi"), [file], shrink=True, progress=silent)
    with contextlib.suppress(UnknownPicture):
        drawable(file.read_bytes())
    yield 0


def _plan(file: Path, folder: Path) -> Iterator[int]:
    """Opened to type into, as in the window; then by three commands."""
    from pmi_desktop.domain.gestures import change
    from pmi_desktop.storage.store import read_file
    from tests.torture.jobs import workspace

    path = folder / "salida" / "plan.pmi"
    shutil.copy(file, path)
    data = folder / "salida" / "datos"
    yield _command("check", path, "--data", data)
    with contextlib.suppress(PmiError):
        workspace(folder / "salida").summary(path)
    yield _command("restore", path, folder / "salida" / "otro.pmi", "--data", data)
    opened = workspace(folder / "salida").open(path)
    try:
        plan = opened.editor.plan
        opened.editor.apply(change(plan, plan.school, name="Otro nombre"))
        saved = opened.editor.flush(10)
        kept = opened.editor.plan
    finally:
        opened.close()
    if saved and read_file(path) != kept:
        raise AssertionError("acknowledged, and not there when read again")
    yield _command("dump", path, "--data", data)


READERS: dict[str, Callable[[Path, Path], Iterator[int]]] = {
    "interchange": _interchange,
    "package": _package,
    "workbook": _workbook,
    "picture": _picture,
    "plan": _plan,
}


class Outside:
    """Listens to what Python itself is asked to change on the disk, and keeps what lies outside the target."""

    _CHANGES = ("os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.link", "os.symlink", "os.truncate", "os.chmod")
    _NEVER = ("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "socket.connect", "urllib.Request")

    def __init__(self, folder: Path) -> None:
        # SQLite reads what a power cut left in a copy of its own.
        self._copies = os.path.join(tempfile.gettempdir(), "pmi-")
        self._allowed = tuple(f"{one}{os.sep}" for one in (os.path.realpath(folder / "salida"), "/dev", "/proc"))
        self._found: list[str] = []
        self._on = False
        sys.addaudithook(self._hear)

    def __enter__(self) -> None:
        self._found, self._on = [], True

    def __exit__(self, *_: object) -> None:
        self._on = False

    def found(self) -> list[str]:
        return self._found

    def _hear(self, event: str, args: tuple[object, ...]) -> None:
        if not self._on:
            return
        if event == "open":
            path, _, flags = args
            if isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC):
                self._look(path)
        elif event in self._CHANGES:
            self._look(args[0])
            if event in {"os.rename", "os.link", "os.symlink"}:
                self._look(args[1])
        elif event in self._NEVER:
            self._found.append(f"{event} {args}")

    def _look(self, path: object) -> None:
        if isinstance(path, str | bytes | os.PathLike):
            real = os.path.realpath(os.fsdecode(path))
            if not (real + os.sep).startswith(self._allowed) and not real.startswith(self._copies):
                self._found.append(real)


class _Costs:
    """The dearest of several steps: bytes above what the process had before, and seconds of the processor."""

    def __init__(self) -> None:
        self.memory, self.seconds = 0, 0.0
        self.resume()

    def resume(self) -> None:
        gc.collect()
        Path("/proc/self/clear_refs").write_text("5")
        self._before, self._start = _memory("VmRSS"), time.process_time()

    def pause(self) -> None:
        self.seconds = max(self.seconds, time.process_time() - self._start)
        self.memory = max(self.memory, _memory("VmHWM") - self._before)


def _memory(word: str) -> int:
    with open("/proc/self/status", encoding="ascii") as status:
        return next(int(line.split()[1]) * 1024 for line in status if line.startswith(word))

"""The command as a process of its own: consoles, pipes, signals, and what nobody expected."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.samples import ROOT

COMMAND = [sys.executable, "-m", "pmi_desktop"]


def _environment(tmp_path: Path, **more: str) -> dict[str, str]:
    return {**os.environ, "PMI_DESKTOP_DATA": str(tmp_path / "data"), "PYTHONPATH": str(ROOT), **more}


@pytest.mark.parametrize("encoding", ["latin-1", "ascii", "cp437"])
def test_output_is_utf8_whatever_the_console_says(plan: Path, tmp_path: Path, encoding: str) -> None:
    folder = tmp_path / "año «ñ»"
    folder.mkdir()
    copy = folder / "plan.pmi"
    copy.write_bytes(plan.read_bytes())
    environment = _environment(tmp_path, PYTHONIOENCODING=encoding, PYTHONUTF8="0", LC_ALL="C")
    done = subprocess.run([*COMMAND, "profile", str(copy)], env=environment, capture_output=True, check=True)
    assert "Gestión de la comunidad" in done.stdout.decode("utf-8")
    done = subprocess.run(
        [*COMMAND, "check", str(folder / "nó.pmi")], env=environment, capture_output=True, check=False
    )
    assert done.returncode == 2
    assert "No se encontró" in done.stderr.decode("utf-8")


def test_a_reader_that_goes_away_is_no_error(plan: Path, tmp_path: Path) -> None:
    for words in (["dump", str(plan)], ["profile", str(plan)], ["check", str(plan), "--json"]):
        process = subprocess.Popen(
            [*COMMAND, *words], env=_environment(tmp_path), stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        assert process.stdout is not None
        process.stdout.close()
        assert process.stderr is not None
        assert process.stderr.read() == b""
        process.stderr.close()
        assert process.wait() == 0


@pytest.mark.skipif(sys.platform == "win32", reason="devices and signals of POSIX")
def test_a_full_disk_behind_the_output_is_told_by_the_exit_code(plan: Path, tmp_path: Path) -> None:
    for words in (["dump", str(plan)], ["profile", str(plan)]):
        with Path("/dev/full").open("wb") as full:
            done = subprocess.run(
                [*COMMAND, *words], env=_environment(tmp_path), stdout=full, stderr=subprocess.PIPE, check=False
            )
        assert done.returncode == 2
        assert b"Traceback" not in done.stderr


_INTERRUPTED = """
import signal, sys
from pmi_desktop.cli import commands, main
signal.signal(signal.SIGINT, signal.default_int_handler)  # tests run in the background have it ignored
def wait(args, here):
    here.terminal.say("empezó")
    here.terminal.close()
    import threading
    threading.Event().wait(300)
commands.COMMANDS["check"] = wait
sys.exit(main(["check", "x.pmi"]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="devices and signals of POSIX")
def test_control_c_is_an_answer(tmp_path: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", _INTERRUPTED],
        env=_environment(tmp_path),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "empezó\n"
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=120)
    assert process.returncode == 2
    assert err == "Interrumpido: no quedó nada a medias.\n"


_BROKEN = """
import sys
from pmi_desktop.cli import commands, main
def fail(args, here):
    raise ValueError("la rectora escribió esto")
commands.COMMANDS["check"] = fail
sys.exit(main(["check", "x.pmi"]))
"""


def test_a_bug_is_one_sentence_and_a_log_without_texts(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _BROKEN],
        env=_environment(tmp_path),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1
    assert "Algo falló" in done.stderr
    log = "".join(path.read_text("utf-8") for path in (tmp_path / "data").glob("*.log"))
    assert "ValueError in <string>:5 fail" in log
    assert "rectora" not in log


def test_a_bug_with_nowhere_to_log_is_still_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "data").write_bytes(b"a file where the folder should be")
    done = subprocess.run(
        [sys.executable, "-c", _BROKEN], env=_environment(tmp_path), capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1


_NO_CONSOLE = """
import sys
from pmi_desktop.cli import main
sys.stdout = sys.stderr = None
sys.exit(main(sys.argv[1:]))
"""


def test_without_a_console_nothing_breaks(plan: Path, tmp_path: Path) -> None:
    for words, code in ((["check", str(plan)], 0), (["dump", str(plan)], 0), (["checks"], 2)):
        done = subprocess.run([sys.executable, "-c", _NO_CONSOLE, *words], env=_environment(tmp_path), check=False)
        assert done.returncode == code


_WITHOUT_QT = """
import sys
from importlib.abc import MetaPathFinder
class NoQt(MetaPathFinder):
    def find_spec(self, name, path, target=None):
        if name.partition(".")[0] in {"PySide6", "shiboken6"}:
            raise ImportError("libGL.so.1: cannot open shared object file", name=name)
        return None
sys.meta_path.insert(0, NoQt())
from pmi_desktop.cli import main
sys.exit(main(sys.argv[1:]))
"""


def test_commands_work_where_qt_is_not_and_the_window_says_so(plan: Path, tmp_path: Path) -> None:
    def ran(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", _WITHOUT_QT, *words],
            env=_environment(tmp_path),
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

    assert ran("check", str(plan)).returncode == 0
    done = ran(str(plan))
    assert done.returncode == 2
    assert "falta algo para mostrar la ventana" in done.stderr
    assert "Traceback" not in done.stderr


def test_without_a_command_the_window_opens(
    run: Run, plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[tuple[Path | None, Path | None]] = []

    def show(path: Path | None, data: Path | None) -> int:
        opened.append((path, data))
        return 0

    monkeypatch.setattr("pmi_desktop.app.run", show)
    data = tmp_path / "otros datos"
    for words in ([], [plan], ["--data", data], [plan, "--data", data], ["--data", data, "nuevo.pmi"]):
        assert run(*words).code == 0
    assert opened == [(None, None), (plan, None), (None, data), (plan, data), (Path("nuevo.pmi"), data)]

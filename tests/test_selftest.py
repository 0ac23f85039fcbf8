"""`--self-test`, as the build runs it on the installed program; here from the checkout."""

import subprocess
import sys
from pathlib import Path
from threading import Thread

import pytest

from pmi_desktop import selftest


@pytest.mark.installer
def test_the_program_proves_itself_and_says_what_it_did(tmp_path: Path) -> None:
    report = tmp_path / "informe de la prueba.txt"
    run = subprocess.run(
        [sys.executable, "-m", "pmi_desktop", "--self-test", str(report)],
        capture_output=True, encoding="utf-8", timeout=300, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stdout + run.stderr
    assert report.read_text("utf-8") == run.stdout
    assert run.stdout.splitlines()[-1] == selftest.PASSED
    assert run.stdout.count("bien   ") == 6


def test_a_program_with_a_part_missing_says_which(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def gone(*parts: str) -> Path:
        raise FileNotFoundError("/".join(parts))

    monkeypatch.setattr("pmi_desktop.paths.bundled", gone)
    monkeypatch.setattr("sys.addaudithook", lambda _: None)
    report = tmp_path / "informe.txt"
    assert selftest.run(["pmi-desktop", "--self-test", str(report)]) == 1
    assert capsys.readouterr().out == report.read_text("utf-8")
    assert report.read_text("utf-8").startswith("FALLA  importar la escuela de ejemplo: FileNotFoundError: resources/")


def test_a_call_to_the_network_and_qt_on_another_thread_are_no_pass() -> None:
    watch = selftest._Watch()
    watch.note("socket.connect", ())
    watch.note("import", ("pmi_desktop.ui.frame", None))
    other = Thread(target=lambda: watch.note("import", ("pmi_desktop.ui.frame", None)))
    other.start()
    other.join()
    assert (watch.network, watch.astray) == (["socket.connect"], ["pmi_desktop.ui.frame"])
    with pytest.raises(selftest.Failed, match=r"pmi_desktop\.ui\.frame"):
        selftest._none(watch.astray)

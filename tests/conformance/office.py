"""What other programs say of our files: two OOXML validators and LibreOffice. `make conformance` installs them."""

import csv
import json
import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from openxml_audit import OpenXmlValidator, ValidationSeverity

# The fields of LibreOffice's CSV filter: comma, double quotes, UTF-8, from row 1, cells as shown, every sheet (-1).
_CSV_OF_EVERY_SHEET = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"


def faults(workbook: Path) -> list[str]:
    """Everything that Microsoft's Open XML SDK and openxml-audit hold against an XLSX file."""
    judges = {"Open XML SDK": _sdk_faults, "openxml-audit": _audit_faults}
    return [f"{name}: {fault}" for name, judge in judges.items() for fault in judge(workbook)]


def _sdk_faults(workbook: Path) -> list[str]:
    validator = os.environ["PMI_OOXML_VALIDATOR"]
    run = _run([validator, str(workbook)])
    if run.returncode not in (0, 1):
        raise RuntimeError(run.stderr)
    verdict = json.loads(run.stdout)
    return [] if verdict["ok"] else [f"{e['path']} {e['xPath']}: {e['description']}" for e in verdict["errors"]]


def _audit_faults(workbook: Path) -> list[str]:
    # Its warnings are advice (such as: Excel will store these texts elsewhere when it saves), no faults.
    errors = OpenXmlValidator().validate(str(workbook)).errors
    return [str(error) for error in errors if error.severity is ValidationSeverity.ERROR]


def sheets_as_shown(workbook: Path, scratch: Path) -> dict[str, list[list[str]]]:
    """The texts LibreOffice shows, after recalculating, by sheet name, row and column."""
    _convert(workbook, _CSV_OF_EVERY_SHEET, scratch)
    sheets = {}
    for path in scratch.glob(f"{workbook.stem}-*.csv"):
        with path.open(encoding="utf-8", newline="") as lines:
            sheets[path.stem.removeprefix(f"{workbook.stem}-")] = list(csv.reader(lines))
    return sheets


def as_pdf(workbook: Path, scratch: Path) -> Path:
    """The workbook as LibreOffice prints it."""
    _convert(workbook, "pdf", scratch)
    return scratch / f"{workbook.stem}.pdf"


def converted(file: Path, to: str, scratch: Path) -> Path:
    """The file in another format (``xlsx``, ``fods``), as LibreOffice saves it."""
    _convert(file, to, scratch)
    return scratch / f"{file.stem}.{to}"


def _convert(workbook: Path, to: str, scratch: Path) -> None:
    soffice = shutil.which("soffice")
    if soffice is None:
        raise RuntimeError("LibreOffice is missing: run `make conformance`")
    # A profile of its own: a second LibreOffice on one profile waits or gives up, and HOME may not be set.
    profile = f"-env:UserInstallation={(scratch / 'profile').resolve().as_uri()}"
    command = [soffice, profile, "--headless", "--norestore", "--convert-to", to, "--outdir"]
    run = _run([*command, str(scratch), str(workbook)])
    if run.returncode or not any(scratch.glob(f"{workbook.stem}*.{to.partition(':')[0]}")):
        raise RuntimeError(f"LibreOffice made nothing of {workbook.name}: {run.stderr}")


def _run(command: Sequence[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8", timeout=300, check=False
    )

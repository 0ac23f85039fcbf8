"""Makes what schools install from the program's folder: a portable ZIP, a .deb, and the installer for Windows.

Usage: python .ci/installer/pack.py [--program FOLDER] [--out FOLDER] [--version VERSION] [--level 0-9] [WHAT ...]
WHAT is zip, deb or nsis; all that this system has the tools for, if none is given. On Linux the installer for Windows
carries the Linux folder, which proves its script; the one for schools is made on Windows, by .github/workflows/.
"""

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
sys.path.insert(0, str(ROOT))
from pmi_desktop import __version__  # noqa: E402  # found by the line before

WINDOWS = sys.platform == "win32"
SYSTEM = "windows" if WINDOWS else "linux"
NAME = "pmi-escritorio"
LIBRARIES = ("libegl1", "libgl1", "libxcb1", "fontconfig-config")
"""What the folder links to and leaves to the system, besides the C library."""


def make_zip(program: Path, out: Path, version: str, level: int) -> Path:
    """The folder as it is, under one folder, with a page that says what to do."""
    target = out / f"{NAME}-{version}-{SYSTEM}.zip"
    facts = {
        "version": version,
        "program": "pmi-desktop.exe" if WINDOWS else "pmi-desktop",
        "data": r"%LOCALAPPDATA%\PMI Escritorio" if WINDOWS else "~/.local/share/PMI Escritorio",
        "system": "Windows 10 (versión 1809 o más nueva) o Windows 11, de 64 bits"
        if WINDOWS
        else "Linux de 64 bits, con Debian 12, Ubuntu 24.04 o más nuevos",
    }
    words = (HERE / "LEEME.txt").read_text("utf-8").format(**facts)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as archive:
        archive.writestr("PMI Escritorio/LEEME.txt", words.replace("\n", "\r\n" if WINDOWS else "\n"))
        for path in sorted(program.rglob("*")):
            if path.is_file():
                archive.write(path, f"PMI Escritorio/{path.relative_to(program).as_posix()}")
    return target


def make_deb(program: Path, out: Path, version: str, level: int) -> Path:
    """A package for Debian and Ubuntu, with an entry in the menu and `.pmi` opened by it."""
    target = out / f"{NAME}_{version}_amd64.deb"
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "root"
        shutil.copytree(program, root / "usr/lib" / NAME)
        (root / "usr/bin").mkdir()
        (root / "usr/bin/pmi-desktop").symlink_to(f"../lib/{NAME}/pmi-desktop")
        share = root / "usr/share"
        for source, place in (
            (HERE / f"{NAME}.desktop", share / "applications"),
            (HERE / f"{NAME}.xml", share / "mime/packages"),
            (ROOT / "resources/icons/app.png", share / "icons/hicolor/256x256/apps" / f"{NAME}.png"),
            (ROOT / "LICENSE", share / "doc" / NAME / "copyright"),
        ):
            goal = place if place.suffix or place.name == "copyright" else place / source.name
            goal.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, goal)
        kilobytes = sum(path.stat().st_size for path in root.rglob("*") if path.is_file()) // 1024
        needs = (f"libc6 (>= {_oldest_libc(program)})", *LIBRARIES)
        control = root / "DEBIAN/control"
        control.parent.mkdir()
        control.write_text(
            f"Package: {NAME}\nVersion: {version}\nArchitecture: amd64\nMaintainer: PMI Escritorio contributors\n"
            f"Section: education\nPriority: optional\nInstalled-Size: {kilobytes}\nDepends: {', '.join(needs)}\n"
            "Recommends: shared-mime-info, desktop-file-utils\n"
            "Description: Plan de Mejoramiento Institucional, sin internet\n"
            " Para rectores y equipos de gestión: de la autoevaluación de la Guía 34 al seguimiento y la entrega.\n",
            encoding="utf-8",
        )
        command = ["dpkg-deb", "--root-owner-group", "-Zxz", f"-z{level}", "--build", str(root), str(target)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return target


def _oldest_libc(program: Path) -> str:
    """The version of the C library that the libraries collected on this system ask for."""
    libraries = [str(path) for path in program.rglob("*.so*")]
    listed = subprocess.run(["objdump", "-T", *libraries], capture_output=True, encoding="utf-8", check=True).stdout
    versions = {tuple(map(int, found)) for found in re.findall(r"GLIBC_(\d+)\.(\d+)", listed)}
    return ".".join(map(str, max(versions)))


def make_nsis(program: Path, out: Path, version: str, level: int) -> Path:  # noqa: ARG001  # its script says how
    """The installer for Windows, packed with LZMA."""
    stand_in = "" if WINDOWS else "-ensayo"
    target = out / f"{NAME}-{version}-instalador{stand_in}.exe"
    facts = {
        "VERSION": version,
        "FOLDER": program,
        "ICON": ROOT / "resources/icons/app.ico",
        "OUTPUT": target,
    }
    defines = [f"-D{name}={value}" for name, value in facts.items()]
    command = ["makensis", "-V2", "-WX", "-INPUTCHARSET", "UTF8", *defines, str(HERE / "windows.nsi")]
    subprocess.run(command, check=True)
    return target


MAKERS = {"zip": (make_zip, None), "deb": (make_deb, "dpkg-deb"), "nsis": (make_nsis, "makensis")}


def main() -> None:
    """Make what was asked for and say where it is."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", type=Path, default=ROOT / "build/dist/pmi-desktop")
    parser.add_argument("--out", type=Path, default=ROOT / "build/installers")
    parser.add_argument("--version", default=__version__)
    parser.add_argument("--level", type=int, default=6, help="how hard ZIP and .deb are compressed, 0 to 9")
    parser.add_argument("what", nargs="*", metavar="WHAT")
    args = parser.parse_args()
    possible = [name for name, (_, tool) in MAKERS.items() if tool is None or shutil.which(tool)]
    args.out.mkdir(parents=True, exist_ok=True)
    facts = (args.program.resolve(), args.out.resolve(), args.version, args.level)
    with ThreadPoolExecutor() as side_by_side:
        for made in side_by_side.map(lambda name: MAKERS[name][0](*facts), args.what or possible):
            sys.stdout.write(f"{made.stat().st_size / 1e6:6.1f} MB  {made}\n")


if __name__ == "__main__":
    main()

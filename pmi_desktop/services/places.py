"""What kind of place a folder is: a plan on a stick, a network or a cloud folder works, and deserves a warning."""

import ctypes
import os
import re
import sys
from collections.abc import Mapping
from enum import Enum
from pathlib import Path, PurePath, PureWindowsPath


class Place(Enum):
    """Where a file lies, by what can happen to it there."""

    FIXED = "fixed"
    """A disk of this PC."""
    REMOVABLE = "removable"
    """It can be pulled out while the plan is open."""
    NETWORK = "network"
    """It can go away, and two PCs can write at once."""
    CLOUD = "cloud"
    """A program copies it elsewhere behind our back, and back."""


_CLOUDS = re.compile(
    r"(onedrive( - .+)?|dropbox( \(.+\))?|google ?drive|mi unidad|my drive|icloud ?drive|iclouddrive|mega|megasync"
    r"|nextcloud|owncloud|pcloud ?drive|box sync)",
    re.IGNORECASE,
)
_CLOUD_VARIABLES = ("OneDrive", "OneDriveConsumer", "OneDriveCommercial")

_NETWORKS = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ceph", "davfs", "fuse.sshfs", "fuse.davfs2",
             "fuse.gvfsd-fuse", "fuse.rclone"}  # fmt: skip
_CLOUD_SYSTEMS = {"fuse.rclone", "fuse.google-drive-ocamlfuse", "fuse.insync", "fuse.onedriver"}
_STICK_FOLDERS = ("/media/", "/run/media/", "/mnt/usb")

_REMOVABLE, _REMOTE, _OPTICAL = 2, 4, 5
"""Answers of Windows' GetDriveType."""


def place_of(path: Path) -> Place:
    """The kind of place an existing or future file lies in."""
    try:
        real = path.resolve()
    except OSError:
        real = path.absolute()
    if in_cloud(real, os.environ):
        return Place.CLOUD
    if sys.platform == "win32":
        return on_windows(PureWindowsPath(real), _drive_type(real.anchor))
    try:
        mounts = Path("/proc/self/mountinfo").read_text("utf-8", "surrogateescape")
    except OSError:
        return Place.FIXED
    return on_linux(real, mounts, Path("/sys"))


def in_cloud(path: PurePath, environment: Mapping[str, str]) -> bool:
    """Whether a folder above has the name that a cloud program gives its folder, or is the one Windows names."""
    if any(_CLOUDS.fullmatch(part) for part in path.parts[1:-1]):
        return True
    roots = [type(path)(root) for name in _CLOUD_VARIABLES if (root := environment.get(name))]
    return any(root in path.parents for root in roots)


def on_windows(path: PureWindowsPath, drive_type: int) -> Place:
    """By the kind of drive that Windows tells; a share (``\\\\server\\folder``) has none."""
    if path.drive.startswith("\\\\") or drive_type == _REMOTE:
        return Place.NETWORK
    return Place.REMOVABLE if drive_type in {_REMOVABLE, _OPTICAL} else Place.FIXED


def _drive_type(anchor: str) -> int:
    if sys.platform == "win32":
        return int(ctypes.windll.kernel32.GetDriveTypeW(anchor))
    return 0


def on_linux(path: PurePath, mountinfo: str, sys_folder: Path) -> Place:
    """By the file system mounted there (``/proc/self/mountinfo``), and by what the kernel says of its device."""
    point, system, device = _mount_of(path, mountinfo)
    if system in _CLOUD_SYSTEMS:
        return Place.CLOUD
    if system in _NETWORKS:
        return Place.NETWORK
    if f"{point}/".startswith(_STICK_FOLDERS) or _is_removable(device, sys_folder):
        return Place.REMOVABLE
    return Place.FIXED


def _mount_of(path: PurePath, mountinfo: str) -> tuple[str, str, str]:
    """Mount point, file system and device number of the deepest mount above a path; of equal ones the last mounted."""
    best = ("/", "", "")
    for line in mountinfo.splitlines():
        left, _, right = line.partition(" - ")
        fields, system = left.split(" "), right.split(" ")[0]
        if len(fields) < 5:
            continue
        point = re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), fields[4])
        if (PurePath(point) == path or PurePath(point) in path.parents) and len(point) >= len(best[0]):
            best = (point, system, fields[2])
    return best


def _is_removable(device: str, sys_folder: Path) -> bool:
    """What the kernel says of a disk, or of the one a partition is on; a USB disk counts, whatever it says."""
    block = sys_folder / "dev" / "block" / device
    if not device or not block.exists():
        return False
    real = block.resolve()
    if "/usb" in real.as_posix():
        return True
    for folder in (real, real.parent):
        try:
            if (folder / "removable").read_text("ascii").strip() == "1":
                return True
        except OSError:
            continue
    return False

"""SQLite's side of `disk.py`: its default file system, wrapped in the very library the program uses.

`sqlite3` of Python cannot be given another file system, but `ctypes` reaches the library it was linked with, and a VFS
registered there as the default serves every connection from then on. Ours is a copy of the system's own in which
opening and deleting are asked about first; an open file gets the system's methods but for writing, cutting and
syncing. So the program and its driver stay as they are. Nothing is really synced: the disk here is imagined.
"""

import _sqlite3
import ctypes
import errno
import os
from ctypes import CFUNCTYPE, POINTER, Structure, byref, c_char_p, c_int, c_int64, c_void_p, cast
from typing import Any

from tests.torture.disk import Disk, Step

OK, IOERR, FULL, CANTOPEN = 0, 10, 13, 14
IOERR_WRITE, IOERR_FSYNC, IOERR_TRUNCATE, IOERR_DELETE = (IOERR | number << 8 for number in (3, 4, 6, 10))
_CREATE = 0x04

# Names as bare addresses: SQLite keeps them, and reads what lies behind their end.
_Open = CFUNCTYPE(c_int, c_void_p, c_void_p, c_void_p, c_int, c_void_p)
_Delete = CFUNCTYPE(c_int, c_void_p, c_void_p, c_int)
_Write = CFUNCTYPE(c_int, c_void_p, c_void_p, c_int, c_int64)
_Truncate = CFUNCTYPE(c_int, c_void_p, c_int64)
_Sync = CFUNCTYPE(c_int, c_void_p, c_int)


class _Vfs(Structure):
    _fields_ = (
        ("version", c_int),
        ("file_size", c_int),
        ("longest_path", c_int),
        ("next", c_void_p),
        ("name", c_char_p),
        ("data", c_void_p),
        ("open", _Open),
        ("delete", _Delete),
        ("others", c_void_p * 14),
    )


class _Methods(Structure):
    _fields_ = (
        ("version", c_int),
        ("close", c_void_p),
        ("read", c_void_p),
        ("write", _Write),
        ("truncate", _Truncate),
        ("sync", _Sync),
        ("others", c_void_p * 13),
    )


class SqliteDisk:
    """Sends what SQLite changes through a disk; must stay referenced as long as the process opens databases."""

    def __init__(self, disk: Disk) -> None:
        self._disk = disk
        self._library = ctypes.CDLL(_sqlite3.__file__)
        self._library.sqlite3_vfs_find.restype = POINTER(_Vfs)
        self._real: _Vfs = self._library.sqlite3_vfs_find(None).contents
        self._paths: dict[int, str] = {}
        self._fresh: set[int] = set()
        self._methods: dict[int, tuple[_Methods, _Methods]] = {}
        self._vfs = _Vfs()
        ctypes.memmove(byref(self._vfs), byref(self._real), ctypes.sizeof(_Vfs))
        self._vfs.name = b"watched"
        self._vfs.next = None
        self._vfs.open = _Open(self._open)
        self._vfs.delete = _Delete(self._delete)

    def install(self) -> None:
        """Every database opened from now on."""
        if self._library.sqlite3_vfs_register(byref(self._vfs), 1) != OK:
            raise RuntimeError("SQLite does not take the file system")

    def _open(self, vfs: int, name: int | None, file: int, flags: int, out: int | None) -> int:
        path = os.fsdecode(ctypes.string_at(name)) if name else ""
        fresh = bool(path and flags & _CREATE and not os.path.exists(path))
        if fresh and self._disk.allows(Step("create", path)):
            return CANTOPEN
        code = int(self._real.open(vfs, name, file, flags, out))
        if code == OK and path and self._disk.holds(path):
            self._paths[file] = path
            (self._fresh.add if fresh else self._fresh.discard)(file)
            self._watch(file)
        return code

    def _watch(self, file: int) -> None:
        """Gives an open file our methods, a copy of its own but for three."""
        place = cast(file, POINTER(c_void_p))
        address = place[0]
        assert address is not None
        if address not in self._methods:
            real, ours = _Methods.from_address(address), _Methods()
            ctypes.memmove(byref(ours), byref(real), ctypes.sizeof(_Methods))
            ours.write = _Write(lambda *args: self._write(real, *args))
            ours.truncate = _Truncate(lambda *args: self._truncate(real, *args))
            ours.sync = _Sync(self._sync)
            self._methods[address] = real, ours
        place[0] = ctypes.addressof(self._methods[address][1])

    def _delete(self, vfs: int, name: int, sync_folder: int) -> int:
        path = os.fsdecode(ctypes.string_at(name))
        if self._disk.allows(Step("delete", path)):
            return IOERR_DELETE
        code = int(self._real.delete(vfs, name, sync_folder))
        if code == OK and sync_folder and self._disk.allows(Step("sync_folder", os.path.dirname(path))):
            return IOERR_FSYNC
        return code

    def _write(self, real: Any, file: int, data: int, size: int, offset: int) -> int:
        code = self._disk.allows(Step("write", self._paths[file], offset, ctypes.string_at(data, size)))
        if code:
            return FULL if code == errno.ENOSPC else IOERR_WRITE
        return int(real.write(file, data, size, offset))

    def _truncate(self, real: Any, file: int, size: int) -> int:
        if self._disk.allows(Step("truncate", self._paths[file], size)):
            return IOERR_TRUNCATE
        return int(real.truncate(file, size))

    def _sync(self, file: int, _flags: int) -> int:
        path = self._paths[file]
        if self._disk.allows(Step("sync", path)):
            return IOERR_FSYNC
        if file in self._fresh:  # SQLite's own file system then syncs the folder of a new journal
            self._fresh.discard(file)
            if self._disk.allows(Step("sync_folder", os.path.dirname(path))):
                return IOERR_FSYNC
        return OK

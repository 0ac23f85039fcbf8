"""What can go wrong between a plan and the disk."""

from pmi_desktop.domain.errors import PmiError


class StorageProblem(PmiError):
    """A plan's file cannot be read or written; ``path`` is the file.

    ``reason``, where a class has one, is a word of ``services/files.py`` (``missing``, ``folder``, ``not_a_file``,
    ``denied``, ``in_use``, ``read_only``, ``full``, ``name``, ``gone``, ``other``) or one of those it names itself.
    """


class CannotOpen(StorageProblem):
    """The file cannot be opened; ``reason``."""


class CannotSave(StorageProblem):
    """Edits are not on the disk; they are kept and tried again.

    ``reason`` may also be ``disk`` (reading or writing failed) and ``changed`` (somebody else has written the file
    since it was opened).
    """


class NotAPlan(StorageProblem):
    """The file is something else; ``reason``: ``empty``, ``not_sqlite`` or ``other_database``."""


class Damaged(StorageProblem):
    """The file was a plan and can no longer be read; ``detail`` is SQLite's word for it or the place, in English."""


class NewerFile(StorageProblem):
    """A newer program wrote the file: its ``schema`` is above ``known``; it stays untouched."""

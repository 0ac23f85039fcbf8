"""Why something is no package, or why one cannot be made."""

from pmi_desktop.domain.errors import PmiError


class NotAPackage(PmiError):
    """What was given cannot be a package of ours: ``reason``, and ``path`` once it is known.

    ``reason``: ``empty``, ``not_zip``, ``no_manifest``, ``several`` (more than one package in a folder), ``other``
    (a manifest of something else), ``newer`` (of a newer program) or ``too_big`` (more than a package ever holds).
    """


class PackageTooBig(PmiError):
    """The files chosen come to ``size`` bytes in ``count`` files: more than ``limit`` bytes or ``most`` files."""


class FileChanged(PmiError):
    """A file (``name``) was not the same when it was copied as when it was measured."""


class NotWhole(PmiError):
    """A package of which a needed file (``name``) is missing or is not what the manifest says."""

"""The same window as the tests of single pages drive."""

from tests.ui.conftest import bench

__all__ = ["bench"]

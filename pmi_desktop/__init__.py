"""PMI Escritorio: a school's improvement plan, from diagnosis to hand-in, without internet."""

__version__ = "0.1.0"

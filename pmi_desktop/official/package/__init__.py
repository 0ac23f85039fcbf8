"""The hand-in package: what lies in it, its manifest, its receipt, and whether one that comes back is whole."""

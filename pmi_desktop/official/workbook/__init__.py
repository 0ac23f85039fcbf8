"""Office workbooks changed in place: what nobody asked to change stays byte for byte as it was."""

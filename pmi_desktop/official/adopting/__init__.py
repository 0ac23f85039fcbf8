"""Somebody else's blank or filled workbook as a form: which of its cells and columns hold which value."""

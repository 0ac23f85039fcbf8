"""Filled sheets as pages: one display list that becomes the PDF and the preview in the window."""

"""PDFs that are no official forms: sheets to work on paper, minutes, receipts, summaries."""

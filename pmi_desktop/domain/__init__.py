"""What a plan is: records, edits, figures and checks, with the standard library alone."""

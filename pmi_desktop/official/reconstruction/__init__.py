"""The forms as we reconstruct them: run it to write their folders again (``python -m … FOLDER``)."""

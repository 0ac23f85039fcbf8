"""``python -m pmi_desktop``."""

import sys

from pmi_desktop.cli import main

if __name__ == "__main__":
    sys.exit(main())

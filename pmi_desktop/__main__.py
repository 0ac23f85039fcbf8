"""``python -m pmi_desktop``, and the installed program."""

import sys

from pmi_desktop.cli import main

if __name__ == "__main__":
    if "--self-test" in sys.argv:
        from pmi_desktop.selftest import run

        sys.exit(run(sys.argv))
    sys.exit(main())

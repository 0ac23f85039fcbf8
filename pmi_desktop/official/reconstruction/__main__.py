"""Write the folders of the forms that we reconstruct: ``python -m pmi_desktop.official.reconstruction forms``."""

import sys
from pathlib import Path

from pmi_desktop.official.reconstruction.folders import write_folders

if __name__ == "__main__":
    write_folders(Path(sys.argv[1]))

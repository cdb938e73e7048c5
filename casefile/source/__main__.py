"""`python -m casefile.source FOLDER`: every problem of a case, one a line."""

import sys
from pathlib import Path

from casefile.source.loader import examine

if __name__ == "__main__":
    case, problems = examine(Path(sys.argv[1]))
    sys.stdout.writelines(f"{problem}\n" for problem in problems)
    sys.exit(1 if problems else 0)

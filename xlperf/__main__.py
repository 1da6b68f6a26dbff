"""`python -m xlperf`: the command line."""

import sys

from xlperf.cli import main

sys.exit(main())

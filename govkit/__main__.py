"""`python -m govkit`: the same as the command `govkit`.

The words of the command line enter, its exit status leaves. It knows nothing but the door of
`govkit.cli`.
"""

from __future__ import annotations

import sys

from govkit.cli import main

if __name__ == "__main__":
    sys.exit(main())

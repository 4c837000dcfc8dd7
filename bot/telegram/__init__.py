"""The edge to Telegram: receive, translate, send."""

import os

# Durations as timedelta, as the library will have them; must be said before it is used.
os.environ.setdefault("PTB_TIMEDELTA", "1")

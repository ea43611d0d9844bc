"""Settings every test shares: properties are judged by what they find, never by their speed."""

from __future__ import annotations

from hypothesis import settings

pytest_plugins = ["pytester"]

settings.register_profile("govkit", deadline=None, derandomize=True)
settings.load_profile("govkit")

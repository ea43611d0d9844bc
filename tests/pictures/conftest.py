"""Models that the tests of this room share with those of the exports."""

from __future__ import annotations

from tests.export.conftest import district, every_kind

__all__ = ["district", "every_kind"]

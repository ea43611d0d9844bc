"""The zip of an Office file without the moment of its writing, the same for the same parts.

The bytes of a package enter and leave; the parts, their names and their order are kept. What the
parts say is not known here.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from types import MappingProxyType

# The one date that a part of a package can have: the first that the format knows.
_NO_DATE = (1980, 1, 1, 0, 0, 0)
_AS_IS: Mapping[str, Callable[[bytes], bytes]] = MappingProxyType({})


def undated(package: bytes, mended: Mapping[str, Callable[[bytes], bytes]] = _AS_IS) -> bytes:
    """The same parts in the same order with no date; those named in `mended` pass through it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, _NO_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            entry.create_system = 3
            data = old.read(name)
            new.writestr(entry, mended[name](data) if name in mended else data)
    return out.getvalue()

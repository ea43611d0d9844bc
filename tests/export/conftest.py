"""The models that tests of this room share with those of the readings of a model."""

from tests.analysis.conftest import district as district
from tests.analysis.conftest import every_kind as every_kind
from tests.analysis.conftest import every_kind_text as every_kind_text

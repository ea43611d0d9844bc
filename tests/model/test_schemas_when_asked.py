"""The readers of a text build the model without a schema; the schema agrees with what they built.

Every text of the cases that holds, and every example, is written as data and read back through the
schema: a value of a type that its field does not take would be refused or written with a warning.
"""

from __future__ import annotations

import warnings
from pathlib import Path

import pytest
from pydantic import ValidationError

from govkit.model.frozen import Frozen
from govkit.model.governance import Governance
from govkit.model.level import Level
from govkit.model.statement import Attribute, Origin, Stated
from govkit.pipeline import compile_path
from govkit.values import Quantity, Text

ROOT = Path(__file__).parents[2]
KINDS = sorted(path for path in (ROOT / "tests" / "cases").iterdir() if (path / "good").is_dir())


def texts(kind: Path) -> list[Path]:
    return sorted((kind / "good").glob("*.gov"))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_what_the_readers_built_is_what_the_schema_reads(kind: Path) -> None:
    models = [compile_path(path).model for path in texts(kind)]
    assert any(models)
    for model in filter(None, models):
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            again = Governance.model_validate_json(model.model_dump_json())
        assert again == model
        assert list(again.__dict__)[: len(Governance.model_fields)] == list(Governance.model_fields)
        assert again.model_dump_json() == model.model_dump_json()


def test_a_schema_makes_objects_of_the_class_itself() -> None:
    level = Level.model_validate({"name": "街道", "title": "全称"})
    assert type(level) is Level and level == Level(name="街道", title="全称")
    assert type(level.note) is Attribute and type(level.origin) is Origin
    assert isinstance(level, Frozen) and level.model_fields_set == {"name", "title"}


def test_a_value_of_another_type_is_refused_by_the_schema() -> None:
    for wrong in ({"name": 1}, {"name": "a", "of": 2}, {}, {"name": "a", "note": [{"value": 3}]}):
        with pytest.raises(ValidationError):
            Level(**wrong)


def test_what_is_known_to_be_right_is_looked_at_by_name_alone() -> None:
    level = Level.model_construct(name="街道")
    assert level == Level(name="街道") and list(level.__dict__) == list(Level.model_fields)
    with pytest.raises(TypeError):
        Level.model_construct(title="全称")
    with pytest.raises(TypeError):
        Level.model_construct(name="街道", colour="red")


def test_statements_are_of_one_class_whatever_their_values_are() -> None:
    text, count = Stated[Text](value=Text("a")), Stated[Quantity](value=Quantity(3))
    assert type(text) is type(count) is Stated and text != count
    assert Attribute[Text].none() == Attribute[Quantity].none() == Attribute(())


def test_nothing_frozen_can_be_changed() -> None:
    level = Level(name="街道")
    for change in (lambda: setattr(level, "name", "b"), lambda: delattr(level, "name")):
        with pytest.raises(ValidationError):
            change()
    assert level.name == "街道"

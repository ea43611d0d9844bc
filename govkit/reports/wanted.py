"""What is asked of a report beside its model: the tongue, the chapters, the order, the paper.

Plain choices enter and are kept; whoever asks has already refused what cannot be chosen.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from govkit.values.units import Lang


@dataclass(frozen=True, slots=True)
class Wanted:
    """The choices of one report.

    `only` names kinds (`matter`), none for all chapters; `order` is that of the text or of the
    articles it cites; `source` is the name of one source; `public` leaves out what is internal. A
    form is `empty` where what the model says is not to stand in it; `file` is what the workbook
    will be called.
    """

    lang: Lang
    only: tuple[str, ...] = ()
    order: Literal["text", "article"] = "text"
    source: str = ""
    paper: Literal["A4", "A3"] = "A4"
    public: bool = False
    empty: bool = False
    file: str = ""

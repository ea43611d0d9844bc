"""One style for every text, and the same text in the other tongue. `format_text` is the door.

`lexemes` cuts a text into words and marks; `style` spells one of them; `layout` makes lines of them
and `printer` text again. `figures`, `words` and `values` say what of a value belongs to the
vocabulary, `names` what is the author's own, `statements` which words change; `text` does it all.
"""

from govkit.syntax.formatter.text import format_text

__all__ = ["format_text"]

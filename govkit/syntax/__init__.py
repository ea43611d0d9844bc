"""Text to nodes and back: parser, recovery, formatter. The only home of Lark.

Text enters as a `SourceFile`; a tree of nodes and a list of findings leave. The parser knows the
forms of the language and the words of its clauses, never what a kind or a field means; only the
formatter looks up kinds and fields, to write their words in the other tongue.
"""

"""Text to nodes and back: parser, recovery, formatter. The only home of Lark.

Text enters as a `SourceFile`; a tree of nodes and a list of findings leave. This room knows the
forms of the language and the words of its clauses, never what a kind or a field means.
"""

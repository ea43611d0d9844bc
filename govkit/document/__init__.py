"""What a document says, between those who have something to say and the formats that write it.

`parts` are what a document is made of, `building` is short ways to make them, `reading` gives back
every string in the order it is read. Plain frozen data: what a document is about is not known
here, nor any format.
"""

"""One page as one HTML file: no outside address, no script, readable on a screen and on A4.

`parts` are what a page is made of, `writing` writes them, `style` is how they look. What a page
says is not known here.
"""

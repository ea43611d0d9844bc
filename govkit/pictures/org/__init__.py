"""The org chart in three steps: `plan` says what is drawn, `places` where, `drawing` puts it down.

`command` finds who leads whom. A model enters, sheets of SVG leave through
`govkit.pictures.org_chart`.
"""

"""How a page looks: one sheet of style for the screen and for paper.

Nothing enters. Fonts are named, never loaded; colours keep a contrast of at least 7 : 1 for text,
and nothing is told by colour alone.
"""

from __future__ import annotations

STYLE = """
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 62rem; padding: 1.5rem 1.25rem 3rem; background: #fff;
  color: #1f2933; line-height: 1.6; font-size: 16px;
  font-family: "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", sans-serif;
  overflow-wrap: anywhere; }
h1 { font-size: 1.6rem; line-height: 1.3; margin: 0 0 .75rem; }
h2 { font-size: 1.2rem; line-height: 1.3; margin: 2.2rem 0 .6rem; padding-bottom: .25rem;
  border-bottom: 2px solid #2f4b6e; break-after: avoid; }
h3 { font-size: 1rem; margin: 0 0 .4rem; }
p { margin: .5rem 0; }
p.strong { font-size: 1.1rem; font-weight: 600; }
p.quiet, figcaption, caption, td span { color: #3e4c59; font-size: .875rem; }
ul { margin: .5rem 0; padding-left: 1.4rem; }
li { margin: .2rem 0; }
figure { margin: 1rem 0 1.4rem; break-inside: avoid; }
svg { display: block; width: 100%; max-width: 760px; height: auto; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; margin: .75rem 0 1.25rem; font-size: .9rem; }
caption { text-align: left; padding-bottom: .35rem; }
th, td { text-align: left; vertical-align: top; padding: .35rem .5rem;
  border-bottom: 1px solid #c5ced8; }
thead th { border-bottom: 2px solid #52606d; }
tbody th { font-weight: 400; }
th.group { background: #e8eef4; font-weight: 600; }
table.numbers th:not(:first-child), table.numbers td { text-align: right;
  font-variant-numeric: tabular-nums; }
table.numbers { table-layout: fixed; }
table.numbers th:first-child { width: 32%; }
table:not(.numbers) th:first-child { width: 24%; }
td b { font-weight: 600; overflow-wrap: normal; }
td span { display: block; overflow-wrap: normal; }
td.marked { background: #fdf3d8; }
td.marked span { color: #1f2933; }
pre { background: #f2f5f9; border: 1px solid #c5ced8; padding: .6rem .75rem; white-space: pre-wrap;
  font-size: .9rem; }
footer { margin-top: 2.5rem; padding-top: .6rem; border-top: 2px solid #2f4b6e; font-weight: 600; }
@page { size: A4; margin: 16mm 15mm; }
@media print {
  body { max-width: none; padding: 0; font-size: 10pt; }
  h1 { font-size: 16pt; } h2 { font-size: 12.5pt; margin-top: 7mm; } h3 { font-size: 10pt; }
  table { font-size: 8.5pt; } p.quiet, figcaption, caption, td span { font-size: 8pt; }
  .wide { overflow: visible; } svg { max-width: 165mm; margin: 0 auto; }
  tr { break-inside: avoid; } thead { display: table-header-group; }
  td.marked, th.group { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
"""

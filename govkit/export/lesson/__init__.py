"""The player: one lesson as one HTML file for a projector, without Python, network or storage.

`writing` puts the page together. The scripts stand beside it and are plain JavaScript: `walk.js`,
`score.js` and `journal.js` follow the stored lesson, `screens.js`, `debrief.js` and `desk.js` say
what stands where, `keys.js` is the page itself; `shapes.d.ts` is for the checker of types. Nothing
here judges, counts time of the story or draws.
"""

from govkit.export.lesson.writing import page

__all__ = ["page"]

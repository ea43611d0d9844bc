"""The papers of a lesson, made of its graph and of the model that it plays in.

`wording` are the words of the papers, `setting` is what each is written from, `plan` spreads the
time of the class. `run_sheet`, `injects` (the table and the slips), `seats` (the cards and who is
above whom), `observing`, `answers` and `participants` write one paper each, and `papers` all of
them. What pupils get never holds a goal, a grade, a note, a test or the lesson's point.
"""

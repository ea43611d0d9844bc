"""What a model says for cases; a model and a case enter, answers with their rule and source leave.

`ladder` is a process seen from a case: places, handlers, outcomes. `conditions` says which
statement counts, with the `facts` of a case; `given` and `lookup` give its values, `intake` its
process and first place, `grounds` why a case may be turned down, `withdrawal` until when a report
may be taken back, `call_back` who asks afterwards, `emergency` what a mode puts first, `powers`
what a tier may, `parts` several handlers, `sharing` among whom an order is split, `vacancy` who
acts for whom, `keeping` which calendar a limit keeps, `strength` how binding a rule is, `versions`
what was in force when a case was opened. `related` is what belongs to a process, `page` tells all
of it for a person to check. What happens to a case is not known here.
"""

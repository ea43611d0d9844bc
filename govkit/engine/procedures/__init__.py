"""What may be done in a case, what it does, and what running out of time does by itself.

A `scene` (a case at an instant) enters; moves (`proposal`), cases, and refusals (`refused`) leave.
Taking in and work: `opening`, `work`; `enactment` carries moves out, `expiry` what time
does, by what `silence` means. Single features: `adjournment`, `asked`, `attendance` (with
`figures`), `completion`, `countersign`, `decisions`, `departures`, `dispute`, `finality`,
`handover`, `modes`, `oversight`, `requests`, `separation`.
"""

"""From limits to timers; a case, its plan and the calendars enter, timers leave.

`counting` says how a limit is counted, `clocks` starts and rests one timer; `limits` begins those
of a case and a place, `clockwork` is what an event starts and stops; `reminders` says whom to
remind, `missed` what ended late. Where an end leads is not known here.
"""

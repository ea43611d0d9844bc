"""Amounts of time on calendars: how many days or hours a limit is, and when something recurs.

Values of the language, instants and calendars enter, amounts and instants leave. Neither cases nor
duties are known here.
"""

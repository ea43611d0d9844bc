"""The annex of an official document (附件): what a model says, as lists with their basis.

`writer` is what all chapters write with; `staff`, `lists`, `matters`, `processes`, `routines`,
`assessments` and `others` are a chapter or several each; `annex` puts them in order.
"""

from govkit.reports.attachment.annex import attachment, attachment_rows

__all__ = ["attachment", "attachment_rows"]

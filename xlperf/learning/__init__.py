"""A form definition of one's own, written from a workbook as it was recognised, to be put right and passed on."""

from xlperf.learning.lesson import Lesson
from xlperf.learning.workbook import learn

__all__ = ["Lesson", "learn"]

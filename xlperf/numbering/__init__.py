"""The number of a finding, by which office and unit speak of it: F201-7K3QMD.

It comes from what the finding is about, never from where that stands: the same over runs, other file names, rows moved.
"""

from xlperf.numbering.forms import identify, name_whole, number_book, number_file, number_form
from xlperf.numbering.spelling import is_number, read_number, short, spell

__all__ = [
    "identify",
    "is_number",
    "name_whole",
    "number_book",
    "number_file",
    "number_form",
    "read_number",
    "short",
    "spell",
]

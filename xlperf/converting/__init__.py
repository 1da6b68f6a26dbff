"""From any document to workbooks of its forms, and from a workbook to other formats."""

from xlperf.converting.convert import EXPORTS, Written, convert
from xlperf.converting.opening import NoFormError, open_book, open_ground

__all__ = ["EXPORTS", "NoFormError", "Written", "convert", "open_book", "open_ground"]

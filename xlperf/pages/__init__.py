"""What people read: the result sheet and the summary's sheets, composed as plain pages."""

from xlperf.pages.result import result_page

__all__ = ["result_page"]

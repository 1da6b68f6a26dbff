"""report.html: a batch as one page for a browser, which asks the network for nothing."""

from xlperf.reports.web.page import Beside, render_web

__all__ = ["Beside", "render_web"]

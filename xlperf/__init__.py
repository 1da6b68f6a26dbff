"""xlperf: reads, fills, checks and writes back budget performance self-evaluation workbooks."""

__version__ = "0.1.0"

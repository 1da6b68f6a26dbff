"""xlperf: reads, fills, checks and writes back budget performance self-evaluation workbooks."""

"""Documents of other kinds, each read into a snapshot: what stands in them, as cells of sheets."""

from xlperf.sources.reading import DOCUMENTS, SPREADSHEETS, read_source

__all__ = ["DOCUMENTS", "SPREADSHEETS", "read_source"]

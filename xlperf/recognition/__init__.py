"""From cells to a form, by headers and labels: what forms look like is data (forms/*.toml, vocabulary.toml)."""

from xlperf.recognition.library import load_library
from xlperf.recognition.recogniser import recognise

__all__ = ["load_library", "recognise"]

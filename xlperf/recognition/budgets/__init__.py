"""Budget tables by their titles, headers and labels, never by position: their words are data (words.toml)."""

from xlperf.recognition.budgets.recogniser import recognise_budgets, with_shared_year, without_budgets

__all__ = ["recognise_budgets", "with_shared_year", "without_budgets"]

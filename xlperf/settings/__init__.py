"""An office's settings: checks that are off, severities, thresholds. What a rule gives is not theirs to set."""

from xlperf.settings.faults import settable_keys
from xlperf.settings.judging import judge_by, regrade
from xlperf.settings.reading import read_settings
from xlperf.settings.values import UNSET, CheckSettings, Settings

__all__ = ["UNSET", "CheckSettings", "Settings", "judge_by", "read_settings", "regrade", "settable_keys"]

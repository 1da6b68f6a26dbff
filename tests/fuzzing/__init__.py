"""Workbooks and documents bent at random: whatever comes of it, xlperf says what is the matter or writes a sound copy.

`python -m tests.fuzzing SECONDS` runs it for a time; `python -m tests.fuzzing.coverage` is the same for atheris.
"""

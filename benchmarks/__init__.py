"""What the README says about speed, runnable: `python -m benchmarks.startup`, `python -m benchmarks.whole_job`."""

"""What the README says about speed and write-back, runnable: startup, whole_job, writing, writeback, office."""

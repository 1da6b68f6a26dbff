"""What a run tells: 汇总.xlsx for the reviewing office, JSON for programs, text for a terminal."""

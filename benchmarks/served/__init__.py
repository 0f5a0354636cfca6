"""What `benchmarks/emulator.py` starts, and how it loads it."""

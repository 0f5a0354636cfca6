"""What `benchmarks/documents.py` calls generated clients with, and what answers them."""

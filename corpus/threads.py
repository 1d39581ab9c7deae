"""One thread for each piece of arithmetic; imported before numpy and torch, which read this when they are loaded.

An answer is too little work to be shared: threads mostly wait for each other, and where other programs keep the
processor busy they wait for long. On two busy cores an answer took 0.6 to 1.5 s and takes 0.06 to 0.09 s, adding the
five transcripts 62 s and 37 s. Whoever sets OMP_NUM_THREADS or OPENBLAS_NUM_THREADS is heeded.
"""

import os

for _library in ("OMP", "OPENBLAS"):
    os.environ.setdefault(f"{_library}_NUM_THREADS", "1")

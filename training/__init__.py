"""How the retrieval adapter, the weights and the thresholds are made. Not installed, and imported by nothing else."""

"""The teacher's console and the wall: Textual apps for the host's own terminal, and front ends for everywhere else."""

"""Measurements. They print and never fail a test run: a clock says little on a machine with other work to do."""

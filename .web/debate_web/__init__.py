"""What runs a published deck in a browser: compressed files in ``runtime``, read by ``debate deck publish``."""

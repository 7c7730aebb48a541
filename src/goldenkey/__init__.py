"""Golden Key (金鑰匙): a self-hosted key-account sales system."""

__version__ = "0.1.0"

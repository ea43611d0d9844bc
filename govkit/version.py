"""The version of govkit; it stands in every case and in the metadata of the package."""

__version__ = "0.1.0"

"""govkit: governance structures as code. The front door; every name is loaded when first asked for."""

__version__ = "0.1.0"

"""The wizard's pages, one module per step; ``registry.py`` lists them."""

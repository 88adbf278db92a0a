"""Blocks of a page's content that belong to the map."""

from .choosers import gebied_chooser

GebiedChooserBlock = gebied_chooser.get_block_class(
    name="GebiedChooserBlock", module_path="kaart.blocks"
)

"""The look of a municipality: design tokens, the style sheet made of them, and the logo."""

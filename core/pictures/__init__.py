"""Pictures of editors: taken in safely, made ready for every screen, drawn without a query."""

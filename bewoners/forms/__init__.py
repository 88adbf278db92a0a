"""The forms of accounts: allauth's, in Dutch and with what a browser has to know to help."""

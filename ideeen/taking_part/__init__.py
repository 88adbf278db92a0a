"""What taking part means for ideas: mails, carrying support over, a poster, privacy."""

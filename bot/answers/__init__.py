"""An `Answer` in words: as a card, and from the card as an embed, as plain text and as JSON."""

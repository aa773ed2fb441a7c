"""What every face draws with: glyphs, colour tokens, rows of styled text, plots, sigils, cards. All of it pure."""

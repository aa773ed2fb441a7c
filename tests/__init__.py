"""Tests of the game, one folder a room."""

"""Tests that drive the application in a real Chromium, as a planner would."""

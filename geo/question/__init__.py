"""A question in Chinese becomes criteria by fixed rules; what was not understood is said."""

from geo.question.ask import Asked, QuestionError, Span, ask

__all__ = ["Asked", "QuestionError", "Span", "ask"]

"""A question in Chinese becomes criteria by fixed rules; what was not understood is said."""

from geo.question.ask import Asked, QuestionError, Span, ask
from geo.question.examples import example_questions

__all__ = ["Asked", "QuestionError", "Span", "ask", "example_questions"]

"""Figures as people write them (约3000平, 1.2万㎡, 2024年底, 4.5元/㎡/天), read by stated rules.

Each function returns a `Parsed`: the value, the rule it was read by (Chinese, empty where the text
says just the value) and the qualifier that travels with it. What cannot be read is refused with a
`QuantityError` that says why; nothing is guessed.
"""

from geo.quantities.amounts import parse_area, parse_number, parse_price, parse_rent
from geo.quantities.days import parse_date
from geo.quantities.parsed import Parsed, QuantityError

__all__ = [
    "Parsed",
    "QuantityError",
    "parse_area",
    "parse_date",
    "parse_number",
    "parse_price",
    "parse_rent",
]

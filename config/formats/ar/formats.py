"""Latin digits, Gulf month names, thousands with a comma: one habit in both languages (GLOSSARY, tone 8 and 9)."""

DATE_FORMAT = "j F Y"
SHORT_DATE_FORMAT = "j F"
TIME_FORMAT = "g:i A"
DATETIME_FORMAT = "j F Y g:i A"
MONTH_DAY_FORMAT = "j F"
YEAR_MONTH_FORMAT = "F Y"
FIRST_DAY_OF_WEEK = 0
DECIMAL_SEPARATOR = "."
THOUSAND_SEPARATOR = ","
NUMBER_GROUPING = 3

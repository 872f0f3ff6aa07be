from .profile import ScopeForm, TextsForm
from .service import WhatForm, WhereForm, WhoForm

__all__ = ["ScopeForm", "TextsForm", "WhatForm", "WhereForm", "WhoForm"]

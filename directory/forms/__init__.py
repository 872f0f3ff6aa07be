from .profile import ScopeForm, TextsForm
from .service import AccessForm, WhatForm, WhereForm, WhoForm

__all__ = ["AccessForm", "ScopeForm", "TextsForm", "WhatForm", "WhereForm", "WhoForm"]

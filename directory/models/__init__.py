from .card import Card
from .group import Group, GroupAccess, Kind, SocialLink, Standing
from .licence import Licence, Verdict
from .membership import Membership, Role
from .miss import Miss
from .profile import Achievement, Capability, Contact, Service, ServiceAccess, TeamCard
from .taxonomy import AccessFeature, Answer, Area, Beneficiary, Domain, Field

__all__ = [
    "AccessFeature",
    "Achievement",
    "Answer",
    "Area",
    "Beneficiary",
    "Capability",
    "Card",
    "Contact",
    "Domain",
    "Field",
    "Group",
    "GroupAccess",
    "Kind",
    "Licence",
    "Membership",
    "Miss",
    "Role",
    "Service",
    "ServiceAccess",
    "SocialLink",
    "Standing",
    "TeamCard",
    "Verdict",
]

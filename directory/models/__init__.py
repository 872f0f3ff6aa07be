from .card import Card, Ready
from .claim import Claim
from .follow import Follow
from .found_by import FoundBy
from .group import Group, GroupAccess, Kind, SocialLink, Standing
from .invitation import HandOver, Invitation, JoinLink
from .licence import Licence, Verdict
from .mandate import Mandate
from .membership import Membership, Role
from .miss import Miss
from .photo import Photo
from .profile import Achievement, Capability, Contact, Service, ServiceAccess, TeamCard
from .report import Report
from .revision import Revision
from .taxonomy import AccessFeature, Answer, Area, Beneficiary, Domain, Field
from .visitors import Ask, Helper

__all__ = [
    "AccessFeature",
    "Achievement",
    "Answer",
    "Area",
    "Ask",
    "Beneficiary",
    "Capability",
    "Card",
    "Claim",
    "Contact",
    "Domain",
    "Field",
    "Follow",
    "FoundBy",
    "Group",
    "GroupAccess",
    "HandOver",
    "Helper",
    "Invitation",
    "JoinLink",
    "Kind",
    "Licence",
    "Mandate",
    "Membership",
    "Miss",
    "Photo",
    "Ready",
    "Report",
    "Revision",
    "Role",
    "Service",
    "ServiceAccess",
    "SocialLink",
    "Standing",
    "TeamCard",
    "Verdict",
]

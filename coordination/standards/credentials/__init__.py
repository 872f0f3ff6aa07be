"""What proves an accreditation without asking us: the signing keys, a short signed proof, an Open Badges credential."""

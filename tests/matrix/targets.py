"""What the `fixture` column of the matrix names: the parameters of an address, made for one cast."""


def nothing(cast):
    return {}


TARGETS = {
    "": nothing,
}

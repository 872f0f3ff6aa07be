"""Function words that carry no search, written as the analyzer folds them."""

ARABIC = """
    في من الي علي عن مع حتي منذ مذ خلال بين عند لدي حول ضد دون بدون غير سوي نحو عبر ضمن
    و او ام ثم بل لكن ف ب ل ك
    ان انه انها انهم انني اننا كان كانت كانوا يكون تكون ليس ليست ليسوا
    هو هي هم هن هما انا انت انتم نحن
    هذا هذه هذان هاتان هولا ذلك تلك اوليك هنا هناك
    الذي التي الذين اللذان اللتان اللاتي اللواتي اللايي
    ما ماذا لماذا متي اين كيف كم هل اي ايه لم لن لا لما
    قد لقد سوف كل بعض اذا اذ اذن كما لان كي حيث حين عندما بينما بعد قبل فوق تحت ايضا فقط جدا
    به بها بهم له لها لهم لي لنا لك لكم فيه فيها فيهم منه منها منهم عنه عنها عليه عليها عليهم اليه اليها
    يا
"""

ENGLISH = """
    a an and any are as at be been but by can could did do does for from had has have he her here his how
    i if in into is it its me my no nor not of on or our shall she should so some such than that the their
    them then there these they this those to too us was we were what when where which while who whom whose
    why will with would you your
"""

STOP_WORDS = frozenset((ARABIC + ENGLISH).split())

"""Words with which people ask, and which they do not look for: «وين ألقى …», "where can I find …".

Closed classes of spoken Gulf, other spoken and written Arabic, and of English: question words, verbs of wanting,
finding, being able and taking somebody along, having, pronouns, prepositions and courtesies that groups do not write
of themselves. Own list after what grammars count among these classes, to be reviewed by speakers. Left out on purpose
is what also names a need: محتاج, مال, زين, واحد, مساعدة, help, needs, give, show.

Relatives of the one who asks, «ولدي», "my son", say for whom: they are words like others, and are left aside only
where nothing has all words. Without عمي (also "the blind"), خالي ("free of") and أهلي ("civil").
"""

from directory.search.analyzer import fold

QUESTIONS = "وين فين منين لوين شنو شنهو شنهي شو ايش وش ويش منو مين ليش ليه شلون اشلون شكثر جم متى امتى ايمتى"
WANTING = "أبي نبي تبي تبين تبون يبي يبون أبغى نبغى تبغى تبغين تبغون يبغى يبغون بغيت"
WANTING_ELSEWHERE = "بدي بدنا بدك بدكم بده بدها بدهم عايز عايزة عايزين عاوز عاوزة عاوزين"
WANTING_WRITTEN = """
    أريد نريد تريد تريدون يريد يريدون أود نود أرغب نرغب ترغب يرغب أحتاج نحتاج تحتاج تحتاجون يحتاج يحتاجون
    أتمنى نتمنى أرجو نرجو
"""
FEELING_LIKE = "ودي ودنا ودك ودكم وده ودها ودهم"
FINDING = """
    أدور ندور تدور تدورون يدور يدورون أبحث نبحث تبحث تبحثون يبحث يبحثون ألقى نلقى تلقى يلقى ألاقي نلاقي تلاقي يلاقي
    أجد نجد تجد يجد أحصل نحصل تحصل يحصل يوجد توجد موجود موجودة أكو ماكو أستفسر نستفسر استفسار
"""
ABLE = """
    أقدر نقدر تقدر تقدرون يقدر يقدرون أستطيع نستطيع تستطيع يستطيع يستطيعون يمكن يمكنني يمكننا بإمكاني ممكن لازم
    أروح نروح تروح يروح يروحون أسوي نسوي تسوي يسوي يسوون شسوي أفعل نفعل
"""
TAKING = "أودي نودي تودي يودي أوديه أوديها أوديهم نوديه نوديها نوديهم يوديه يوديها يوديهم يوديني"
HAVING = "عندي عندنا عندك عندكم عنده عندها عندهم لدينا لديك لديه لديها لديهم معي معنا معه معها معهم معاي معاه معاها"
POINTING = "احنا حنا اهو اهي انتو انتوا انتي هذي هاي هاذي ذي هذيل هذول اللي يلي أحد حد حدا"
PREPOSITIONS = "حق حقي عشان علشان مشان لأجل ويا وياي وياه وياها وياهم يم صوب عقب قرب قريب قريبة قريبا"
DENYING = "مو مب موب مهو مش مافي مافيه"
DEGREE = "بس وايد شوي كلش حيل واجد الحين هالحين الآن توه يعني طيب"
COURTESY = "لو سمحت لوسمحت فضلك رجاء الرجاء ياريت تكفون تكفى شكرا مرحبا هلا"
ENGLISH = """
    look looking find finding searching seeking need want wants wanted get getting got go going take taking
    someone somebody anyone anybody something anything please thanks thank hello hi know tell like any im ive id
    near nearby must may might let lets am
"""
RELATIVES_ARABIC = """
    ولدي ولدنا أولادي أولادنا عيالي عيالنا بنتي بنتنا بناتي بناتنا ابني ابننا أبنائي أبنائنا ابنتي ابنتنا
    طفلي طفلنا طفلتي طفلتنا أطفالي أطفالنا أبوي أبونا أمي أمنا والدي والدتي زوجي زوجتي أخوي أخي أختي جدي جدتي
    حفيدي حفيدتي
"""
RELATIVES_ENGLISH = "son daughter husband wife mum mom dad brother sister grandson granddaughter"
AND_MORE = """
    وهي وهو وهم وهن وفي ومن وعلى وإلى وعن ومع ولا وما ولم ولن ولكن وأن وإن وأنا وهذا وهذه وبعد وقبل وعند وكيف ومتى
"""
JOINED = QUESTIONS, WANTING, WANTING_ELSEWHERE, WANTING_WRITTEN, FEELING_LIKE, FINDING, ABLE, TAKING, HAVING
ALONE = POINTING, PREPOSITIONS, DENYING, DEGREE, COURTESY, AND_MORE, ENGLISH


def _words(classes):
    return fold(" ".join(classes)).split()


ASKING = frozenset([*_words(JOINED), *(f"و{word}" for word in _words(JOINED)), *_words(ALONE)])
RELATIVES = frozenset(
    [*_words([RELATIVES_ARABIC, RELATIVES_ENGLISH]), *(f"و{word}" for word in _words([RELATIVES_ARABIC]))]
)


def sought(tokens):
    """The tokens without words that only ask; all of them when nothing else would be left."""
    return [token for token in tokens if token.surface not in ASKING] or tokens

"""Words around a language's name that change what it means, by the language they are said in.

A star stands for any ending. Written as people write; they are folded before they are compared.
"""

# They refuse the name that follows: "no German", "statt Deutsch".
BEFORE = {
    "de": "kein keine keinen nicht nie nix statt anstatt ohne kaum wenig",
    "en": "no not never dont don't doesn't didn't can't cannot cant couldn't isn't without instead",
    "ar": "لا مو مش مب ليس لست بدون ما بلا عوض بدلا مابفهم مافهم مابعرف ماعرف مابحكي ماكنفهمش "
    "mish mesh msh mush mou ma",
    "fa": "نه بدون جای",
    "ru": "не нет без вместо ne bez vmesto",
    "uk": "ні немає замість",
    "fr": "pas sans",
    "it": "non",
    "sq": "nuk",
    "pl": "nie zamiast",
    "ro": "nu",
}
# They refuse the name before them: "Almanca bilmiyorum", "my German is bad".
AFTER = {
    "de": "schlecht* schwach*",
    "en": "bad badly poor poorly weak little",
    "ar": "ضعيف ضعيفة مكسر سيئ سيئة",
    "fa": "نمی* نیست نیستم نبلدم ندارم ضعیف ضعیفه nemi* nami* nistam nadaram",
    "tr": "bilmi* bilmem bilmez anlamı* anlamam anlamaz konuşmu* konuşamı* konuşamam "
    "okuyamı* yazamı* istemi* değil yok yerine zayıf kötü",
    "ru": "плохо плохой слабо слабый ploho plokho",
    "uk": "погано поганий слабо",
}
# "Why German?" refuses it, "why not German?" wants it; "nothing but Kurdish" wants it too.
TURNING = {
    "de": "warum wieso weshalb außer",
    "en": "why except",
    "ar": "ليش ليه لماذا غير",
    "fa": "چرا غیر",
    "tr": "neden niye niçin",
    "ru": "почему зачем кроме",
    "uk": "чому навіщо крім",
}
# Where one wish ends and the next begins.
PAUSES = {
    "de": "bitte aber sondern nur und lieber",
    "en": "please pls but only and",
    "ar": "رجاء لكن بس فقط",
    "fa": "لطفا اما ولی فقط",
    "tr": "lütfen ama sadece yalnız yaz yazın konuş konuşalım",
    "ru": "пожалуйста но а только",
    "uk": "ласка але тільки лише",
}
# She wants to learn the language, or somebody who speaks it, or her child does not: none of that
# is a wish to be answered in it.
ASKING = {
    "de": "lern* gelernt *kurs *kurse *kurses *unterricht *prüfung *zertifikat arzt ärztin "
    "dolmetsch* übersetz* anwalt anwältin kind kinder sohn tochter",
    "en": "learn* course* class classes lesson* teach* exam certificate doctor* lawyer* "
    "interpreter* translator* child children kid kids son daughter",
    "ar": "تعلم* اتعلم نتعلم يتعلم لتعلم التعلم كورس* دورة دورات دروس درس امتحان طبيب* دكتور* "
    "مترجم* محامي* ابني بنتي ابنتي ولدي طفلي اطفالي",
    "fa": "بگیرم بگیرد بگیریم بگیره یادگیری آموزش کلاس* کورس* دوره امتحان دکتر* داکتر* وکیل* "
    "ترجمان* بچه* طفل* پسرم دخترم فرزند* begiram amuzesh",
    "tr": "öğren* kurs* ders* sınav* doktor* avukat* tercüman* çocuğ* oğlum kızım",
    "ru": "уч* выуч* изуч* науч* курс* урок* экзамен* врач* адвокат* переводчик* "
    "ребен* сын* дочь дочк* дети",
    "uk": "вчи* вивч* навч* курс* урок* іспит* лікар* перекладач* дитин* діти син* доньк*",
    "fr": "apprendre apprends cours",
}

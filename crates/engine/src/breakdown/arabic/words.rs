//! Closed lists of Arabic function words that the rules ask for, on folded text. Owns no open class: those are in `lexicon/ar`.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

/// A closed list.
type Words = LazyLock<FxHashSet<&'static str>>;

fn set(words: &'static str) -> FxHashSet<&'static str> {
    words.split(' ').collect()
}

/// Words that are never a name or a thing.
static FUNCTION: Words = Words::new(|| {
    set("في من علي الي عن مع بعد قبل عند عندما بينما بين حتي ثم او ام ان انه انها كل كلا كلتا كان كانت كانه كانها هو هي \
     هم هما هن وهو وهي وهم وهما هذا هذه ذلك تلك التي الذي الذين اللذان اللتان الاخر الاخري الاخرين اخر اخري امام \
     خلف فوق تحت داخل خارج بجوار بجانب جوار جانب حول نحو ناحيه تجاه وسط عبر خلال منذ دون بدون غير لا لم لن ما ليس \
     ليست قد وقد لقد سوف اذا لو كما مثل زي اي ايضا فقط جدا قليلا فجاه مره مرتين بشده بسرعه بهدوء بقوه ببطء معا سويا \
     جميعا الجميع احد احدهم احدي احدهما بعض عده شيء شيئا شي اليه اليها اليهم اليهما له لها لهم لهما به بها بهم فيه \
     فيها منه منها منهم عليه عليها عليهم معه معها معهم عنه عنها امامه امامها خلفه خلفها حوله حولها بجواره بجوارها \
     نفسه نفسها هنا هناك الان اثناء بدا بدات اخذ اخذت ولا الا لكن لان لكي كي حيث فيما مما عما وان بان لانه اللي ده \
     دي كده وراء ورا قدام جنب لدي لديه لديها نفس ذات تماما كذلك وكذلك بقيه باقي سائر كلاهما الاثنين الاثنان الاتنين")
});

/// Negations that deny the verb or thing behind them.
static NEGATION: Words = Words::new(|| set("لا لم لن ليس ليست بدون دون بلا مفيش مافيش ولا فلا ولم فلم مش انعدام عدم خالي خاليه خال"));

/// Words that start a comparison.
static COMPARISON: Words = Words::new(|| set("مثل كان كانه كانها كانهم وكان وكانه وكانها كما زي كالذي شبيه يشبه تشبه اشبه"));

/// Prepositions of place: what stands behind them is a landmark, not an object in somebody's hand.
static PLACE: Words = Words::new(|| {
    set("علي فوق تحت خلف امام بجوار بجانب جوار جانب قرب حول وراء ورا قدام جنب وسط بين اعلي اسفل نحو ناحيه تجاه داخل في \
     عند عبر")
});

/// Numerals on folded text with their values.
const NUMERALS: &[(&str, u32)] = &[
    ("واحد", 1),
    ("واحده", 1),
    ("اثنان", 2),
    ("اثنين", 2),
    ("اثنتان", 2),
    ("اثنتين", 2),
    ("اتنين", 2),
    ("ثلاث", 3),
    ("ثلاثه", 3),
    ("تلات", 3),
    ("تلاته", 3),
    ("اربع", 4),
    ("اربعه", 4),
    ("خمس", 5),
    ("خمسه", 5),
    ("ست", 6),
    ("سته", 6),
    ("سبع", 7),
    ("سبعه", 7),
    ("ثمان", 8),
    ("ثماني", 8),
    ("ثمانيه", 8),
    ("تمن", 8),
    ("تمانيه", 8),
    ("تسع", 9),
    ("تسعه", 9),
    ("عشر", 10),
    ("عشره", 10),
    ("عشرون", 20),
    ("عشرين", 20),
    ("ثلاثين", 30),
    ("اربعين", 40),
    ("خمسين", 50),
    ("مئه", 100),
    ("مائه", 100),
    ("ميه", 100),
];

/// Words for a number that is not told.
static SEVERAL: Words = Words::new(|| set("عدد عده مجموعه بعض كثير كثيرون العديد عشرات مئات حشد حشود جمع فريق كل جميع كم رهط"));

/// Whether a folded word is a function word, alone or behind `و` or `ف`.
pub(super) fn is_function(folded: &str) -> bool {
    FUNCTION.contains(folded) || folded.strip_prefix(['و', 'ف']).is_some_and(|rest| FUNCTION.contains(rest))
}

pub(super) fn is_negation(folded: &str) -> bool {
    NEGATION.contains(folded)
}

pub(super) fn is_comparison(folded: &str) -> bool {
    COMPARISON.contains(folded)
}

pub(super) fn is_place(folded: &str) -> bool {
    PLACE.contains(folded) || folded.strip_prefix(['و', 'ف']).is_some_and(|rest| rest.len() > 4 && PLACE.contains(rest))
}

pub(super) fn is_several(folded: &str) -> bool {
    let bare = folded.strip_prefix(['و', 'ف']).unwrap_or(folded);
    SEVERAL.contains(bare) || SEVERAL.contains(folded) || bare.strip_prefix("ال").is_some_and(|rest| SEVERAL.contains(rest))
}

/// The number that a folded word states, in letters or digits.
pub(super) fn numeral(folded: &str) -> Option<u32> {
    let bare = folded.strip_prefix("وال").or_else(|| folded.strip_prefix("ال")).unwrap_or(folded);
    let value = |word: &str| NUMERALS.iter().find(|(name, _)| *name == word).map(|(_, value)| *value);
    value(folded)
        .or_else(|| value(bare))
        .or_else(|| folded.parse().ok().filter(|number| *number < 10_000))
        .or_else(|| value(folded.strip_prefix('و')?))
}

/// Colours in all genders: two things of the same kind and different colour are two things.
static COLOURS: Words = Words::new(|| {
    set("ابيض بيضاء اسود سوداء سودا السوده احمر حمراء حمرا ازرق زرقاء زرقا اخضر خضراء خضرا اصفر صفراء صفرا بني بنيه \
     رمادي رماديه برتقالي برتقاليه وردي ورديه بنفسجي ذهبي ذهبيه فضي فضيه كحلي")
});

pub(super) fn is_colour(folded: &str) -> bool {
    COLOURS.contains(folded)
}

/// Rooms, buildings, parts of them, and things known by their owner: what stands behind them is an owner, not a person in the picture.
static OWNED: Words = Words::new(|| {
    set("غرفه اوضه باب شقه منزل بيت فيلا مكتب قصر صاله حديقه مدخل شباك نافذه محل دكان عياده ورشه مخزن شركه مصنع مستشفي مدرسه \
     سياره عربيه تاكسي هاتف موبايل تليفون صوره صوت اسم قبر جواب رساله يد وجه عين عيني راس كتف جثه فراش سرير كرسي")
});

pub(super) fn is_owned(stem: &str) -> bool {
    OWNED.contains(stem)
}

/// Words behind which a name is a person in the picture.
static BESIDE: Words = Words::new(|| {
    set("من امام مع ومعه ومعها معه معها بجوار بجواره بجوارها وبجواره وبجوارها وبجوارهم وبجوارهما خلف نحو الي نري كل وخلفه وامامه وامامها \
     يجد فيجد فتجد لتجد ليجد تجد بينما تاركا تاركه كلا كلتا ناحيه تجاه")
});

pub(super) fn is_beside(folded: &str) -> bool {
    BESIDE.contains(folded)
}

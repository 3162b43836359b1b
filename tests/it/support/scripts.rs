//! Screenplays written for the tests.

/// Three scenes in Egyptian layout.
pub(crate) const ARABIC: &str = "مشهد 1\t\tليل-داخلي\nشقة سمير – الصالة\nيدخل سمير ويضع المفتاح على الطاولة ثم يشعل سيجارة.\nسمير :\nمين هنا؟\nقطع\n\n\
مشهد 2\t\tنهار-خارجي\nالشارع – أمام العمارة\nتقف سيارة أجرة وتنزل منها ليلى وهي تحمل حقيبة سفر.\nليلى :\nوصلت قبل الميعاد.\nقطع\n\n\
مشهد 3\t\tليل-داخلي\nشقة سمير – المطبخ\nليلى تصب الشاي في كوبين وسمير ينظر إلى الساعة.\nسمير :\nاتأخرتي ليه؟\nليلى :\nالطريق كان واقف.\nقطع\n";

/// Two scenes in American layout.
pub(crate) const ENGLISH: &str = "INT. HARBOUR OFFICE - NIGHT\n\nNADIA locks the drawer and pockets the key.\n\nNADIA\nNobody opens this before Friday.\n\n\
EXT. QUAY - DAY\n\nA crane lifts a red container. OMAR waves both arms.\n\nOMAR\nStop! That one stays.\n";

/// A script that differs from every other by its number.
pub(crate) fn numbered(number: usize) -> String {
    format!("{ARABIC}\nمشهد 4\t\tنهار-داخلي\nمكتب رقم {number} – الاستقبال\nيدخل سمير.\nسمير :\nصباح الخير.\nقطع\n")
}

/** A paragraph of two directions, and what an Arab editor sees on paper. */
export interface MixedOrder {
  readonly title: string;
  /** What decides it: rules of UAX #9, and of UAX #14 (LB…) where lines end; “tailored” where the program departs from that rule. */
  readonly rule: string;
  /** Logical order. */
  readonly text: string;
  /** The measure is as wide as this text; without it, there is room for all. */
  readonly room?: string;
  /** Right-to-left if it isn't said. */
  readonly direction?: "ltr" | "auto";
  /**
   * Each line from left to right, in pieces that are read in one direction: by the sign “ǀ” where they touch, by “ ǀ ” where a space parts
   * them. A piece that begins and ends with an Arabic letter is read from the right, any other is as it stands. Brackets and marks have the
   * shape that they have on paper. “ǀ” (U+01C0) counts as a Latin letter, so that an editor's window shows the pieces in this order, too.
   */
  readonly seen: readonly string[];
}

/** Each expected line is worked out from the rule that is named, and no program's output. */
export const mixedOrders: readonly MixedOrder[] = [
  // Dates
  { title: "a date in Arabic digits with slashes", rule: "W4", text: "في ٢٤/١١/٢٠٢٢ قال", seen: ["قال ǀ ٢٤/١١/٢٠٢٢ ǀ في"] },
  { title: "a date in European digits with slashes", rule: "W2, W4", text: "في 24/11/2022 قال", seen: ["قال ǀ 24/11/2022 ǀ في"] },
  { title: "a date with hyphens after Arabic is read from the right", rule: "W2, W6, N1", text: "في 24-11-2022 قال", seen: ["قال ǀ 2022ǀ-ǀ11ǀ-ǀ24 ǀ في"] },
  { title: "a date with hyphens at the start of a paragraph is not", rule: "W4", text: "24-11-2022 قال", seen: ["قال ǀ 24-11-2022"] },
  { title: "an ISO date after Arabic is read from the right", rule: "W2, W6, N1", text: "في 2022-11-24 قال", seen: ["قال ǀ 24ǀ-ǀ11ǀ-ǀ2022 ǀ في"] },
  { title: "an ISO date after Latin is read from the left", rule: "W4, W7", text: "معيار ISO 2022-11-24 قديم", seen: ["قديم ǀ ISO 2022-11-24 ǀ معيار"] },
  { title: "a date whose slashes have marks before them, as CLDR writes it, has the day on the right", rule: "W4, N1", text: "في ٢٤\u200f/١١\u200f/٢٠٢٢ قال", seen: ["قال ǀ ٢٠٢٢ǀ/ǀ١١ǀ/ǀ٢٤ ǀ في"] },
  { title: "a date with spaces about its slashes has the day on the right", rule: "W4, N1", text: "في ٢٤ / ١١ / ٢٠٢٢ قال", seen: ["قال ǀ ٢٠٢٢ ǀ / ǀ ١١ ǀ / ǀ ٢٤ ǀ في"] },
  { title: "a date in words", rule: "I2, L2", text: "في ٢٤ نوفمبر ٢٠٢٢ قال", seen: ["قال ǀ ٢٠٢٢ ǀ نوفمبر ǀ ٢٤ ǀ في"] },
  { title: "a Persian date with the year first", rule: "W2, W4", text: "روز ۱۴۰۱/۹/۳ بود", seen: ["بود ǀ ۱۴۰۱/۹/۳ ǀ روز"] },
  { title: "a date is not torn at its slash", rule: "LB25", text: "وقع الطرفان الاتفاق في ٢٤/١١/٢٠٢٢ صباحا", room: "وقع الطرفان الاتفاق في ٢٤/١١/", seen: ["وقع الطرفان الاتفاق في", "صباحا ǀ ٢٤/١١/٢٠٢٢"] },
  { title: "a date is not torn at the spaces about its slash", rule: "LB18, tailored", text: "وقع الطرفان الاتفاق في ٢٤ / ١١ / ٢٠٢٢", room: "وقع الطرفان الاتفاق في ٢٤ / ١١", seen: ["وقع الطرفان الاتفاق في", "٢٠٢٢ ǀ / ǀ ١١ ǀ / ǀ ٢٤"] },
  { title: "a year and its era stay together", rule: "LB18, tailored", text: "توفي في سنة ١٤٤٤ هـ بمكة", room: "توفي في سنة ١٤٤٤", seen: ["توفي في سنة", "بمكة ǀ هـ ǀ ١٤٤٤"] },
  // Times
  { title: "a time", rule: "W2, W4", text: "الساعة 10:30 صباحا", seen: ["صباحا ǀ 10:30 ǀ الساعة"] },
  { title: "a range of times with an en dash is read from the right", rule: "W4, N1", text: "من 10:30–11:45 مساء", seen: ["مساء ǀ 11:45ǀ–ǀ10:30 ǀ من"] },
  { title: "a range of times with spaces at the start of a paragraph", rule: "W4, W6, N1", text: "10:30 - 11:45 مساء", seen: ["مساء ǀ 11:45 ǀ - ǀ 10:30"] },
  { title: "a range of times with spaces is not torn", rule: "LB18, tailored", text: "تبدأ الجلسة 10:30 - 11:45 مساء", room: "تبدأ الجلسة 10:30 - 11", seen: ["تبدأ الجلسة", "مساء ǀ 11:45 ǀ - ǀ 10:30"] },
  { title: "a time and the half of its day stay together", rule: "LB18, tailored", text: "تبدأ الجلسة الساعة 10:30 ص اليوم", room: "تبدأ الجلسة الساعة 10:30", seen: ["تبدأ الجلسة الساعة", "اليوم ǀ ص ǀ 10:30"] },
  // Ranges and scores
  { title: "a range with a hyphen is read from the right", rule: "W2, W6, N1", text: "من 10-15 يوما", seen: ["يوما ǀ 15ǀ-ǀ10 ǀ من"] },
  { title: "a range of pages", rule: "N1", text: "في ص ١٢–١٥ منه", seen: ["منه ǀ ١٥ǀ–ǀ١٢ ǀ في ص"] },
  { title: "a range of Persian years", rule: "W2, W6, N1", text: "سال ۱۳۹۰-۱۳۹۵ بود", seen: ["بود ǀ ۱۳۹۵ǀ-ǀ۱۳۹۰ ǀ سال"] },
  { title: "a range of per cents", rule: "W2, W6, N1", text: "نسبة 5%–10% سنويا", seen: ["سنويا ǀ %ǀ10ǀ–ǀ%ǀ5 ǀ نسبة"] },
  { title: "the abbreviation for a page stays with its number", rule: "LB18, tailored", text: "انظر الكتاب ص ١٢–١٥", room: "انظر الكتاب ص", seen: ["انظر الكتاب", "١٥ǀ–ǀ١٢ ǀ ص"] },
  { title: "a range of per cents is not torn at its dash", rule: "LB31, tailored", text: "زادت الأسعار بنسبة 5%–10% سنويا", room: "زادت الأسعار بنسبة 5%–", seen: ["زادت الأسعار بنسبة", "سنويا ǀ %ǀ10ǀ–ǀ%ǀ5"] },
  { title: "a score is read from the right", rule: "W2, W6, N1", text: "فاز 2-1 على ضيفه", seen: ["على ضيفه ǀ 1ǀ-ǀ2 ǀ فاز"] },
  { title: "a score after a Latin name is read from the left", rule: "W4, W7", text: "هزم Real Madrid 3-1 ضيفه", seen: ["ضيفه ǀ Real Madrid 3-1 ǀ هزم"] },
  { title: "a score with spaces is not torn", rule: "LB18, tailored", text: "انتهت المباراة 2 - 1 أمس", room: "انتهت المباراة 2 -", seen: ["انتهت المباراة", "أمس ǀ 1 ǀ - ǀ 2"] },
  // Per cents
  { title: "a per cent sign after a number that follows Arabic stands at its left", rule: "W2, W6, N1", text: "نسبة 50% فقط", seen: ["فقط ǀ %ǀ50 ǀ نسبة"] },
  { title: "a per cent sign after a number at the start of a paragraph stands at its right", rule: "W5", text: "50% فقط", seen: ["فقط ǀ 50%"] },
  { title: "an Arabic per cent sign after an Arabic number", rule: "W6, N1", text: "نسبة ٥٠٪ فقط", seen: ["فقط ǀ ٪ǀ٥٠ ǀ نسبة"] },
  { title: "an Arabic per cent sign before an Arabic number", rule: "W6, N1", text: "نسبة ٪٥٠ فقط", seen: ["فقط ǀ ٥٠ǀ٪ ǀ نسبة"] },
  { title: "a per cent sign after a Latin name and number", rule: "W5, W7", text: "نال BBC 50% فقط", seen: ["فقط ǀ BBC 50% ǀ نال"] },
  { title: "a Persian decimal and per cent sign after letters", rule: "W2, W6, N1", text: "نرخ ۱۲٫۵٪ شد", seen: ["شد ǀ ٪ǀ۱۲٫۵ ǀ نرخ"] },
  { title: "a Persian decimal and per cent sign at the start of a paragraph", rule: "W5", text: "۱۲٫۵٪ شد", seen: ["شد ǀ ۱۲٫۵٪"] },
  { title: "a per cent sign is not parted from its number by the space between", rule: "LB18, tailored", text: "بلغت النسبة ٥٠ ٪ هذا", room: "بلغت النسبة ٥٠", seen: ["بلغت النسبة", "هذا ǀ ٪ ǀ ٥٠"] },
  // Currencies
  { title: "a currency sign before a number stands at its right", rule: "W2, W6, N1", text: "سعر $85.50 للبرميل", seen: ["للبرميل ǀ 85.50ǀ$ ǀ سعر"] },
  { title: "a currency sign after a number stands at its left", rule: "W2, W6, N1", text: "سعر 85.50$ للبرميل", seen: ["للبرميل ǀ $ǀ85.50 ǀ سعر"] },
  { title: "a currency sign at the start of a paragraph stands at its number's left", rule: "W5", text: "€80 للبرميل", seen: ["للبرميل ǀ €80"] },
  { title: "a currency sign and a space at the start of a paragraph", rule: "W6, N1", text: "£ 100 ألف", seen: ["ألف ǀ 100 ǀ £"] },
  { title: "an abbreviated currency after its number", rule: "W6, N1", text: "مبلغ 150 ر.س فقط", seen: ["فقط ǀ ر.س ǀ 150 ǀ مبلغ"] },
  { title: "an abbreviated currency and a full stop at the end", rule: "W6, N1", text: "مبلغ ١٥٠ ج.م.", seen: [".ǀج.م ǀ ١٥٠ ǀ مبلغ"] },
  { title: "a currency's code before its number", rule: "W7, N1", text: "قيمته USD 100 مليون", seen: ["مليون ǀ USD 100 ǀ قيمته"] },
  { title: "a currency's code after its number", rule: "W2, N2", text: "قيمته 100 USD تقريبا", seen: ["تقريبا ǀ USD ǀ 100 ǀ قيمته"] },
  { title: "an abbreviated currency stays with its number", rule: "LB18, tailored", text: "دفعت الشركة مبلغ 150 ر.س فقط", room: "دفعت الشركة مبلغ 150", seen: ["دفعت الشركة مبلغ", "فقط ǀ ر.س ǀ 150"] },
  { title: "a currency's code stays with its number", rule: "LB18, tailored", text: "قيمة العقد الجديد USD 100 مليون", room: "قيمة العقد الجديد USD", seen: ["قيمة العقد الجديد", "مليون ǀ USD 100"] },
  // Telephone numbers
  { title: "groups of digits after Arabic stand from right to left", rule: "W2, W6, N1", text: "هاتف +20 2 2578 1234 للحجز", seen: ["للحجز ǀ 1234 ǀ 2578 ǀ 2 ǀ 20ǀ+ ǀ هاتف"] },
  { title: "an isolated number stands as it is dialled", rule: "X5b", text: "هاتف \u2066+20 2 2578 1234\u2069 للحجز", seen: ["للحجز ǀ +20 2 2578 1234 ǀ هاتف"] },
  { title: "a number in a bdi element, which asks its letters and finds none", rule: "X5c, P3", text: "هاتف \u2068+20 2 2578 1234\u2069 للحجز", seen: ["للحجز ǀ +20 2 2578 1234 ǀ هاتف"] },
  { title: "groups with hyphens after Arabic", rule: "W2, W6, N1", text: "هاتف: 0100-123-4567", seen: ["4567ǀ-ǀ123ǀ-ǀ0100 ǀ :ǀهاتف"] },
  { title: "a number is not torn at its spaces", rule: "LB18, tailored", text: "للحجز والاستعلام هاتف +20 2 2578 1234 نهارا", room: "للحجز والاستعلام هاتف +20 2 2578", seen: ["للحجز والاستعلام هاتف", "نهارا ǀ 1234 ǀ 2578 ǀ 2 ǀ 20ǀ+"] },
  { title: "an isolated number is not torn at its spaces", rule: "LB18, tailored", text: "للحجز والاستعلام هاتف \u2066+20 2 2578 1234\u2069 نهارا", room: "للحجز والاستعلام هاتف +20 2 2578", seen: ["للحجز والاستعلام هاتف", "نهارا ǀ +20 2 2578 1234"] },
  // Decimals, thousands and fractions
  { title: "thousands and decimals in European digits", rule: "W2, W4", text: "بلغ 1,234,567.89 جنيها", seen: ["جنيها ǀ 1,234,567.89 ǀ بلغ"] },
  { title: "thousands and decimals in Arabic digits", rule: "I2", text: "بلغ ١٬٢٣٤٬٥٦٧٫٨٩ جنيها", seen: ["جنيها ǀ ١٬٢٣٤٬٥٦٧٫٨٩ ǀ بلغ"] },
  { title: "thousands in Persian digits", rule: "W2, I2", text: "بلغ ۱۲٬۵۰۰ تومان", seen: ["تومان ǀ ۱۲٬۵۰۰ ǀ بلغ"] },
  { title: "thousands apart by spaces stand from right to left", rule: "N1", text: "بلغ 1 234 567 نسمة", seen: ["نسمة ǀ 567 ǀ 234 ǀ 1 ǀ بلغ"] },
  { title: "thousands apart by no-break spaces stand from left to right", rule: "W4", text: "بلغ 1\u00a0234\u00a0567 نسمة", seen: ["نسمة ǀ 1\u00a0234\u00a0567 ǀ بلغ"] },
  { title: "a fraction", rule: "W2, W4", text: "نحو 1/2 كوب", seen: ["كوب ǀ 1/2 ǀ نحو"] },
  { title: "a whole number and a fraction", rule: "W4, N1", text: "نحو ١ ١/٢ كوب", seen: ["كوب ǀ ١/٢ ǀ ١ ǀ نحو"] },
  { title: "a fraction that is one character", rule: "N1", text: "نحو ½ كوب", seen: ["كوب ǀ ½ ǀ نحو"] },
  // Signs, temperatures, formulas and units
  { title: "a minus before a number stands at its right", rule: "W2, W6, N1", text: "درجة -5 مئوية", seen: ["مئوية ǀ 5ǀ- ǀ درجة"] },
  { title: "a minus sign at the start of a paragraph", rule: "W6, N1", text: "−5 مئوية", seen: ["مئوية ǀ 5ǀ−"] },
  { title: "a degree sign between a number and a Latin letter takes the paragraph's direction", rule: "W2, N2", text: "الحرارة 20°C نهارا", seen: ["نهارا ǀ Cǀ°ǀ20 ǀ الحرارة"] },
  { title: "an isolated temperature keeps its order", rule: "X5b, W5", text: "الحرارة \u206620°C\u2069 نهارا", seen: ["نهارا ǀ 20°C ǀ الحرارة"] },
  { title: "a temperature in Arabic", rule: "W6, N1", text: "الحرارة 20 °م نهارا", seen: ["نهارا ǀ مǀ° ǀ 20 ǀ الحرارة"] },
  { title: "a range of temperatures is not torn at its dash", rule: "LB31, tailored", text: "بلغت الحرارة 18°–27° غدا", room: "بلغت الحرارة 18°–", seen: ["بلغت الحرارة", "غدا ǀ °ǀ27ǀ–ǀ°ǀ18"] },
  { title: "an equation of Latin letters stands from left to right", rule: "W7, N1", text: "المعادلة x = y + 2 صحيحة", seen: ["صحيحة ǀ x = y + 2 ǀ المعادلة"] },
  { title: "an equation of numbers after Arabic stands from right to left", rule: "W2, W6, N1", text: "المعادلة 2 + 3 = 5 صحيحة", seen: ["صحيحة ǀ 5 ǀ = ǀ 3 ǀ + ǀ 2 ǀ المعادلة"] },
  { title: "a sign of greatness is mirrored with its equation", rule: "N1, L4", text: "العدد 5 > 3 دائما", seen: ["دائما ǀ 3 ǀ < ǀ 5 ǀ العدد"] },
  { title: "a chemical formula", rule: "W7", text: "الماء H2O نقي", seen: ["نقي ǀ H2O ǀ الماء"] },
  { title: "an Arabic unit with a slash", rule: "W6, N1", text: "سرعة 15 كم/س تقريبا", seen: ["تقريبا ǀ كم/س ǀ 15 ǀ سرعة"] },
  { title: "a Latin unit stands at the left of a number that follows Arabic", rule: "W2, N2", text: "سرعة 70 km/h تقريبا", seen: ["تقريبا ǀ km/h ǀ 70 ǀ سرعة"] },
  { title: "a number, its unit and the parts of that stay together", rule: "LB18, LB31, tailored", text: "وبلغت سرعتها 15 كم/س تقريبا", room: "وبلغت سرعتها 15 كم/", seen: ["وبلغت سرعتها", "تقريبا ǀ كم/س ǀ 15"] },
  // Addresses, hashtags and handles
  { title: "an address", rule: "N1", text: "موقع www.example.com/news متاح", seen: ["متاح ǀ www.example.com/news ǀ موقع"] },
  { title: "an address with numbers", rule: "W7, N1", text: "موقع https://example.com/2022/11?id=15 متاح", seen: ["متاح ǀ https://example.com/2022/11?id=15 ǀ موقع"] },
  { title: "an address's last slash takes the paragraph's direction", rule: "N2", text: "موقع example.com/ متاح", seen: ["متاح ǀ /ǀexample.com ǀ موقع"] },
  { title: "an address that wraps keeps its beginning on the first line", rule: "LB31, L2", text: "اقرأ على https://example.com/news/archive المزيد", room: "اقرأ على https://example.com/ne", seen: ["https://example.com/ ǀ اقرأ على", "المزيد ǀ news/archive"] },
  { title: "an e-mail address", rule: "N1", text: "راسلنا info@example.com الآن", seen: ["الآن ǀ info@example.com ǀ راسلنا"] },
  { title: "an e-mail address is not torn at its hyphen", rule: "LB31, tailored", text: "للاستفسار راسلونا دائما على press-office@example.com", room: "للاستفسار راسلونا دائما على press-", seen: ["للاستفسار راسلونا دائما على", "press-office@example.com"] },
  { title: "an Arabic hashtag", rule: "W6, N1", text: "وسم #وسم_طويل اليوم", seen: ["اليوم ǀ وسم_طويلǀ# ǀ وسم"] },
  { title: "a Latin hashtag's sign takes the paragraph's direction", rule: "N2, W7", text: "وسم #COP27 اليوم", seen: ["اليوم ǀ COP27ǀ# ǀ وسم"] },
  { title: "an isolated Latin hashtag", rule: "X5b", text: "وسم \u2066#COP27\u2069 اليوم", seen: ["اليوم ǀ #COP27 ǀ وسم"] },
  { title: "a Latin handle's sign takes the paragraph's direction", rule: "N2", text: "عبر @user أمس", seen: ["أمس ǀ userǀ@ ǀ عبر"] },
  // Latin names
  { title: "initials with full stops", rule: "N1", text: "قالت J.K. Rowling أمس", seen: ["أمس ǀ J.K. Rowling ǀ قالت"] },
  { title: "a Latin abbreviation's full stop at the end goes to the left", rule: "N2", text: "قالت شركة Apple Inc.", seen: [".ǀApple Inc ǀ قالت شركة"] },
  { title: "a Latin abbreviation's full stop with a mark behind it stays", rule: "N1", text: "قالت شركة Apple Inc.\u200e", seen: ["Apple Inc. ǀ قالت شركة"] },
  { title: "an apostrophe and an ampersand", rule: "N1", text: "قال O'Neil من AT&T أمس", seen: ["أمس ǀ AT&T ǀ من ǀ O'Neil ǀ قال"] },
  { title: "Latin letters, hyphens and numbers", rule: "W7, N1", text: "مقاتلات F-16 وقطار T-72", seen: ["T-72 ǀ وقطار ǀ F-16 ǀ مقاتلات"] },
  { title: "an illness by its Latin and its Arabic name", rule: "W2, W7", text: "لقاح COVID-19 أو كوفيد-19 متاح", seen: ["متاح ǀ 19ǀ-ǀكوفيد ǀ أو ǀ COVID-19 ǀ لقاح"] },
  { title: "a letter and a number", rule: "W7", text: "قمة G20 انتهت", seen: ["انتهت ǀ G20 ǀ قمة"] },
  { title: "signs after a Latin letter take the paragraph's direction", rule: "W6, N2", text: "لغة C++ وC# معا", seen: ["معا ǀ #ǀCǀو ǀ ++ǀC ǀ لغة"] },
  { title: "an exclamation mark after Latin at the end", rule: "N2", text: "زرت موقع Yahoo!", seen: ["!ǀYahoo ǀ زرت موقع"] },
  { title: "an Arabic question mark after Latin at the end", rule: "W3", text: "هل زرت New York؟", seen: ["؟ǀNew York ǀ هل زرت"] },
  { title: "words parted by a slash in two scripts", rule: "N2", text: "شبكة واي/Wi-Fi عامة", seen: ["عامة ǀ Wi-Fiǀ/ǀواي ǀ شبكة"] },
  { title: "Latin words parted by a slash", rule: "N1", text: "نسبة TCP/IP عالية", seen: ["عالية ǀ TCP/IP ǀ نسبة"] },
  { title: "a Latin phrase that wraps keeps its first words on the first line", rule: "L1, L2", text: "ذكرت صحيفة The New York Times أن", room: "ذكرت صحيفة The New York", seen: ["The New York ǀ ذكرت صحيفة", "أن ǀ Times"] },
  { title: "a prefix that stands apart goes with its Latin name", rule: "LB18, tailored", text: "وقال مراسل قناة الـ BBC أمس", room: "وقال مراسل قناة الـ", seen: ["وقال مراسل قناة", "أمس ǀ BBC ǀ الـ"] },
  { title: "an ordinal number", rule: "W2, I2", text: "الدورة الـ21 لمهرجان", seen: ["لمهرجان ǀ 21ǀالدورة الـ"] },
  { title: "words that a slash joins are not torn", rule: "LB31, tailored", text: "وقع الكتاب و/أو", room: "وقع الكتاب و/", seen: ["وقع الكتاب", "و/أو"] },
  // Quotation marks and brackets
  { title: "nested quotations: guillemets are mirrored, curled marks are not", rule: "N1, L4", text: "قال «إن “نعم” كافية» ثم", seen: ["ثم ǀ «ǀكافية ǀ ”ǀنعمǀ“ ǀ إنǀ» ǀ قال"] },
  { title: "nested quotations with Latin inside", rule: "N1, N2, L4", text: "قال «BBC “world” service» ثم", seen: ["ثم ǀ «ǀBBC “world” serviceǀ» ǀ قال"] },
  { title: "a quotation with both scripts", rule: "N2, L4", text: "قال «نحن BBC» ثم", seen: ["ثم ǀ «ǀBBC ǀ نحنǀ» ǀ قال"] },
  { title: "a quotation that wraps", rule: "LB18, L4", text: "قال إنه «نعم يوافق» ثم", room: "قال إنه «نعم", seen: ["نعمǀ» ǀ قال إنه", "ثم ǀ «ǀيوافق"] },
  { title: "brackets round Latin after Arabic", rule: "N0 c2, L4", text: "شركة (Apple) أعلنت", seen: ["أعلنت ǀ (ǀAppleǀ) ǀ شركة"] },
  { title: "brackets round both scripts", rule: "N0 b, L4", text: "شركة (Apple آبل) أعلنت", seen: ["أعلنت ǀ (ǀآبل ǀ Appleǀ) ǀ شركة"] },
  { title: "brackets round Latin after Latin", rule: "N0 c1", text: "إصدار Windows (22H2) متاح", seen: ["متاح ǀ Windows (22H2) ǀ إصدار"] },
  { title: "brackets round Arabic after Latin", rule: "N0 b, L4", text: "BBC (بي بي سي) قناة", seen: ["قناة ǀ (ǀبي بي سيǀ) ǀ BBC"] },
  { title: "brackets round Latin at the start", rule: "N0 c2, L4", text: "(BBC) قناة", seen: ["قناة ǀ (ǀBBCǀ)"] },
  { title: "brackets round a letter after a number", rule: "N0 b, L4", text: "المادة 5(أ) منه", seen: ["منه ǀ (ǀأǀ)ǀ5 ǀ المادة"] },
  { title: "a footnote's number in square brackets", rule: "N0 b, L4", text: "نص[1]، ثم", seen: ["ثم ǀ ،ǀ[ǀ1ǀ]ǀنص"] },
  { title: "abbreviations in brackets before an Arabic comma and semicolon", rule: "N0 c2, N1", text: "البنك المركزي (CBE)، والحكومة (GOV)؛ قالا", seen: ["قالا ǀ ؛ǀ(ǀGOVǀ) ǀ والحكومة ǀ ،ǀ(ǀCBEǀ) ǀ البنك المركزي"] },
  { title: "a bracket that opens on one line and closes on the next", rule: "N0 c2, L2, L4", text: "أعلنت قناة (BBC One) أمس", room: "أعلنت قناة (BBC", seen: ["BBCǀ) ǀ أعلنت قناة", "أمس ǀ (ǀOne"] },
  { title: "the number of a verse in ornate brackets, which are not mirrored", rule: "N1", text: "أحد ﴿١٢﴾ الله", seen: ["الله ǀ ﴾ǀ١٢ǀ﴿ ǀ أحد"] },
  { title: "the number of a verse stays with its last word", rule: "LB18, tailored", text: "قل هو الله أحد ﴿١٢﴾", room: "قل هو الله أحد ﴿", seen: ["قل هو الله", "﴾ǀ١٢ǀ﴿ ǀ أحد"] },
  // Languages and directions in one another
  { title: "Arabic in Latin in Arabic, isolated", rule: "X5b", text: "قال \u2066he said نعم today\u2069 ثم", seen: ["ثم ǀ he said ǀ نعم ǀ today ǀ قال"] },
  { title: "the same without isolates", rule: "N2, L2", text: "قال he said نعم today ثم", seen: ["ثم ǀ today ǀ نعم ǀ he said ǀ قال"] },
  { title: "an isolate in an isolate", rule: "X5a, X5b, N0 b", text: "قال \u2066he said (\u2067نعم 5%\u2069) today\u2069 ثم", seen: ["ثم ǀ he said (ǀ%ǀ5 ǀ نعمǀ) today ǀ قال"] },
  { title: "an isolate that takes its first letter's direction", rule: "X5c, P2", text: "الفائز \u2068BBC 5\u2069 أمس", seen: ["أمس ǀ BBC 5 ǀ الفائز"] },
  { title: "an isolate that wraps", rule: "X5b, L2", text: "وقال المتحدث \u2066he said نعم today\u2069 ثم", room: "وقال المتحدث he said", seen: ["he said ǀ وقال المتحدث", "ثم ǀ نعم ǀ today"] },
  { title: "an Arabic name in a left-to-right paragraph", rule: "I1", text: "The paper صدى البلد reported", direction: "ltr", seen: ["The paper ǀ صدى البلد ǀ reported"] },
  { title: "an Arabic name that wraps in a left-to-right paragraph", rule: "L2", text: "The paper صدى البلد reported", room: "The paper صدى", direction: "ltr", seen: ["The paper ǀ صدى", "البلد ǀ reported"] },
  { title: "a number after Arabic in a left-to-right paragraph", rule: "W2, N1", text: "Call القاهرة 2022 now", direction: "ltr", seen: ["Call ǀ 2022 ǀ القاهرة ǀ now"] },
  { title: "a numbered item in a left-to-right paragraph", rule: "W7, N1", text: "1. قال he", direction: "ltr", seen: ["1. ǀ قال ǀ he"] },
  { title: "a paragraph that begins with Latin and asks for its direction", rule: "P2, P3", text: "BBC قالت", direction: "auto", seen: ["BBC ǀ قالت"] },
  { title: "a paragraph that begins with a number and asks for its direction", rule: "P2, P3", text: "12 قالت BBC", direction: "auto", seen: ["BBC ǀ قالت ǀ 12"] },
  { title: "a paragraph that begins with an isolate and asks for its direction", rule: "P2", text: "\u2068BBC\u2069 قالت نعم", direction: "auto", seen: ["قالت نعم ǀ BBC"] },
  { title: "a forced break ends what stands together", rule: "P1, LB5", text: "قال BBC\nNews نعم", seen: ["BBC ǀ قال", "نعم ǀ News"] },
  { title: "Urdu with a decimal and its full stop", rule: "W2, W4", text: "قیمت 150.50 روپے ہے۔", seen: ["۔ǀروپے ہے ǀ 150.50 ǀ قیمت"] },
  { title: "Urdu with a Latin name", rule: "I2, L2", text: "انہوں نے BBC اردو کو بتایا۔", seen: ["۔ǀاردو کو بتایا ǀ BBC ǀ انہوں نے"] },
  { title: "Persian with a non-joiner and a Latin name", rule: "W7, X9", text: "می\u200cخواهم iPhone 14 بخرم", seen: ["بخرم ǀ iPhone 14 ǀ میخواهم"] },
  { title: "three sets of digits in one line", rule: "W2, I2", text: "من 2022 إلى ٢٠٢٣ و۲۰۲۴", seen: ["۲۰۲۴ǀو ǀ ٢٠٢٣ ǀ إلى ǀ 2022 ǀ من"] },
  { title: "two sets of digits about a slash after Arabic", rule: "W2, W4", text: "في 12/٣٤ قال", seen: ["قال ǀ 12/٣٤ ǀ في"] },
  { title: "two sets of digits about a slash at the start of a paragraph", rule: "W4, N1", text: "12/٣٤ قال", seen: ["قال ǀ ٣٤ǀ/ǀ12"] },
  // List numbers and ellipses
  { title: "a number and a full stop at the start", rule: "W6, N1", text: "1. قال", seen: ["قال ǀ .ǀ1"] },
  { title: "an Arabic number and a hyphen at the start", rule: "W6, N1", text: "١- قال", seen: ["قال ǀ -ǀ١"] },
  { title: "a number and a full stop before Latin", rule: "W7, N2", text: "1. BBC قالت", seen: ["قالت ǀ BBC ǀ .ǀ1"] },
  { title: "a letter and a bracket at the start", rule: "N1, L4", text: "أ) قال", seen: ["قال ǀ (ǀأ"] },
  { title: "an ellipsis between Arabic and Latin", rule: "N2", text: "إعلان… BBC قالت", seen: ["قالت ǀ BBC ǀ …ǀإعلان"] },
  { title: "full stops for an ellipsis after Latin", rule: "W6, N2", text: "قال BBC... ثم", seen: ["ثم ǀ ...ǀBBC ǀ قال"] },
  { title: "an ellipsis stays with the word before it", rule: "LB22", text: "وقال المتحدث نعم… ثم صمت", room: "وقال المتحدث نعم", seen: ["وقال المتحدث", "ثم صمت ǀ …ǀنعم"] },
];

import type { DisplayItem, PagedDocument, StructureNode } from "../../src/layout/index.ts";
import { composeLines, height, newspaper, width, type SetColumns } from "./columns.ts";

/** A line by itself; lengths in pt from the page's upper left corner. */
export interface PlacedText {
  readonly text: string;
  readonly right: number;
  readonly baseline: number;
  readonly size: number;
  readonly family?: string;
}

/** A page with lines anywhere, each a paragraph. */
export function placeTexts(texts: readonly PlacedText[]): SetColumns {
  const box = { x: 0, y: 0, width, height };
  const items = texts.map(({ text, right, baseline, size, family = newspaper.family }, index): DisplayItem => {
    const [line] = composeLines(text, right, { ...newspaper, family, size, align: "start" });
    if (line === undefined) throw new Error(`there is nothing in ${text}`);
    return { kind: "text", role: { kind: "content", structure: index + 1 }, x: 0, baseline, text: line.text, runs: line.runs, last: line.last };
  });
  const children = texts.map((_, index): StructureNode => ({ id: index + 1, type: "P", children: [] }));
  const document: PagedDocument = {
    title: "Lines", metadata: {}, language: newspaper.language, direction: "rtl", outline: [], structure: { id: 0, type: "Document", children },
    pages: [{ number: 1, mediaBox: box, trimBox: box, bleedBox: box, items }],
  };
  return { document, expected: texts.map(({ text }) => text) };
}

/** The head of a newspaper: between boxes of small lines a word as high as all of them, under it two lines side by side and a headline. */
function nameplate(size: number): PlacedText[] {
  return [
    { text: "الإشراف العام", right: 545, baseline: 66, size: 8 },
    { text: "إلهام أبو الفتح", right: 545, baseline: 83, size: 11 },
    { text: "رئيس التحرير", right: 545, baseline: 98, size: 8 },
    { text: "أحمد صبري", right: 545, baseline: 115, size: 11 },
    { text: "النشرة", right: 430, baseline: 123, size, family: "Reem Kufi" },
    { text: "نشرة إخبارية", right: 140, baseline: 80, size: 18 },
    { text: "عربية", right: 120, baseline: 107, size: 18 },
    { text: "الخميس ٢٤ نوفمبر ٢٠٢٢", right: 545, baseline: 167, size: 10 },
    { text: "العدد ١٢٣", right: 90, baseline: 167, size: 10 },
    { text: "لافروف: لم نتوجه إلى دول المعاهدة", right: 500, baseline: 220, size: 36 },
    { text: "صدى البلد", right: 320, baseline: 250, size: 11 },
  ];
}

const words = "واحد اثنان ثلاثة أربعة خمسة".split(" ");

/** Pages on which something stands beside something else, or next to nothing stands at all. */
export const placedPages: readonly (readonly [name: string, texts: readonly PlacedText[]])[] = [
  ["a nameplate", nameplate(107)],
  ["a nameplate of smaller type", nameplate(50)],
  [
    "verses of two halves",
    ["أراك عصي الدمع شيمتك الصبر", "أما للهوى نهي عليك ولا أمر", "بلى أنا مشتاق وعندي لوعة", "ولكن مثلي لا يذاع له سر"].map((text, index) => ({
      text, right: index % 2 === 0 ? 500 : 230, baseline: 100 + 30 * Math.floor(index / 2), size: 12,
    })),
  ],
  ["one word", [{ text: "فراغ", right: 300, baseline: 400, size: 12 }]],
  ["one letter", [{ text: "ج", right: 300, baseline: 400, size: 12 }]],
  ["one large word", [{ text: "العدد", right: 500, baseline: 400, size: 150 }]],
  ["one word to a line", words.map((text, index) => ({ text, right: 545, baseline: 100 + 16 * index, size: 11 }))],
  ["one word to a line, far apart, on the left", words.map((text, index) => ({ text, right: 120, baseline: 100 + 40 * index, size: 11 }))],
  [
    "small type across the page, and words under it at either side",
    [
      { text: "نشرة إخبارية عربية تصدر كل يوم عن دار الأخبار العربية للطباعة والنشر والتوزيع", right: 400, baseline: 60, size: 6 },
      ...words.map((text, index) => ({ text, right: index % 2 === 0 ? 545 : 60, baseline: 100 + 40 * index, size: 9 })),
    ],
  ],
];

const alphabet = "ا ب ت ث ج ح خ د ذ ر ز س ش ص ض ط ظ ع غ ف ق ك ل م ن ه و ي";

/** Rows of words of one character. */
export const loneCharacters: readonly (readonly [name: string, text: string])[] = [
  ["letters", `حروف الهجاء ${alphabet} ثم ${alphabet}`],
  ["letters, from the line's beginning", `${alphabet} ${alphabet}`],
  ["vocalised letters", alphabet.replace(/[^ ]/gu, "$&َ")],
  ["digits", "٠ ١ ٢ ٣ ٤ ٥ ٦ ٧ ٨ ٩ 0 1 2 3 4 5 6 7 8 9 ٠ ١ ٢ ٣ ٤ ٥ ٦ ٧ ٨ ٩"],
  ["stars and dashes", "* * * * * * * * * * - - - - - - - - - - * * * * * * * * * *"],
];

import type { RevisionSummary } from "../model.ts";
import { addresses, pictureSet } from "./addresses.ts";
import { arabicDay, arabicDigits, arabicNumber, articlesCounted, counted, pagesCounted } from "./arabicInterface.ts";

/** An edition as lists show it. */
export interface EditionCard {
  readonly href: string;
  readonly anchor: string | undefined;
  readonly picture: string;
  readonly pictureSet: string;
  readonly publication: string;
  readonly language: string;
  readonly number: string | undefined;
  readonly day: string;
  readonly pages: string;
  readonly articles: string;
  readonly revised: string | undefined;
}

/** @param anchor by which addresses lead to it in its page */
export function editionCard({ digest, publication, language, number, date, pages, articles, revisions }: RevisionSummary, anchor?: string): EditionCard {
  return {
    href: addresses.edition(digest), anchor, picture: addresses.picture(digest, 1, 240), pictureSet: pictureSet(digest, 1, [240, 480]),
    publication, language, number: numberOf(number), day: dayOf(date), pages: counted(pages, pagesCounted), articles: counted(articles, articlesCounted),
    revised: revisions > 1 ? `النسخة ${arabicNumber(revisions)}` : undefined,
  };
}

/** An edition's name within texts, such as a page's title. */
export function editionName({ publication, number, date }: Pick<RevisionSummary, "publication" | "number" | "date">): string {
  if (number !== undefined) return `${publication}، العدد ${arabicDigits(number)}`;
  return date === undefined ? publication : `${publication}، ${arabicDay(date)}`;
}

export function numberOf(number: string | undefined): string | undefined {
  return number === undefined ? undefined : arabicDigits(number);
}

export function dayOf(date: string | undefined): string {
  return date === undefined ? "بلا تاريخ" : arabicDay(date);
}

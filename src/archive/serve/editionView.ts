import type { ArchivedArticle, KeptFile, RevisionRecord, RevisionSummary } from "../model.ts";
import { addresses, pictureSet } from "./addresses.ts";
import { arabicDigits, arabicMoment, arabicMonth, arabicNumber, arabicSize, counted, directionOfLanguage, type Counted } from "./arabicInterface.ts";
import { dayOf, numberOf } from "./editionCard.ts";
import { monthOf } from "./editionsByDate.ts";

interface FileLink {
  readonly href: string;
  readonly saveAs: string;
  readonly label: string;
  readonly size: string;
}

interface ArticleLink {
  readonly headline: string;
  readonly href: string | undefined;
  readonly section: string | undefined;
  readonly author: string | undefined;
  readonly source: string | undefined;
  readonly page: string | undefined;
}

export interface EditionView {
  readonly publication: string;
  readonly language: string;
  readonly direction: string;
  readonly number: string | undefined;
  /** Where it says more than the publication. */
  readonly title: string | undefined;
  readonly day: string;
  readonly volume: string | undefined;
  readonly month: { readonly href: string; readonly name: string } | undefined;
  /** The newest revision, where this is another. */
  readonly newer: string | undefined;
  readonly pages: readonly { readonly href: string; readonly picture: string; readonly pictureSet: string; readonly name: string }[];
  readonly articles: readonly ArticleLink[];
  readonly credits: readonly { readonly role: string; readonly name: string }[];
  readonly pdfs: readonly FileLink[];
  readonly otherFiles: readonly FileLink[];
  readonly otherFilesSum: string;
  readonly revisions: readonly { readonly href: string; readonly name: string; readonly added: string; readonly current: boolean }[];
  readonly digest: string;
}

const profileNames: Readonly<Record<NonNullable<KeptFile["profile"]>, string>> = { archive: "نسخة الأرشيف", print: "نسخة الطباعة", screen: "نسخة الشاشة", given: "الملف كما ورد" };
const filesCounted: Counted = { zero: "بلا ملفات", one: "ملف واحد", two: "ملفان", few: "{n} ملفات", many: "{n} ملفًا", other: "{n} ملف" };

/** @param revisions all of the edition, the newest first */
export function editionView({ summary, record }: { readonly summary: RevisionSummary; readonly record: RevisionRecord }, revisions: readonly RevisionSummary[]): EditionView {
  const { digest, publication, language, number, date, title } = summary;
  const [newest] = revisions;
  const pdfs = record.files.filter(({ role }) => role === "pdf");
  const others = record.files.filter(({ role }) => role !== "pdf" && role !== "pages");
  const month = monthOf(date);
  return {
    publication, language, direction: directionOfLanguage(language), number: numberOf(number), title: title.startsWith(publication) ? undefined : title, day: dayOf(date),
    volume: record.edition.volume === undefined ? undefined : arabicDigits(record.edition.volume),
    month: month === undefined ? undefined : { href: addresses.month(month), name: arabicMonth(month) },
    newer: newest === undefined || newest.digest === digest ? undefined : addresses.edition(newest.digest),
    pages: Array.from({ length: record.edition.pages }, (_, index) => index + 1).map((page) => ({
      href: addresses.page(digest, page), picture: addresses.picture(digest, page, 240), pictureSet: pictureSet(digest, page, [240, 480]), name: `صفحة ${arabicNumber(page)}`,
    })),
    articles: record.articles.filter(({ kind }) => kind === "article").map((article) => articleLink(digest, article)),
    credits: record.edition.credits,
    pdfs: pdfs.map((file) => fileLink(summary, file, profileNames[file.profile ?? "given"])),
    otherFiles: others.map((file) => fileLink(summary, file, file.name)),
    otherFilesSum: counted(others.length, filesCounted),
    revisions: revisions.map((revision) => ({
      href: addresses.edition(revision.digest), name: `النسخة ${arabicNumber(revision.revision)}`, added: arabicMoment(revision.addedAt), current: revision.digest === digest,
    })),
    digest,
  };
}

function articleLink(digest: string, { headline, page, section, author, source }: ArchivedArticle): ArticleLink {
  return {
    headline: headline === "" ? "بلا عنوان" : headline, href: page === undefined ? undefined : addresses.page(digest, page), section, author, source,
    page: page === undefined ? undefined : `صفحة ${arabicNumber(page)}`,
  };
}

/** PDFs are saved under their edition's name, other files under their own. */
function fileLink({ digest, publication, number, date }: RevisionSummary, { name, role, bytes }: KeptFile, label: string): FileLink {
  const own = name.slice(name.lastIndexOf("/") + 1);
  return { href: addresses.file(digest, name), saveAs: role === "pdf" ? [publication, number ?? date ?? "", own].filter((part) => part !== "").join(" ") : own, label, size: arabicSize(bytes) };
}

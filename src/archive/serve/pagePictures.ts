import type { PDFiumDocument, PDFiumLibrary } from "@hyzyla/pdfium";
import { ArchiveFault } from "../archiveFault.ts";

/** Draws pages of kept PDFs, one after another. Throws `ArchiveFault` `archive/page-not-drawn`. */
export interface PagePictures {
  /**
   * @param file the PDF: its SHA-256, and how it is read when it has to be
   * @param page from 1
   * @param width px
   * @returns WebP; `undefined` where the PDF has no such page
   */
  readonly draw: (file: DrawnFile, page: number, width: number) => Promise<Uint8Array | undefined>;
  readonly close: () => Promise<void>;
}

type Pdfium = Awaited<ReturnType<typeof PDFiumLibrary.init>>;

export interface DrawnFile {
  readonly sha256: string;
  readonly read: () => Promise<Uint8Array>;
}

/** Bytes of finished pictures that are remembered. */
const REMEMBERED = 48 * 1024 * 1024;

/** Pixels of one drawing, which takes 4 bytes for each: a page far longer than wide gets a picture narrower than asked for. */
const MOST_PIXELS = 12_000_000;

/** Pixels; VP8, which WebP holds, has at most 16,383 (RFC 6386, section 9.1). */
const MOST_HEIGHT = 16_000;

/** Smaller drawings of small print are unreadable where PDFium itself makes them; it draws larger, and the picture is scaled down. */
const FINER = 2;

/** Remembers finished pictures up to a bound, and holds one PDF open. PDFium and sharp are loaded with the first picture. */
export function openPagePictures(): PagePictures {
  const finished = rememberBytes(REMEMBERED);
  const awaited = new Map<string, Promise<Uint8Array | undefined>>();
  let library: Promise<Pdfium> | undefined;
  let open: { readonly sha256: string; readonly document: PDFiumDocument } | undefined;
  let last: Promise<unknown> = Promise.resolve();

  const openLibrary = (): Promise<Pdfium> => (library ??= import("@hyzyla/pdfium").then(({ PDFiumLibrary }) => PDFiumLibrary.init()));

  const openFile = async ({ sha256, read }: DrawnFile): Promise<PDFiumDocument> => {
    if (open?.sha256 === sha256) return open.document;
    const bytes = await read();
    open?.document.destroy();
    open = undefined;
    const document = await (await openLibrary()).loadDocument(bytes);
    open = { sha256, document };
    return document;
  };

  const drawNow = async (file: DrawnFile, page: number, width: number): Promise<Uint8Array | undefined> => {
    try {
      const document = await openFile(file);
      return page > document.getPageCount() ? undefined : await drawPage(document, page, width);
    } catch (error) {
      if (error instanceof ArchiveFault) throw error;
      // What PDFium broke off in the middle of, its memory still holds; the next drawing begins with a new one.
      library = undefined;
      open = undefined;
      throw new ArchiveFault("archive/page-not-drawn", `Page ${page} of the kept PDF ${file.sha256} cannot be drawn: ${error instanceof Error ? error.message : String(error)}.`, "The file is kept as it came; a PDF viewer may say what is wrong with it.");
    }
  };

  return {
    draw: async (file, page, width) => {
      const name = `${file.sha256} ${page} ${width}`;
      const known = finished.get(name) ?? awaited.get(name);
      if (known !== undefined) return known;
      const picture = last.then(() => drawNow(file, page, width));
      last = picture.catch(() => undefined);
      awaited.set(name, picture);
      try {
        const drawn = await picture;
        if (drawn !== undefined) finished.put(name, drawn);
        return drawn;
      } finally {
        awaited.delete(name);
      }
    },
    close: async () => {
      await last;
      open?.document.destroy();
      open = undefined;
      (await library)?.destroy();
      library = undefined;
    },
  };
}

async function drawPage(document: PDFiumDocument, number: number, width: number): Promise<Uint8Array> {
  const { default: sharp } = await import("sharp");
  const page = document.getPage(number - 1);
  const { originalWidth, originalHeight } = page.getOriginalSize();
  const scale = Math.min((width * FINER) / originalWidth, Math.sqrt(MOST_PIXELS / (originalWidth * originalHeight)));
  const drawing = await page.render({ scale, render: "bitmap" });
  return sharp(drawing.data, { raw: { width: drawing.width, height: drawing.height, channels: 4 } })
    .removeAlpha()
    .resize({ width, height: MOST_HEIGHT, fit: "inside", withoutEnlargement: true })
    .webp({ quality: 82, effort: 2 })
    .toBuffer();
}

interface RememberedBytes {
  readonly get: (name: string) => Uint8Array | undefined;
  readonly put: (name: string, bytes: Uint8Array) => void;
}

/** Forgets what was not asked for longest when it grows beyond a bound. */
function rememberBytes(most: number): RememberedBytes {
  const kept = new Map<string, Uint8Array>();
  let size = 0;
  return {
    get: (name) => {
      const bytes = kept.get(name);
      if (bytes === undefined) return undefined;
      kept.delete(name);
      kept.set(name, bytes);
      return bytes;
    },
    put: (name, bytes) => {
      size += bytes.length - (kept.get(name)?.length ?? 0);
      kept.delete(name);
      kept.set(name, bytes);
      for (const [oldest, { length }] of kept) {
        if (size <= most) break;
        kept.delete(oldest);
        size -= length;
      }
    },
  };
}

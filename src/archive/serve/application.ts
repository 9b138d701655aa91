import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Hono, type Context } from "hono";
import { etag } from "hono/etag";
import { collectDiagnostics, type Report } from "../../diagnostics/index.ts";
import { ArchiveFault } from "../archiveFault.ts";
import { revisionsOf } from "../findEdition.ts";
import { shownPdf } from "../shownPdf.ts";
import { parseQuery } from "../words/query.ts";
import { pictureWidths } from "./addresses.ts";
import { editionName } from "./editionCard.ts";
import { homeView, monthView, SHELF } from "./editionsByDate.ts";
import { editionView } from "./editionView.ts";
import type { PagePictures } from "./pagePictures.ts";
import { MOST_ZOOM, pageView } from "./pageView.ts";
import { namesLoopback, securityHeaders } from "./requestGuards.ts";
import { articleFilterOf, filtersOf, HITS, resultsView, type Asked } from "./resultsView.ts";
import type { ServedArchive } from "./servedArchive.ts";
import { openViews, type ApologyView, type Frame } from "./views.ts";

export interface ApplicationOptions {
  readonly pictures: PagePictures;
  /** Where the fonts of the pages lie; readers' own are used where it is absent. */
  readonly fontFolder: string | undefined;
  /** Whether the server listens on this machine alone, so that whoever asks for another's name was led here. */
  readonly loopback: boolean;
  readonly report: Report;
}

/** What an archive is called in titles. */
const NAME = "أرشيف الأعداد";

/** Content that has its hash in its address never changes. */
const FOREVER = "private, max-age=31536000, immutable";

const notThere: ApologyView = { title: "لا شيء هنا", text: "لا صفحة بهذا العنوان في الأرشيف. لعلّ الرابط ناقص، أو أنّ العدد في أرشيف آخر." };
const damaged: ApologyView = { title: "ملف محفوظ تالف", text: "ملف من ملفات هذا العدد مفقود أو تالف. الأمر nashra archive verify يبيّن ما تلف." };
const undrawn: ApologyView = { title: "تعذّر رسم الصفحة", text: "تعذّر رسم هذه الصفحة، وملفها محفوظ كما ورد." };
const unreadable: ApologyView = { title: "تعذّرت قراءة الأرشيف", text: "تعذّرت قراءة الأرشيف الآن. سبب ذلك مكتوب حيث شُغّل الخادم." };
const foreignHost: ApologyView = { title: "عنوان غير معروف", text: "هذا الخادم لا يجيب إلا من يطلبه باسم هذا الجهاز، مثل localhost أو 127.0.0.1." };
const onlyRead: ApologyView = { title: "للقراءة فقط", text: "هذا الأرشيف للقراءة فقط." };

/** Answers requests for an archive's pages. Everything kept is found by an edition's digest through the catalogue; no address is a path. */
export function servedApplication(archive: ServedArchive, { pictures, fontFolder, loopback, report }: ApplicationOptions): Hono {
  const views = openViews({ fonts: fontFolder !== undefined });
  const fonts = new Set([...(views.assets.get("fonts.css")?.content.matchAll(/"\/fonts\/([\w-]+\/[\w-]+\.ttf)"/gu) ?? [])].map(([, name]) => name));
  const frame = (title: string, more: Partial<Frame> = {}): Frame => ({ title: title === NAME ? NAME : `${title} · ${NAME}`, words: "", filters: undefined, ...more });
  const apologise = (context: Context, status: 403 | 404 | 405 | 500, apology: ApologyView): Response => {
    context.header("Cache-Control", "no-store");
    return context.html(views.write("apology", frame(apology.title), apology), status);
  };
  const apologyFor = ({ diagnostic: { code } }: ArchiveFault): ApologyView => (code === "archive/damaged-object" ? damaged : code === "archive/page-not-drawn" ? undrawn : unreadable);
  const resolve = async (digest: string): ReturnType<ServedArchive["resolve"]> => {
    const found = await archive.resolve(digest);
    if (found.summary.digest === digest) return found;
    throw new ArchiveFault("archive/no-edition", `There is no edition ${digest} in the archive.`, "nashra archive list names those that are there.");
  };

  const application = new Hono();
  application.use(securityHeaders);
  application.use(async (context, next) => {
    if (loopback && !namesLoopback(context.req.header("Host"))) return apologise(context, 403, foreignHost);
    if (context.req.method !== "GET" && context.req.method !== "HEAD") {
      context.header("Allow", "GET, HEAD");
      return apologise(context, 405, onlyRead);
    }
    context.header("Cache-Control", "no-cache");
    await next();
    return undefined;
  });
  application.use(etag());
  application.notFound((context) => apologise(context, 404, notThere));
  application.onError((error, context) => {
    if (error instanceof ArchiveFault && notFoundCodes.has(error.diagnostic.code)) return apologise(context, 404, notThere);
    report(error instanceof ArchiveFault ? error.diagnostic : failureOf(error, context.req.path));
    return apologise(context, 500, error instanceof ArchiveFault ? apologyFor(error) : unreadable);
  });

  application.get("/", async (context) => {
    const page = numberIn(context.req.query("page")) ?? 1;
    const shelf = await archive.list({}, { limit: SHELF, offset: (page - 1) * SHELF });
    return context.html(views.write("home", frame(NAME), homeView(shelf, await archive.months(), page)));
  });
  application.get("/months/:month{[0-9]{4}-[0-9]{2}}", async (context) => {
    const month = context.req.param("month");
    const view = monthView(await archive.list({ from: `${month}-01`, to: `${month}-31` }), await archive.months(), month);
    return view === undefined ? apologise(context, 404, notThere) : context.html(views.write("month", frame(view.title), view));
  });
  application.get("/editions/:digest{[0-9a-f]{64}}", async (context) => {
    const found = await resolve(context.req.param("digest"));
    return context.html(views.write("edition", frame(editionName(found.summary)), editionView(found, await revisionsOf(found.summary, archive))));
  });
  application.get("/editions/:digest{[0-9a-f]{64}}/pages/:page{[0-9]+}", async (context) => {
    const found = await resolve(context.req.param("digest"));
    const page = numberIn(context.req.param("page"));
    if (page === undefined || page > found.record.edition.pages) return apologise(context, 404, notThere);
    const words = wordsIn(context);
    const query = words === "" ? undefined : parseQuery(words, () => undefined);
    const zoom = Math.min(numberIn(context.req.query("zoom")) ?? 1, MOST_ZOOM);
    const text = (await archive.readPages(found.record)).find(({ number }) => number === page);
    const view = pageView(found, text, { page, zoom, words, query });
    return context.html(views.write("page", frame(`${view.name}، ${editionName(found.summary)}`, { words }), view));
  });
  application.get("/search", async (context) => {
    const asked = askedOf(context);
    const { diagnostics, report: reportQuery } = collectDiagnostics();
    const result = asked.words.trim() === "" ? undefined : await archive.search(asked.words, articleFilterOf(asked), { limit: HITS, offset: (asked.page - 1) * HITS }, reportQuery);
    const view = resultsView(asked, result, diagnostics);
    return context.html(views.write("results", frame(asked.words === "" ? view.title : `${asked.words} · ${view.title}`, { words: asked.words, filters: filtersOf(asked) }), view));
  });
  application.get("/files/:digest{[0-9a-f]{64}}/:name{.+}", async (context) => {
    const { record } = await resolve(context.req.param("digest"));
    const file = record.files.find(({ name }) => name === context.req.param("name"));
    if (file === undefined) return apologise(context, 404, notThere);
    return bytesOf(context, await archive.readFile(file), { type: file.role === "pdf" ? "application/pdf" : "application/octet-stream", name: file.sha256, attachment: true });
  });
  application.get("/images/:digest{[0-9a-f]{64}}/:picture{[0-9]+@[0-9]+\\.webp}", async (context) => {
    const [page, width] = context.req.param("picture").replace(".webp", "").split("@").map(numberIn);
    if (page === undefined || !pictureWidths.some((known) => known === width) || width === undefined) return apologise(context, 404, notThere);
    const { summary, record } = await resolve(context.req.param("digest"));
    const file = shownPdf(record.files);
    const picture = file === undefined || page > record.edition.pages ? undefined : await pictures.draw({ sha256: file.sha256, read: () => archive.readFile(file) }, page, width);
    return picture === undefined ? apologise(context, 404, notThere) : bytesOf(context, picture, { type: "image/webp", name: `${summary.digest}-${page}-${width}` });
  });
  application.get("/assets/:name", (context) => {
    const asset = views.assets.get(context.req.param("name"));
    return asset === undefined ? apologise(context, 404, notThere) : context.body(asset.content, 200, { "Content-Type": asset.mediaType });
  });
  application.get("/fonts/:name{.+}", async (context) => {
    const name = context.req.param("name");
    if (fontFolder === undefined || !fonts.has(name)) return apologise(context, 404, notThere);
    return context.body(new Uint8Array(await readFile(join(fontFolder, name))), 200, { "Content-Type": "font/ttf", "Cache-Control": "private, max-age=86400" });
  });
  return application;
}

const notFoundCodes: ReadonlySet<string> = new Set(["archive/no-edition", "archive/no-revision", "archive/ambiguous"]);

function failureOf(error: Error, path: string): Parameters<Report>[0] {
  return { severity: "error", code: "archive/page-failed", message: `The page ${path} could not be made: ${error.message}.`, hint: "This is a fault of the program; the archive is as it was." };
}

/** Bytes that their name stands for. */
function bytesOf(context: Context, bytes: Uint8Array, { type, name, attachment = false }: { readonly type: string; readonly name: string; readonly attachment?: boolean }): Response {
  return context.body(new Uint8Array(bytes), 200, {
    "Content-Type": type, "Content-Length": String(bytes.length), ETag: `"${name}"`, "Cache-Control": FOREVER, ...(attachment && { "Content-Disposition": "attachment" }),
  });
}

/** A whole number from 1; `undefined` for anything else. */
function numberIn(text: string | undefined): number | undefined {
  return text !== undefined && /^[1-9]\d{0,5}$/.test(text) ? Number(text) : undefined;
}

/** Longer searches are cut: no article is found by them. */
const LONGEST_WORDS = 500;

function wordsIn(context: Context): string {
  return (context.req.query("q") ?? "").slice(0, LONGEST_WORDS);
}

/** Nobody turns over more pages of results. */
const MOST_RESULT_PAGES = 500;

function askedOf(context: Context): Asked {
  const field = (name: string): string => (context.req.query(name) ?? "").slice(0, 200);
  return {
    words: wordsIn(context), from: field("from"), to: field("to"), section: field("section"), author: field("author"),
    page: Math.min(numberIn(context.req.query("page")) ?? 1, MOST_RESULT_PAGES),
  };
}

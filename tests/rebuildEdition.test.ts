import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import sharp from "sharp";
import { expect, onTestFinished, test } from "vitest";
import { openArchive, type Archive, type RevisionRecord } from "../src/archive/index.ts";
import { buildForArchive, submitBulletin, type EditionPdf } from "../src/archiveBulletin.ts";
import { buildBulletin, type BuildRequest } from "../src/build.ts";
import { collectDiagnostics } from "../src/diagnostics/index.ts";
import { rebuildEdition, type Rebuilt } from "../src/rebuildEdition.ts";

function scratchFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "nashra-test-"));
  onTestFinished(() => { rmSync(folder, { recursive: true, force: true }); });
  return folder;
}

const copy = "عنوان الخبر الأول\n\nوكالة\n\nنفى وزير الخارجية الروسي سيرجي لافروف أن تكون بلاده قد توجهت إلى شركائها بطلب المساعدة.\nوأضاف: «لم نتوجه بطلب كهذا إلى أي كان» في 15 مايو 2022.\n";

/** A template of one's own with an image and a face of its own, and copy with a photograph beside it; two sources of one name. */
async function paper(folder: string): Promise<BuildRequest> {
  const [template, first, second] = [join(folder, "paper"), join(folder, "desk"), join(folder, "wire")];
  for (const path of [join(template, "partials"), join(template, "art"), join(first, "photos"), second]) mkdirSync(path, { recursive: true });
  writeFileSync(join(template, "page.hbs"), `<!DOCTYPE html><html lang="{{language}}" dir="{{direction}}"><head><title>{{settings.publication}}</title><meta name="number" content="{{settings.number}}"></head>
<body><img src="art/logo.png" alt="شعار"><img src="photos/port%20one.jpg" alt="ميناء">{{#each articles}}{{> story}}{{/each}}</body></html>`);
  writeFileSync(join(template, "partials/story.hbs"), "<article><h1>{{headline}}</h1>{{#if author}}<p>{{author}}</p>{{/if}}{{#each body}}<p>{{content}}</p>{{/each}}</article>");
  writeFileSync(join(template, "style.css"), "@font-face { font-family: Ours; src: url(faces/ours.ttf) } @page { size: A5; margin: 12mm } body { font: 11pt/17pt Ours } p { text-align: justify } img { height: 40pt }");
  writeFileSync(join(template, "template.yaml"), "settings: {publication: الصباح, number: ''}\noutput: {profile: print, condition: coated}\n");
  mkdirSync(join(template, "faces"));
  copyFileSync("fonts/scheherazade-new/ScheherazadeNew-Regular.ttf", join(template, "faces/ours.ttf"));
  writeFileSync(join(template, "unused.psd"), "not part of the edition");
  const picture = sharp({ create: { width: 60, height: 40, channels: 3, background: "#0a6" } });
  await picture.clone().png().toFile(join(template, "art/logo.png"));
  await picture.clone().jpeg().toFile(join(first, "photos/port one.jpg"));
  writeFileSync(join(first, "a.txt"), copy);
  writeFileSync(join(second, "a.txt"), copy.replace("الأول", "الثاني"));
  const fact = { text: "سلمى حسن", span: { file: "edition.yaml", start: { line: 1, column: 1 } } };
  return { sources: [join(first, "a.txt"), join(second, "a.txt")], template, settings: { number: "7" }, withoutEdits: ["quotation-marks"], justify: "book", articleFacts: new Map([[join(second, "a.txt"), { author: fact }]]) };
}

async function keep(request: BuildRequest, archive: Archive): Promise<RevisionRecord> {
  const { report, diagnostics } = collectDiagnostics();
  const asked = await buildBulletin({ ...request, withMatter: true });
  const archival = await buildForArchive(request);
  if (!asked.bulletin?.matter || !archival.bulletin?.matter) throw new Error(JSON.stringify([asked.diagnostics, archival.diagnostics]));
  const pdfs = [archival.bulletin, asked.bulletin].map(({ matter, pdf }): EditionPdf[] => (matter ? [{ matter, pdf, linearized: false }] : [])).flat();
  const [first, ...others] = pdfs;
  const submission = first && submitBulletin(request, archival.bulletin.fonts, [first, ...others], report);
  expect(diagnostics).toEqual([]);
  if (!submission) throw new Error("no submission");
  const { summary } = await archive.add(submission);
  return (await archive.resolve(summary.name)).record;
}

async function rebuilt(archive: Pick<Archive, "readFile">, record: RevisionRecord): Promise<Rebuilt | undefined> {
  return rebuildEdition(archive, { record }, { fontFolders: [], linearize: (pdf) => Promise.resolve(pdf), report: () => undefined });
}

test("an edition with a template, images and a face of its own is made again byte by byte when all of these are gone", async () => {
  const folder = scratchFolder();
  const archive = await openArchive({ archive: join(folder, "archive") }, { mode: "write", program: "Nashra test" });
  onTestFinished(() => archive.close());
  const record = await keep(await paper(folder), archive);
  expect(record.files.map(({ name }) => name).sort()).toEqual([
    "pages.json.gz", "pdf/archive.pdf", "pdf/print.pdf", "sources/2/a.txt", "sources/a.txt", "sources/photos/port one.jpg",
    "template/art/logo.png", "template/faces/ours.ttf", "template/page.hbs", "template/partials/story.hbs", "template/style.css", "template/template.yaml",
  ]);
  for (const name of readdirSync(folder)) if (name !== "archive") rmSync(join(folder, name), { recursive: true });
  const again = await rebuilt(archive, record);
  expect(again?.pdfs.map(({ kept, identical, diagnostics }) => [kept.name, identical, diagnostics.filter(({ severity }) => severity === "error")])).toEqual([["pdf/archive.pdf", true, []], ["pdf/print.pdf", true, []]]);
  expect(again?.otherFonts).toEqual([]);
});

test("what would be made otherwise now is told, with the fonts that are others", async () => {
  const folder = scratchFolder();
  const archive = await openArchive({ archive: join(folder, "archive") }, { mode: "write", program: "Nashra test" });
  onTestFinished(() => archive.close());
  const record = await keep(await paper(folder), archive);
  const [source] = record.files.filter(({ role }) => role === "source");
  const changed: Pick<Archive, "readFile"> = {
    readFile: async (file) => (file.sha256 === source?.sha256 ? new TextEncoder().encode(copy.replace("لافروف", "إيفانوف")) : archive.readFile(file)),
  };
  const [font] = record.edition.fonts;
  const older = { ...record, edition: { ...record.edition, fonts: [{ family: "Ours", postscriptName: font?.postscriptName ?? "", version: "Version 0.1" }, { family: "Gone", postscriptName: "Gone-Bold", version: "1" }] } };
  const again = await rebuilt(changed, older);
  expect(again?.pdfs.map(({ identical }) => identical)).toEqual([false, false]);
  expect(again?.otherFonts).toEqual([{ kept: older.edition.fonts[0], now: font }, { kept: older.edition.fonts[1] }]);
});

test("a print shop's profile is kept whatever its file is called, and images of one name from elsewhere are both kept", async () => {
  const folder = scratchFolder();
  const archive = await openArchive({ archive: join(folder, "archive") }, { mode: "write", program: "tests" });
  onTestFinished(() => archive.close());
  const request = await paper(folder);
  const [profile, ...photos] = [join(folder, "coated profile"), join(folder, "desk/port.png"), join(folder, "wire/port.png")];
  copyFileSync("src/press/icc/ISOcoated_v2_300_bas.icc", profile);
  for (const [index, photo] of photos.entries()) await sharp({ create: { width: 20 + index, height: 20, channels: 3, background: "#f00" } }).png().toFile(photo);
  writeFileSync(join(folder, "paper/page.hbs"), `<!DOCTYPE html><html lang="ar" dir="rtl"><head><title>الصباح</title><meta name="number" content="7"></head><body>${photos.map((photo) => `<img src="${photo}" alt="ميناء">`).join("")}{{#each articles}}{{> story}}{{/each}}</body></html>`);
  const { files, recipe } = await keep({ ...request, output: { iccProfile: relative(".", profile), condition: "coated" } }, archive);
  expect(files.filter(({ role }) => role === "profile" || role === "image").map(({ name }) => name).sort()).toEqual(["images/2/port.png", "images/port.png", "profiles/1-coated profile"]);
  expect(recipe?.outputs["pdf/print.pdf"]).toMatchObject({ iccProfile: "profiles/1-coated profile", condition: "coated" });
});

test("names that lead outside the edition are refused, be they of kept files or in the recipe", async () => {
  const folder = scratchFolder();
  const archive = await openArchive({ archive: join(folder, "kept") }, { mode: "write", program: "tests" });
  onTestFinished(() => archive.close());
  const record = await keep(await paper(folder), archive);
  const { recipe, files } = record;
  if (!recipe) throw new Error("no recipe");
  const foreign: readonly RevisionRecord[] = [
    { ...record, files: files.map((file) => (file.role === "source" ? { ...file, name: `../${file.name}` } : file)) },
    { ...record, files: files.map((file) => (file.role === "source" ? { ...file, name: `${file.name}\0` } : file)) },
    { ...record, recipe: { ...recipe, sources: ["../../etc/hostname"] } },
    { ...record, recipe: { ...recipe, template: { folder: ".." } } },
  ];
  for (const each of foreign) await expect(rebuilt(archive, each)).rejects.toMatchObject({ diagnostic: { code: "archive/unsafe-name" } });
});

test("a kept PDF whose copy cannot be set any more is told with the reason", async () => {
  const folder = scratchFolder();
  const archive = await openArchive({ archive: join(folder, "archive") }, { mode: "write", program: "Nashra test" });
  onTestFinished(() => archive.close());
  const record = await keep(await paper(folder), archive);
  const without = { ...record, files: record.files.filter(({ name }) => name !== "sources/photos/port one.jpg") };
  const again = await rebuilt(archive, without);
  expect(again?.pdfs.map(({ pdf, identical }) => [pdf, identical])).toEqual([[undefined, false], [undefined, false]]);
  expect(again?.pdfs[0]?.diagnostics.map(({ code }) => code)).toContain("image/missing");
});

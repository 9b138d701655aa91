import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, test } from "vitest";
import { buildBulletin } from "../../src/build.ts";
import { paint, setColumns } from "../pdf/columns.ts";
import { plain } from "../pdf/readers.ts";
import { output, withFile } from "./programs.ts";

const copy = fileURLToPath(new URL("../../examples/wire-article.txt", import.meta.url));

let pdf: Uint8Array;

beforeAll(async () => {
  const { bulletin, diagnostics } = await buildBulletin({ sources: [copy], settings: { date: "2022-11-24", number: "1" } });
  if (bulletin === undefined) throw new Error(JSON.stringify(diagnostics));
  pdf = bulletin.pdf;
});

describe("the sample's bulletin", () => {
  test("is a file that qpdf finds nothing wrong with", () => {
    withFile(pdf, (path) => {
      const { status, stdout, stderr } = spawnSync("qpdf", ["--check", path], { encoding: "utf8" });
      expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
      expect(stdout).toContain("PDF Version: 1.6");
      expect(stdout).toContain("No syntax or stream encoding errors found");
      expect(stdout).toContain("File is not encrypted");
    });
  });

  test("embeds every font as a subset with a map to Unicode", () => {
    const [, rule, ...fonts] = withFile(pdf, (path) => output("pdffonts", [path])).trimEnd().split("\n");
    expect(rule).toMatch(/^-+ -+/u);
    expect(fonts.length).toBeGreaterThan(0);
    for (const font of fonts) expect(font).toMatch(/^[A-Z]{6}\+\S+ +CID TrueType +Identity-H +yes yes yes /u);
  });

  test("says its title, is tagged, and has its boxes one in the other", () => {
    const info = withFile(pdf, (path) => output("pdfinfo", ["-box", path]));
    expect(/^Title: +(.*)$/mu.exec(info)?.[1]).toBe("النشرة، العدد ١، الخميس ٢٤ نوفمبر ٢٠٢٢");
    expect(info).toMatch(/^Tagged: +yes$/mu);
    expect(info).toMatch(/^Encrypted: +no$/mu);
    const box = (name: string): number[] => (new RegExp(`^${name}Box: +(.*)$`, "mu").exec(info)?.[1] ?? "").trim().split(/ +/u).map(Number);
    const [media, bleed, trim] = [box("Media"), box("Bleed"), box("Trim")];
    const holds = (outer: number[], inner: number[]): boolean =>
      outer[0]! <= inner[0]! && outer[1]! <= inner[1]! && outer[2]! >= inner[2]! && outer[3]! >= inner[3]!;
    expect(holds(media, bleed) && holds(bleed, trim)).toBe(true);
  });

  test("has a structure of headings and paragraphs that holds the text, furniture apart", () => {
    const tree = withFile(pdf, (path) => output("pdfinfo", ["-struct-text", path]));
    expect(tree).toMatch(/^Document/mu);
    expect(tree).toMatch(/^ *H1/mu);
    expect(tree.match(/^ *P( |$)/gmu)?.length).toBeGreaterThanOrEqual(9);
    const text = plain([...tree.matchAll(/"(.*)"/gu)].map(([, part]) => part).join(" "));
    // Lines of a paragraph are parted by spaces here too, where places do not count.
    expect(text).toContain("لافروف: لم نتوجه إلى دول معاهدة الأمن الجماعي للمساعدة بخصوص العملية في أوكرانيا");
    expect(text).toContain("نفى وزير الخارجية الروسي سيرجي لافروف، أن تكون بلاده قد توجهت إلى شركائها في منظمة معاهدة الأمن الجماعي بطلب المساعدة");
  });

  test("is read from right to left, in Arabic, with its title in the window, and has an outline", () => {
    withFile(pdf, (path) => {
      const root = JSON.parse(output("qpdf", ["--json=2", "--json-key=qpdf", path])) as { qpdf: [unknown, Record<string, { value?: Record<string, unknown> }>] };
      const [, objects] = root.qpdf;
      const resolve = (value: unknown): Record<string, unknown> => (typeof value === "string" ? (objects[`obj:${value}`]?.value ?? {}) : (value as Record<string, unknown>));
      const catalogue = resolve(Object.values(objects).find(({ value }) => value?.["/Type"] === "/Catalog")?.value);
      expect(catalogue["/Lang"]).toBe("u:ar");
      expect(resolve(catalogue["/ViewerPreferences"])).toMatchObject({ "/Direction": "/R2L", "/DisplayDocTitle": true });
      expect(resolve(catalogue["/MarkInfo"])).toMatchObject({ "/Marked": true });
      expect(resolve(resolve(catalogue["/Outlines"])["/First"])["/Title"]).toContain("لافروف");
    });
  });

  test("opens in MuPDF without a warning", () => {
    withFile(pdf, (path) => {
      const { status, stdout, stderr } = spawnSync("mutool", ["info", path], { encoding: "utf8" });
      expect(status).toBe(0);
      expect(stderr.split("\n").filter((line) => line !== "" && !line.includes("ICC support"))).toEqual([]);
      expect(stdout).toMatch(/^PDF-1\.6/mu);
      expect(stdout).toMatch(/^Pages: 1$/mu);
    });
  });
});

test("text is printed with black ink alone", async () => {
  const columns = await paint(setColumns(["نفى وزير الخارجية الروسي سيرجي لافروف، أن تكون بلاده قد توجهت إلى شركائها."]).document);
  const pam = withFile(columns, (path) => {
    const { status, stdout } = spawnSync("mutool", ["draw", "-q", "-c", "cmyk", "-F", "pam", "-r", "72", "-o", "-", path], { maxBuffer: 1 << 28 });
    expect(status).toBe(0);
    return stdout;
  });
  const header = /DEPTH 4\n[\s\S]*?ENDHDR\n/u.exec(pam.subarray(0, 300).toString("latin1"));
  if (header === null) throw new Error("not four inks");
  const inks = [0, 0, 0, 0];
  for (let place = header.index + header[0].length; place < pam.length; place++) inks[(place - header.index - header[0].length) % 4]! += pam[place]!;
  expect(inks.slice(0, 3)).toEqual([0, 0, 0]);
  expect(inks[3]).toBeGreaterThan(10_000);
});

import { request, type IncomingHttpHeaders } from "node:http";
import { readdirSync } from "node:fs";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Diagnostic } from "../../../src/diagnostics/index.ts";
import type { Archive, RevisionSummary, Submission } from "../../../src/archive/index.ts";
import { serveArchive, type ServedPages } from "../../../src/archive/serve/index.ts";
import { builtInFolders } from "../../../src/resources.ts";
import { sampleEdition } from "./sampleEditions.ts";
import { temporaryArchive } from "./temporaryArchive.ts";

let archive: Archive;
let folder: string;
let remove: () => Promise<void>;
let served: ServedPages;
let sample: Submission;
let summary: RevisionSummary;
let older: RevisionSummary;
let broken: RevisionSummary;
const reported: Diagnostic[] = [];

beforeAll(async () => {
  ({ archive, folder, remove } = await temporaryArchive());
  sample = await sampleEdition();
  ({ summary: older } = await archive.add({ ...sample, files: sample.files.filter(({ role }) => role !== "source") }));
  ({ summary } = await archive.add(sample));
  const pdf = { role: "pdf", name: "pdf/given.pdf", mediaType: "application/pdf", profile: "given", bytes: new TextEncoder().encode("%PDF-1.7 no more than that") } as const;
  ({ summary: broken } = await archive.add({ ...sample, edition: { ...sample.edition, number: "9", date: "2023-05-06" }, files: [pdf] }));
  served = await serveArchive(archive, { port: 0, fontFolder: builtInFolders().fonts, report: (diagnostic) => reported.push(diagnostic) });
});

afterAll(async () => {
  await served.close();
  await remove();
});

const get = (path: string, init: RequestInit = {}): Promise<Response> => fetch(new URL(path, served.url), init);

interface RawAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Sends a path as it is, which `fetch` would tidy first. */
function ask(path: string, { method = "GET", headers = {} }: { readonly method?: string; readonly headers?: Readonly<Record<string, string>> } = {}): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    request({ host: "127.0.0.1", port: new URL(served.url).port, path, method, headers }, (response) => {
      let body = "";
      response.setEncoding("latin1");
      response.on("data", (part: string) => (body += part)).on("end", () => { resolve({ status: response.statusCode ?? 0, headers: response.headers, body }); });
    }).on("error", reject).end();
  });
}

describe("the pages", () => {
  test("show the newest edition first, with its first page and its month", async () => {
    const html = await (await get("/")).text();
    expect(html).toContain(`/editions/${summary.digest}"`);
    expect(html).not.toContain(older.digest);
    expect(html.indexOf(broken.digest)).toBeLessThan(html.indexOf(summary.digest));
    expect(html).toContain(`/images/${summary.digest}/1@240.webp`);
    expect(html).toContain("الخميس، ٢٤ نوفمبر ٢٠٢٢");
    expect([...html.matchAll(/\/months\/[\d-]+/gu)].map(([address]) => address).sort()).toEqual(["/months/2022-11", "/months/2023-05"]);
    expect((await get("/months/2022-11")).status).toBe(200);
    expect((await get("/months/2022-12")).status).toBe(404);
  });

  test("show an edition's articles, pages, files and revisions", async () => {
    const html = await (await get(`/editions/${summary.digest}`)).text();
    for (const expected of [sample.articles[0]?.headline ?? "?", "صدى البلد", `/editions/${summary.digest}/pages/1"`, `/files/${summary.digest}/pdf/archive.pdf`, `/editions/${older.digest}"`]) expect(html).toContain(expected);
    expect(html).not.toContain("نسخة سابقة");
    expect(await (await get(`/editions/${older.digest}`)).text()).toContain(`نسخة سابقة من العدد. <a href="/editions/${summary.digest}"`);
  });

  test("show a page with what was searched for in it, and lead there from what was found", async () => {
    const results = (await (await get("/search?q=لافروف")).text()).replaceAll("&#x3D;", "=");
    expect(results).toContain("<mark>لافروف</mark>");
    const [, page = ""] = new RegExp(`href="(/editions/${summary.digest}/pages/1\\?q=[^"#]*)#hit"`, "u").exec(results) ?? [];
    const html = await (await get(page)).text();
    const marks = [...html.matchAll(/<mark>/gu)].length;
    expect(marks).toBeGreaterThan(5);
    expect([...html.matchAll(/<rect /gu)]).toHaveLength(marks);
    expect([...html.matchAll(/ id="hit"/gu)]).toHaveLength(1);
  });

  test("say what is wrong with a query in Arabic, with the query still in its field", async () => {
    for (const [typed, said] of [["\"", "ليس في البحث كلمة مطلوبة"], ["-سوق", "ليس في البحث كلمة مطلوبة"], ["ا*", "كلمات كثيرة تبدأ"], ["كلمة ".repeat(60), "كلمات البحث كثيرة"], ["\"لافروف", "علامة اقتباس بلا أخرى"], ["%_'\\;--", "ليس في البحث كلمة مطلوبة"], ["\0", "ليس في البحث"]]) {
      const answer = await get(`/search?${new URLSearchParams({ q: typed ?? "" }).toString()}`);
      expect(answer.status, typed).toBe(200);
      expect(await answer.text(), typed).toContain(said);
    }
    expect(await (await get("/search?q=%E0%A4%A")).text()).toContain("</html>");
    expect((await get("/search?q=لافروف&from=2022-99-99&to=x&page=-1")).status).toBe(200);
    expect(await (await get("/search?q=لافروف&from=2024-01-01")).text()).toContain("لا نتائج");
  });

  test("are not there for addresses that name nothing", async () => {
    const unknown = "0".repeat(64);
    const paths = [`/editions/${unknown}`, `/editions/${unknown}/pages/1`, `/images/${unknown}/1@240.webp`, `/files/${unknown}/pdf/archive.pdf`, `/editions/${summary.digest.slice(0, 12)}`, `/editions/${summary.digest.toUpperCase()}`, "/editions/1", "/months/2022-13", "/nothing", "/favicon.ico"];
    const pages = ["0", "2", "-1", "1.0", "1e0", "٣", "99999999999999999999", "x", "1/"].map((page) => `/editions/${summary.digest}/pages/${page}`);
    const pictures = ["0@240.webp", "2@240.webp", "1@241.webp", "1@0.webp", "1@24000.webp", "1@240.png", "1.webp", "01@240.webp"].map((picture) => `/images/${summary.digest}/${picture}`);
    for (const path of [...paths, ...pages, ...pictures]) {
      const answer = await get(path);
      expect(answer.status, path).toBe(404);
      expect(await answer.text(), path).toContain("لا شيء هنا");
    }
  });
});

describe("pictures and files", () => {
  test("a page is drawn in the width that is asked for, once and for all", async () => {
    for (const width of [240, 960]) {
      const answer = await get(`/images/${summary.digest}/1@${width}.webp`);
      expect(answer.headers.get("Content-Type")).toBe("image/webp");
      expect(answer.headers.get("Cache-Control")).toContain("immutable");
      const { width: drawn, height, format } = await sharp(Buffer.from(await answer.arrayBuffer())).metadata();
      expect([drawn, format]).toEqual([width, "webp"]);
      expect(height / width).toBeCloseTo(297 / 210, 1);
      const again = await get(`/images/${summary.digest}/1@${width}.webp`, { headers: { "If-None-Match": answer.headers.get("ETag") ?? "" } });
      expect(again.status).toBe(304);
    }
  });

  test("kept files are given as they are, to be saved and not shown", async () => {
    for (const file of sample.files) {
      const answer = await get(`/files/${summary.digest}/${file.name.split("/").map(encodeURIComponent).join("/")}`);
      expect(answer.status, file.name).toBe(200);
      expect(Buffer.from(await answer.arrayBuffer()).equals(file.bytes), file.name).toBe(true);
      expect(answer.headers.get("Content-Type")).toBe(file.role === "pdf" ? "application/pdf" : "application/octet-stream");
      expect(answer.headers.get("Content-Disposition")).toBe("attachment");
      expect(answer.headers.get("X-Content-Type-Options")).toBe("nosniff");
    }
  });

  test("a PDF that cannot be drawn is still there to be read and saved", async () => {
    const picture = await get(`/images/${broken.digest}/1@240.webp`);
    expect(picture.status).toBe(500);
    expect(await picture.text()).toContain("تعذّر رسم");
    expect(reported.at(-1)?.code).toBe("archive/page-not-drawn");
    expect((await get(`/editions/${broken.digest}/pages/1`)).status).toBe(200);
    expect((await get(`/files/${broken.digest}/pdf/given.pdf`)).status).toBe(200);
    expect((await get(`/images/${summary.digest}/1@480.webp`)).status).toBe(200);
  });

  test("a damaged or missing object is said kindly, and told whoever runs the server", async () => {
    const heard: Diagnostic[] = [];
    const whole = await archive.resolve(summary.digest);
    const pdf = whole.record.files.find(({ role }) => role === "pdf");
    const damaged = await serveArchive({ ...archive, readFile: (file) => archive.readFile(file.sha256 === pdf?.sha256 ? { ...file, sha256: "0".repeat(64) } : file) }, { port: 0, report: (diagnostic) => heard.push(diagnostic) });
    for (const path of [`images/${summary.digest}/1@240.webp`, `files/${summary.digest}/pdf/archive.pdf`]) {
      const answer = await fetch(damaged.url + path);
      const html = await answer.text();
      expect(answer.status).toBe(500);
      expect(answer.headers.get("Cache-Control")).toBe("no-store");
      expect(html).toContain("مفقود أو تالف");
      expect(html).not.toMatch(/at .*\.ts|Error/u);
    }
    await damaged.close();
    expect(heard.map(({ code }) => code)).toEqual(["archive/damaged-object", "archive/damaged-object"]);
  });

  test("a fault of the program shows no reader its insides", async () => {
    const heard: Diagnostic[] = [];
    const failing = await serveArchive({ ...archive, list: () => Promise.reject(new TypeError("secret of the machine")) }, { port: 0, report: (diagnostic) => heard.push(diagnostic) });
    const answer = await fetch(failing.url);
    expect(answer.status).toBe(500);
    expect(await answer.text()).not.toMatch(/secret|TypeError|\.ts/u);
    await failing.close();
    expect(heard).toHaveLength(1);
    expect(heard[0]?.message).toContain("secret of the machine");
  });
});

describe("requests that mean no good", () => {
  test("change nothing: all methods but GET and HEAD are refused", async () => {
    for (const method of ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND"]) {
      for (const path of ["/", `/editions/${summary.digest}`, `/files/${summary.digest}/pdf/archive.pdf`, "/nothing"]) {
        const { status, headers } = await ask(path, { method });
        expect(status, `${method} ${path}`).toBe(405);
        expect(headers.allow).toBe("GET, HEAD");
      }
    }
  });

  test("HEAD has what GET has but the body", async () => {
    for (const path of ["/", `/images/${summary.digest}/1@240.webp`, `/files/${summary.digest}/pdf/archive.pdf`, "/assets/style.css"]) {
      const [head, whole] = [await ask(path, { method: "HEAD" }), await ask(path)];
      expect(head.body).toBe("");
      expect([head.status, head.headers.etag, head.headers["content-type"]]).toEqual([200, whole.headers.etag, whole.headers["content-type"]]);
      expect(whole.body.length).toBeGreaterThan(100);
    }
  });

  test("under another's name reach nothing of a server that listens on this machine alone", async () => {
    for (const host of ["example.org", "example.org:8787", "127.0.0.1.example.org", "localhost.example.org", "192.168.1.2", "127.0.0.1@example.org", "[::2]"]) {
      const answer = await ask("/", { headers: { Host: host } });
      expect([400, 403], `as ${host}`).toContain(answer.status);
      expect(answer.body, host).not.toContain(summary.digest);
    }
    for (const host of ["localhost", "LOCALHOST:1234", "127.0.0.1:80", "127.8.9.10", "[::1]:8787"]) expect((await ask("/", { headers: { Host: host } })).status, host).toBe(200);
    const open = await serveArchive(archive, { host: "0.0.0.0", port: 0 });
    const { port } = new URL(open.url);
    const answer = await new Promise<number>((resolve, reject) => {
      request({ host: "127.0.0.1", port, path: "/", headers: { Host: "library.example" } }, (response) => { resolve(response.resume().statusCode ?? 0); }).on("error", reject).end();
    });
    await open.close();
    expect(answer).toBe(200);
  });

  test("leave the archive by no path", async () => {
    const names = readdirSync(folder);
    expect(names).toContain("nashra-archive.db");
    const climbs = ["..", "%2e%2e", "%2E.", "..%2f..", "..%5c..", "%252e%252e", "....//", "%00", "%c0%ae%c0%ae", "/etc/passwd", "//etc/passwd"];
    const targets = ["package.json", "nashra-archive.db", "etc/passwd", "application.ts", "partials/frame.hbs"];
    const bases = ["", "/assets", "/fonts", "/fonts/amiri", `/files/${summary.digest}`, `/files/${summary.digest}/pdf`, `/images/${summary.digest}`, "/editions"];
    for (const base of bases) {
      for (const climb of climbs) {
        for (const target of targets) {
          const { status, body } = await ask(`${base}/${climb}/${climb}/${target}`);
          expect([400, 403, 404], `${base}/${climb}/${climb}/${target}`).toContain(status);
          expect(body).not.toMatch(/"dependencies"|SQLite format|root:|partial-block|import /u);
        }
      }
    }
    expect((await get("/assets/home.hbs")).status).toBe(404);
    expect((await get("/fonts/amiri/OFL.txt")).status).toBe(404);
  });

  test("every answer forbids what pages do not need", async () => {
    for (const path of ["/", "/search?q=لافروف", `/editions/${summary.digest}/pages/1`, `/images/${summary.digest}/1@240.webp`, `/files/${summary.digest}/pdf/archive.pdf`, "/assets/style.css", "/assets/page.mjs", "/fonts/amiri/Amiri-Bold.ttf", "/nothing"]) {
      const { headers } = await get(path);
      const policy = (headers.get("Content-Security-Policy") ?? "").split(";").map((directive) => directive.trim());
      expect(policy, path).toEqual(expect.arrayContaining(["default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'"]));
      expect(policy.join(), path).not.toContain("unsafe");
      expect([headers.get("X-Content-Type-Options"), headers.get("X-Frame-Options"), headers.get("Access-Control-Allow-Origin"), headers.get("Set-Cookie")], path).toEqual(["nosniff", "DENY", null, null]);
    }
  });
});

describe("a server that cannot be", () => {
  test("says which port is taken", async () => {
    await expect(serveArchive(archive, { port: Number(new URL(served.url).port) })).rejects.toMatchObject({ diagnostic: { code: "archive/port-taken" } });
  });

  test("says that a host is none of this machine's", async () => {
    await expect(serveArchive(archive, { host: "192.0.2.1", port: 0 })).rejects.toMatchObject({ diagnostic: { code: "archive/host-unknown" } });
  });
});

import { appendFileSync, copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { spawnSync } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { exportEdition } from "../../src/archive/export/exportEdition.ts";
import { sampleExport } from "../archive/export/sampleExport.ts";
import { output } from "./programs.ts";

const scratch = mkdtempSync(join(tmpdir(), "nashra-libraries-"));
const packages = join(scratch, "packages");
const schemas = join(scratch, "schemas");
const bag = join(scratch, "bag");

/** Python with the packages; what it prints and whether it succeeds. */
function python(words: readonly string[]): { readonly succeeded: boolean; readonly said: string } {
  const { status, stdout, stderr } = spawnSync("python3", words, { encoding: "utf8", env: { ...process.env, PYTHONPATH: packages } });
  return { succeeded: status === 0, said: `${stdout}${stderr}` };
}

const validator = `
import sys
from lxml import etree
schema = etree.XMLSchema(etree.parse(sys.argv[1]))
for name in sys.argv[2:]:
    if not schema.validate(etree.parse(name)):
        sys.exit(name + "\\n" + str(schema.error_log))
print("valid", len(sys.argv) - 2)
`;

/** The packages hold METS 1.12.1 and ALTO 4.3 as the Library of Congress publishes them. */
beforeAll(async () => {
  const pip = ["-m", "pip", "--quiet", "--disable-pip-version-check"];
  output("python3", [...pip, "install", "--root-user-action=ignore", "--target", packages, "bagit==1.9.0", "lxml==6.1.3"]);
  output("python3", [...pip, "download", "--no-deps", "--dest", scratch, "ocrd==3.13.3"]);
  output("python3", [...pip, "download", "--no-deps", "--no-binary", "kraken", "--dest", scratch, "kraken==5.2.9"]);
  mkdirSync(schemas);
  writeFileSync(join(scratch, "take.py"), "import sys, tarfile, zipfile\nzipfile.ZipFile(sys.argv[1]).extractall(sys.argv[3])\ntarfile.open(sys.argv[2]).extractall(sys.argv[3])\n");
  output("python3", [join(scratch, "take.py"), join(scratch, "ocrd-3.13.3-py3-none-any.whl"), join(scratch, "kraken-5.2.9.tar.gz"), join(scratch, "taken")]);
  const taken = join(scratch, "taken");
  copyFileSync(join(taken, "ocrd_validators", "mets.xsd"), join(schemas, "mets.xsd"));
  for (const name of ["alto-4-3.xsd", "xlink.xsd"]) copyFileSync(join(taken, "kraken-5.2.9", "tests", "resources", name), join(schemas, name));
  writeFileSync(join(scratch, "validate.py"), validator);
  await exportEdition(await sampleExport(), bag);
}, 300_000);
afterAll(() => { rmSync(scratch, { recursive: true, force: true }); });

const validate = (schema: string, paths: readonly string[]): { readonly succeeded: boolean; readonly said: string } => python([join(scratch, "validate.py"), join(schemas, schema), ...paths]);

test("bagit-python finds the bag complete and valid, and one that was touched not", () => {
  expect(python(["-m", "bagit", "--validate", bag])).toMatchObject({ succeeded: true });
  const touched = join(scratch, "touched");
  output("cp", ["-r", bag, touched]);
  appendFileSync(join(touched, "data", "mets.xml"), " ");
  expect(python(["-m", "bagit", "--validate", touched])).toMatchObject({ succeeded: false });
});

test("METS is valid by its schema, ALTO by its own", () => {
  expect(validate("mets.xsd", [join(bag, "data", "mets.xml")])).toEqual({ succeeded: true, said: "valid 1\n" });
  const pages = readdirSync(join(bag, "data", "alto")).map((name) => join(bag, "data", "alto", name));
  expect(validate("alto-4-3.xsd", pages)).toEqual({ succeeded: true, said: `valid ${pages.length}\n` });
  expect(validate("alto-4-3.xsd", [join(bag, "data", "mets.xml")])).toMatchObject({ succeeded: false });
});

test("so are those of an edition with an empty page, an unplaced article, a page as an article, and characters that XML cannot hold", async () => {
  const sample = await sampleExport();
  const [page] = sample.pages;
  const pages = [{ number: 1, width: 100, height: 100, blocks: [] }, { ...page!, number: 2 }];
  const odd = join(scratch, "odd");
  await exportEdition({
    ...sample, pages,
    record: {
      ...sample.record, edition: { ...sample.record.edition, title: 'a "b" <c> & d\u0000\ud800', language: "no language", volume: "3", credits: [{ role: "", name: "e\u0001" }] },
      articles: [{ position: 1, kind: "article", headline: "", body: "", pageStarts: [] }, { position: 2, kind: "page", headline: "", body: sample.record.articles[0]?.body ?? "", page: 2, pageStarts: [{ offset: 0, page: 2 }] }],
    },
  }, odd);
  expect(python(["-m", "bagit", "--validate", odd])).toMatchObject({ succeeded: true });
  expect(validate("mets.xsd", [join(odd, "data", "mets.xml")])).toEqual({ succeeded: true, said: "valid 1\n" });
  expect(validate("alto-4-3.xsd", ["0001.xml", "0002.xml"].map((name) => join(odd, "data", "alto", name)))).toEqual({ succeeded: true, said: "valid 2\n" });
});

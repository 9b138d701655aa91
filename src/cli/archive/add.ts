import { createHash } from "node:crypto";
import { existsSync, statSync } from "node:fs";
import { extname, join } from "node:path";
import { ArchiveFault, reportingFaults, submitPdf, type Added, type Archive, type GivenFacts, type Submission } from "../../archive/index.ts";
import { buildForArchive, submitBulletin, type EditionPdf } from "../../archiveBulletin.ts";
import { buildBulletin, type BuildRequest } from "../../build.ts";
import type { Diagnostic, Report } from "../../diagnostics/index.ts";
import { isEditionManifest } from "../../edition/index.ts";
import { writeDigits } from "../../numerals/index.ts";
import { readRequest, type RequestOptions } from "../buildRequest.ts";
import { describeAdded } from "./describe.ts";
import type { PlaceOptions } from "./place.ts";
import { readGiven } from "./readGiven.ts";
import { printJson, refuse, withArchive, type ArchiveOutcome } from "./withArchive.ts";

export interface AddOptions extends PlaceOptions, RequestOptions {
  readonly json?: true;
}

/** One edition of those that the command line names: a PDF, or copy or a manifest to be set. */
type Given = { readonly pdf: string } | { readonly copy: readonly string[] };

/**
 * `nashra archive add`: keeps editions, each whole or not at all; one that is refused does not keep the others from being kept. What became of each is told on stderr, with `--json` as one array on stdout.
 */
export async function add(paths: readonly string[], options: AddOptions): Promise<ArchiveOutcome> {
  const given = editionsIn(paths);
  const wanted: Wanted[] = [];
  const problems: Diagnostic[] = [];
  for (const edition of given) {
    const read = "pdf" in edition ? edition : readRequest(edition.copy, options, (diagnostic) => problems.push(diagnostic));
    if (read && "usage" in read) return refuse(read.usage);
    if (read) wanted.push("pdf" in edition ? edition : { copy: edition.copy, ...read });
  }
  const facts = givenFacts(options);
  if (typeof facts === "string") return refuse(facts);
  return withArchive(options, "write", async (archive, report) => {
    problems.forEach(report);
    const told: Added[] = [];
    const sameEdition = sameEditions();
    for (const edition of wanted) {
      const named = "copy" in edition ? edition.copy.join(" ") : edition.pdf;
      const added = await keep(edition, { facts, archive, report: naming(named, report), sameEdition: (submission) => { sameEdition(submission, named); } });
      if (added === undefined) continue;
      told.push(added);
      if (!options.json) process.stderr.write(`${describeAdded(added)}\n`);
    }
    if (options.json) printJson(told.map(({ outcome, summary }) => ({ outcome, ...summary })));
    return told.length === given.length;
  });
}

type Wanted = { readonly pdf: string } | { readonly copy: readonly string[]; readonly request: BuildRequest };

/** Says with errors that have no place and name no file which of the editions they are of. */
function naming(named: string, report: Report): Report {
  return (diagnostic) => { report(diagnostic.severity !== "error" || diagnostic.span || diagnostic.message.includes(named) ? diagnostic : { ...diagnostic, message: `${named}: ${diagnostic.message}` }); };
}

/** Files that were given together are editions of their own: none may take another's place because both are called the same, by `--set number=12` or by what they say of themselves. */
function sameEditions(): (submission: Submission, named: string) => void {
  const kept = new Map<string, { readonly named: string; readonly content: string }>();
  return ({ edition: { publication, number, date }, files }, named) => {
    const name = `${publication}/${writeDigits(number ?? date ?? "", "european").trim()}`;
    const hash = createHash("sha256");
    for (const file of files) hash.update(file.bytes);
    const content = hash.digest("hex");
    const other = kept.get(name);
    if (other !== undefined && other.content !== content) {
      throw new ArchiveFault("archive/same-edition", `${named} would take the place of ${other.named}: both are the edition ${name}.`, "Give each its own number or date; what is a new revision of an edition is added by itself.");
    }
    kept.set(name, { named, content });
  };
}

/** Wire texts given together are one edition; every manifest and every PDF is one of its own. A folder stands for the manifest in it. */
function editionsIn(paths: readonly string[]): Given[] {
  const named = paths.map((path) => (existsSync(path) && statSync(path).isDirectory() ? join(path, "edition.yaml") : path));
  const copy = named.filter((path) => extname(path).toLowerCase() !== ".pdf" && !isEditionManifest(path));
  const alone = named.filter((path) => !copy.includes(path)).map((path): Given => (isEditionManifest(path) ? { copy: [path] } : { pdf: path }));
  return copy.length === 0 ? alone : [...alone, { copy }];
}

const pdfFacts = ["publication", "number", "date", "volume", "title"] as const;

function givenFacts({ set = [], language }: AddOptions): GivenFacts | string {
  const facts: Record<string, string> = {};
  for (const pair of set) {
    const at = pair.indexOf("=");
    const key = pdfFacts.find((known) => known === pair.slice(0, at));
    if (at < 1) return `--set wants key=value, not “${pair}”: write for instance --set number=12`;
    if (key && pair.length > at + 1) facts[key] = pair.slice(at + 1);
  }
  return { ...facts, ...(language !== undefined && { language }) };
}

interface Keeping {
  readonly facts: GivenFacts;
  readonly archive: Archive;
  readonly report: Report;
  /** Throws where another of those given is the same edition. */
  readonly sameEdition: (submission: Submission) => void;
}

async function keep(wanted: Wanted, { facts, archive, report, sameEdition }: Keeping): Promise<Added | undefined> {
  return reportingFaults(report, async () => {
    const submission = "pdf" in wanted ? await fromPdf(wanted.pdf, facts, report) : await fromCopy(wanted.request, report);
    if (!submission) return undefined;
    sameEdition(submission);
    return archive.add(submission);
  });
}

async function fromPdf(path: string, facts: GivenFacts, report: Report): Promise<Submission | undefined> {
  const bytes = await readGiven(path, report);
  return bytes && submitPdf(bytes, path, facts, report);
}

/** The archival PDF, and that of the profile that was asked for, where it is another. */
async function fromCopy(request: BuildRequest, report: Report): Promise<Submission | undefined> {
  const { bulletin, diagnostics } = await buildForArchive(request);
  diagnostics.forEach(report);
  if (!bulletin?.matter) return undefined;
  const pdfs: [EditionPdf, ...EditionPdf[]] = [{ matter: bulletin.matter, pdf: bulletin.pdf, linearized: false }];
  const profile = request.output?.profile;
  if (profile !== undefined && profile !== "archive") {
    const other = await buildBulletin({ ...request, withMatter: true });
    for (const diagnostic of other.diagnostics) if (diagnostic.severity === "error") report(diagnostic);
    if (!other.bulletin?.matter) return undefined;
    pdfs.push({ matter: other.bulletin.matter, pdf: other.bulletin.pdf, linearized: false });
  }
  return submitBulletin(request, bulletin.fonts, pdfs, report);
}

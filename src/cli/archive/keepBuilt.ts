import { openArchive, reportingFaults, type Added } from "../../archive/index.ts";
import { buildForArchive, submitBulletin, type EditionPdf } from "../../archiveBulletin.ts";
import type { Bulletin, BuildRequest } from "../../build.ts";
import type { Report } from "../../diagnostics/index.ts";
import { archivePlace, program, type PlaceOptions } from "./place.ts";

/** A bulletin as it was written, with its matter. */
export interface Built {
  readonly request: BuildRequest;
  readonly bulletin: Bulletin;
  readonly pdf: Uint8Array;
  readonly linearized: boolean;
}

/**
 * Keeps a bulletin that was built: as it was written, and as archives keep it, which is set now where it was built for something else.
 *
 * Reports what the build and the archive do.
 */
export async function keepBuilt({ request, bulletin, pdf, linearized }: Built, options: PlaceOptions, report: Report): Promise<Added | undefined> {
  const { matter } = bulletin;
  if (!matter) throw new TypeError("a bulletin without its matter cannot be kept");
  const written: EditionPdf = { matter, pdf, linearized };
  const archival = matter.output.profile === "archive" ? written : await archivalPdf(request, report);
  if (!archival) return undefined;
  const submission = submitBulletin(request, bulletin.fonts, archival === written ? [written] : [archival, written], report);
  return submission && reportingFaults(report, async () => {
    const archive = await openArchive(archivePlace(options), { mode: "write", program });
    try {
      return await archive.add(submission);
    } finally {
      await archive.close();
    }
  });
}

/** What the first build told is not told again. */
async function archivalPdf(request: BuildRequest, report: Report): Promise<EditionPdf | undefined> {
  const { bulletin, diagnostics } = await buildForArchive(request);
  if (bulletin?.matter) return { matter: bulletin.matter, pdf: bulletin.pdf, linearized: false };
  for (const diagnostic of diagnostics) if (diagnostic.severity === "error") report(diagnostic);
  return undefined;
}

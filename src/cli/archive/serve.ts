import { serveArchive } from "../../archive/index.ts";
import { builtInFolders } from "../../resources.ts";
import { tellDiagnostics } from "../tellDiagnostics.ts";
import { countIn } from "./filters.ts";
import type { PlaceOptions } from "./place.ts";
import { refuse, withArchive, type ArchiveOutcome } from "./withArchive.ts";

export interface ServeOptions extends PlaceOptions {
  readonly host: string;
  readonly port: string;
}

/** `nashra archive serve`: serves the archive's page until the program is interrupted. */
export async function serve(options: ServeOptions): Promise<ArchiveOutcome> {
  const port = countIn("--port", options.port, 0, 65535);
  if (typeof port === "string") return refuse(port);
  return withArchive(options, "read", async (archive) => {
    const served = await serveArchive(archive, { host: options.host, port, fontFolder: builtInFolders().fonts, report: (diagnostic) => { tellDiagnostics([diagnostic]); } });
    process.stderr.write(`${served.url} (Ctrl-C ends it)\n`);
    await interrupted();
    await served.close();
    return true;
  });
}

function interrupted(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => { resolve(); });
  });
}

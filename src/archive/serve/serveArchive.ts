import type { Server } from "node:http";
import type { Report } from "../../diagnostics/index.ts";
import { ArchiveFault } from "../archiveFault.ts";
import { openPagePictures } from "./pagePictures.ts";
import { isLoopback } from "./requestGuards.ts";
import type { ServedArchive } from "./servedArchive.ts";

export interface ServeOptions {
  /** A name or address of this machine; 127.0.0.1, which no other machine reaches, if absent. */
  readonly host?: string;
  /** 8787 if absent; 0 takes any that is free. */
  readonly port?: number;
  /** Where the built-in fonts lie; readers' own are used if absent. */
  readonly fontFolder?: string;
  /** Hears of what went wrong behind a page, which tells its reader only that something did. */
  readonly report?: Report;
}

export interface ServedPages {
  /** Where a browser finds them. */
  readonly url: string;
  /** Ends the server and all that goes on in it; the archive stays open. */
  readonly close: () => Promise<void>;
}

/**
 * Serves an archive as pages to browse, read and search, in Arabic. They change nothing, and hold nothing that the archive does not.
 *
 * Throws `ArchiveFault`: `archive/port-taken`, `archive/host-unknown`, `archive/port-forbidden`.
 */
export async function serveArchive(archive: ServedArchive, { host = "127.0.0.1", port = 8787, fontFolder, report = () => undefined }: ServeOptions = {}): Promise<ServedPages> {
  const [{ servedApplication }, { getRequestListener }, { createServer }] = await Promise.all([import("./application.ts"), import("@hono/node-server"), import("node:http")]);
  const pictures = openPagePictures();
  const application = servedApplication(archive, { pictures, fontFolder, loopback: isLoopback(host), report });
  const answer = getRequestListener(application.fetch, { overrideGlobalObjects: false });
  const server = createServer((request, response) => void answer(request, response));
  const taken = await listen(server, host, port);
  return {
    url: `http://${host.includes(":") ? `[${host}]` : host}:${taken}/`,
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
      await pictures.close();
    },
  };
}

/** @returns the port */
async function listen(server: Server, host: string, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error) => { reject(faultOf(error, host, port)); });
    server.listen({ host, port }, resolve);
  });
  const address = server.address();
  return address === null || typeof address === "string" ? port : address.port;
}

function faultOf(error: NodeJS.ErrnoException, host: string, port: number): Error {
  switch (error.code) {
    case "EADDRINUSE":
      return new ArchiveFault("archive/port-taken", `Another program listens on port ${port} of ${host}.`, "Give another port, or 0 for any that is free.");
    case "ENOTFOUND":
    case "EAI_AGAIN":
    case "EADDRNOTAVAIL":
      return new ArchiveFault("archive/host-unknown", `${host} is no name or address of this machine.`, "Give 127.0.0.1 to be reached from this machine alone, 0.0.0.0 to be reached from its network.");
    case "EACCES":
      return new ArchiveFault("archive/port-forbidden", `This user may not listen on port ${port}.`, "Give a port from 1024 on.");
    default:
      return error;
  }
}

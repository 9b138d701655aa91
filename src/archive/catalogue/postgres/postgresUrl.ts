import { ArchiveFault } from "../../archiveFault.ts";

export interface PostgresPlace {
  readonly url: string;
  /** As messages name it: without password and without settings. */
  readonly place: string;
}

/**
 * Checks the URL of a database: `postgres://` or `postgresql://`, with the database's name. A server on this machine that listens on a socket alone is `postgres:///database?host=/var/run/postgresql`.
 *
 * Throws `ArchiveFault` `archive/bad-place`; never with the password in its message.
 */
export function parsePostgresUrl(url: string): PostgresPlace {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  const database = parsed?.pathname.slice(1);
  if (!parsed || !/^postgres(ql)?:$/.test(parsed.protocol) || !database || database.includes("/") || !isDecodable(url)) {
    throw new ArchiveFault(
      "archive/bad-place",
      "The URL of the archive's database is malformed or names no database.",
      "Write postgres://user@host:5432/database; in a password, write @ as %40, / as %2F, : as %3A, # as %23, ? as %3F and % as %25, or leave it to PGPASSWORD.",
    );
  }
  const host = parsed.host || (parsed.searchParams.get("host") ?? "");
  const user = parsed.username === "" ? "" : `${decodeURIComponent(parsed.username)}@`;
  return { url, place: `postgres://${user}${host}/${decodeURIComponent(database)}` };
}

function isDecodable(url: string): boolean {
  try {
    decodeURIComponent(url);
    return true;
  } catch {
    return false;
  }
}

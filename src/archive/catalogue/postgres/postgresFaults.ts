import * as z from "zod/mini";
import { ArchiveFault } from "../../archiveFault.ts";

/** What errors of the server have, with an SQLSTATE, and those of the network, with a code of the system. */
const errorSchema = z.object({ message: z.string(), code: z.optional(z.string()), severity: z.optional(z.string()) });

/** Whether the server broke a transaction off because of others (PostgreSQL 15, appendix A: serialization_failure, deadlock_detected), so that it may go well when it is done again. */
export function isPassing(error: unknown): boolean {
  const { success, data } = errorSchema.safeParse(error);
  return success && (data.code === "40001" || data.code === "40P01");
}

const networkCode = /^(E[A-Z]+|ERR_(TLS|SSL)_\w+|CERT_\w+|\w*SELF_SIGNED\w*|UNABLE_TO_\w+)$/;
/** What the driver says without a code. */
const lostConnection = /^(Connection terminated|timeout exceeded when trying to connect|timeout expired|Client has encountered a connection error|The server does not support SSL)/;
const badPassword = /^(SASL|client password must be a string)/;

interface Saying {
  readonly code: `archive/${string}`;
  readonly message: (place: string, said: string) => string;
  readonly hint: string;
}

const unreachable: Saying = {
  code: "archive/unreachable",
  message: (place, said) => `The database ${place} cannot be reached: ${said}.`,
  hint: "Check the address, the network and whether the server runs. What was under way is there whole or not at all; when the server is back, do it again: what is there already is not added twice.",
};
const refused: Saying = {
  code: "archive/access-denied",
  message: (place, said) => `The database ${place} does not let this user in: ${said}.`,
  hint: "Check user and password in the URL, in PGPASSWORD or in ~/.pgpass, and pg_hba.conf on the server.",
};
const busy: Saying = { code: "archive/busy", message: (place, said) => `The database ${place} is too busy: ${said}.`, hint: "Nothing was changed. Try again later." };
const damaged: Saying = {
  code: "archive/damaged-database",
  message: (place, said) => `The database ${place} is damaged: ${said}.`,
  hint: "The kept files are untouched: drop the schema nashra, and nashra archive reindex makes it anew from them; or restore a backup.",
};

/** By SQLSTATE (PostgreSQL 15, appendix A), or the class that it begins with. */
const sayings: Readonly<Record<string, Saying>> = {
  "08": unreachable,
  "28": refused,
  "3D": { code: "archive/no-database", message: (place, said) => `There is no database ${place}: ${said}.`, hint: "Create it first (createdb); Nashra creates its tables in it." },
  "42501": {
    code: "archive/access-denied",
    message: (place, said) => `The user may not do this in the database ${place}: ${said}.`,
    hint: "For adding, the user needs CREATE on the database once, or to own the schema nashra; for reading, USAGE on the schema nashra and SELECT on its tables.",
  },
  "25006": { code: "archive/not-writable", message: (place) => `The database ${place} is read-only.`, hint: "Add to the primary server, not to a replica of it." },
  "40": busy,
  "53": busy,
  "53100": { code: "archive/disk-full", message: (place, said) => `The disk of the database ${place} is full: ${said}.`, hint: "Nothing was changed. Make room on the server, then do it again." },
  "55P03": busy,
  "57014": busy,
  "57P": unreachable,
  "58": { code: "archive/database", message: (place, said) => `The database ${place} met a fault of its machine: ${said}.`, hint: "See the server's log. Nothing was changed." },
  "42P01": damaged,
  "42703": damaged,
  "3F000": damaged,
  XX: damaged,
};

/** Says what went wrong between here and the server; errors that have nothing to do with it come back as they are. */
export function postgresFault(error: unknown, place: string): unknown {
  if (error instanceof ArchiveFault) return error;
  const { success, data } = errorSchema.safeParse(error);
  if (!success) return error;
  const { message, code = "", severity } = data;
  const saying = severity === undefined ? withoutState(code, message) : (sayings[code] ?? sayings[code.slice(0, 3)] ?? sayings[code.slice(0, 2)]);
  return saying === undefined ? error : new ArchiveFault(saying.code, saying.message(place, message || code), saying.hint);
}

function withoutState(code: string, message: string): Saying | undefined {
  if (badPassword.test(message)) return refused;
  return networkCode.test(code) || lostConnection.test(message) ? unreachable : undefined;
}

/** What is read makes no sense; in the server's stead, which does not know. */
export function damagedDatabase(place: string, said: string): ArchiveFault {
  return new ArchiveFault(damaged.code, damaged.message(place, said), damaged.hint);
}

import { Socket } from "node:net";
import type { Pool, PoolClient } from "pg";
import * as z from "zod/mini";
import { isPassing, postgresFault } from "./postgresFaults.ts";

/** How often work is done that the server breaks off because of others' at the same time. */
const TRIES = 6;

/** Runs a statement and reads its rows, which must be as the schema says. */
export type RunQuery = <T>(row: z.ZodMiniType<T>, sql: string, values?: readonly unknown[]) => Promise<T[]>;

export interface Database {
  /** How messages name it: without password. */
  readonly place: string;
  readonly query: RunQuery;
  /** Runs work in one transaction, and again where the server breaks it off because of another. Settings of the server (`jit = off`) hold within it. */
  readonly transaction: <T>(work: (query: RunQuery) => Promise<T>, settings?: readonly string[]) => Promise<T>;
  readonly close: () => Promise<void>;
}

/** Connects on first use, and again after a connection was lost; with several statements at once, over several connections. */
export async function connect(url: string, place: string): Promise<Database> {
  const { default: pg } = await import("pg");
  const sockets = new Set<Socket>();
  const stream = (): Socket => {
    const socket = new Socket();
    sockets.add(socket);
    return socket.once("close", () => sockets.delete(socket));
  };
  const pool = new pg.Pool({ connectionTimeoutMillis: 10_000, application_name: "nashra", max: 4, stream, ...settingsOf(url) });
  // A connection that ends while nobody uses it is replaced by another; one that ends while it is used says so to those that wait for its answer.
  const ignore = (): void => undefined;
  pool.on("error", ignore).on("connect", (client) => client.on("error", ignore));
  const speaking = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      throw postgresFault(error, place);
    }
  };
  return {
    place,
    query: (row, sql, values) => speaking(() => queryOver(pool)(row, sql, values)),
    transaction: (work, settings = []) => speaking(() => transactionOver(pool, work, settings)),
    close: async () => {
      await pool.end();
      // The driver leaves connections open that it could not log in on, and this process would wait for the server to end them.
      for (const socket of sockets) socket.destroy();
    },
  };
}

/** A URL may set what is set here by default. */
function settingsOf(url: string): { readonly connectionString: string; readonly connectionTimeoutMillis?: number } {
  const seconds = Number(new URL(url).searchParams.get("connect_timeout") ?? Number.NaN);
  return { connectionString: url, ...(seconds > 0 && { connectionTimeoutMillis: seconds * 1000 }) };
}

function queryOver(over: Pool | PoolClient): RunQuery {
  return async (row, sql, values = []) => {
    const { rows } = await over.query<Record<string, unknown>>(sql, [...values]);
    return z.array(row).parse(rows);
  };
}

async function transactionOver<T>(pool: Pool, work: (query: RunQuery) => Promise<T>, settings: readonly string[]): Promise<T> {
  for (let left = TRIES; ; left--) {
    const client = await pool.connect();
    let broken = true;
    try {
      await client.query(["BEGIN", ...settings.map((setting) => `SET LOCAL ${setting}`)].join("; "));
      const result = await work(queryOver(client));
      await client.query("COMMIT");
      broken = false;
      return result;
    } catch (error) {
      broken = !(await rolledBack(client));
      if (left === 1 || !isPassing(error)) throw error;
    } finally {
      client.release(broken);
    }
  }
}

/** A connection that cannot roll back is cut, which makes the server roll back. */
async function rolledBack(client: PoolClient): Promise<boolean> {
  try {
    await client.query("ROLLBACK");
    return true;
  } catch {
    return false;
  }
}

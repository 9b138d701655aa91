import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { output } from "./programs.ts";

/** A PostgreSQL server of its own: its data lie in a temporary folder, it listens on 127.0.0.1, and its owner has a password that a URL has to escape. */
export interface PostgresServer {
  readonly port: number;
  /** Where its files lie. */
  readonly dataFolder: string;
  readonly urlOf: (database: string, login?: { readonly user: string; readonly password: string }) => string;
  /** Makes a database with nothing in it. */
  readonly createDatabase: () => Promise<{ readonly name: string; readonly url: string; readonly drop: () => Promise<void> }>;
  /** Runs statements as the server's owner. */
  readonly run: (sql: string, database?: string) => Promise<Record<string, unknown>[]>;
  /** Ends it at once, as a crash does. */
  readonly kill: () => void;
  readonly start: () => void;
  readonly discard: () => void;
}

/** The password of every server here, as it stands in no message. */
export const postgresPassword = "p@ss/wörd";

/** PostgreSQL refuses to run as root; Debian's package has made a user for it. */
const asOwner = process.getuid?.() === 0 ? ["runuser", "-u", "postgres", "--"] : [];

export async function startPostgres(): Promise<PostgresServer> {
  const programs = postgresPrograms();
  const folder = mkdtempSync(join(tmpdir(), "nashra-postgres-"));
  const data = join(folder, "data");
  const passwordFile = join(folder, "password");
  writeFileSync(passwordFile, postgresPassword);
  if (asOwner.length > 0) for (const path of [folder, passwordFile]) chownSync(path, Number(output("id", ["-u", "postgres"])), Number(output("id", ["-g", "postgres"])));
  chmodSync(folder, 0o700);
  const run = (program: string, words: readonly string[]): void => {
    const [first = "", ...others] = [...asOwner, join(programs, program), ...words];
    // Its own output would keep the server's pipe open for as long as it runs.
    const { status } = spawnSync(first, others, { cwd: "/", stdio: "ignore" });
    if (status !== 0) throw new Error(`${program} ended with ${String(status)}`);
  };
  run("initdb", ["--pgdata", data, "--username=owner", `--pwfile=${passwordFile}`, "--auth=scram-sha-256", "--encoding=UTF8", "--no-locale", "--no-sync"]);
  const port = await freePort();
  const settings = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=${folder} -c max_connections=60 -c fsync=off`;
  const start = (): void => { run("pg_ctl", ["start", "--wait", "--silent", "--pgdata", data, "--log", join(folder, "log"), "-o", settings]); };
  const kill = (): void => { run("pg_ctl", ["stop", "--wait", "--silent", "--pgdata", data, "--mode=immediate"]); };
  start();
  const urlOf: PostgresServer["urlOf"] = (database, { user, password } = { user: "owner", password: postgresPassword }) => `postgres://${user}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;
  const runSql = async (sql: string, database = "postgres"): Promise<Record<string, unknown>[]> => {
    const client = new pg.Client({ connectionString: urlOf(database) });
    await client.connect();
    try {
      return (await client.query<Record<string, unknown>>(sql)).rows;
    } finally {
      await client.end();
    }
  };
  return {
    port, urlOf, run: runSql, start, kill,
    dataFolder: data,
    createDatabase: async () => {
      const name = `archive_${randomBytes(6).toString("hex")}`;
      await runSql(`CREATE DATABASE ${name} STRATEGY file_copy`);
      return { name, url: urlOf(name), drop: async () => { await runSql(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`); } };
    },
    discard: () => {
      try {
        kill();
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
  };
}

/** Debian keeps the server's programs beside each other by version, outside the path. */
function postgresPrograms(): string {
  const folder = "/usr/lib/postgresql";
  const [newest] = (existsSync(folder) ? readdirSync(folder) : []).sort((a, b) => Number(b) - Number(a));
  if (newest === undefined) throw new Error("PostgreSQL is not installed: apt-get install postgresql");
  return join(folder, newest, "bin");
}

/** An S3-compatible server of its own, Versity's gateway over a temporary folder. */
export interface S3Server {
  readonly endpoint: string;
  /** What the AWS programs' environment says for it. */
  readonly env: Readonly<Record<string, string>>;
  /** Where it keeps its objects as files, by bucket and key. */
  readonly folder: string;
  readonly createBucket: () => Promise<string>;
  /** Makes a user who may do nothing. */
  readonly createStranger: () => { readonly AWS_ACCESS_KEY_ID: string; readonly AWS_SECRET_ACCESS_KEY: string };
  readonly kill: () => Promise<void>;
  readonly start: () => Promise<void>;
  readonly discard: () => Promise<void>;
}

export async function startS3(): Promise<S3Server> {
  // Which version of Node.js comes next is no matter of these tests.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";
  const program = versityGateway();
  const base = mkdtempSync(join(tmpdir(), "nashra-s3-"));
  const [folder, sidecar, users] = [join(base, "objects"), join(base, "metadata"), join(base, "users")];
  for (const path of [folder, sidecar, users]) mkdirSync(path);
  const port = await freePort();
  const endpoint = `http://127.0.0.1:${port}`;
  const keys = { AWS_ACCESS_KEY_ID: "nashra-tests", AWS_SECRET_ACCESS_KEY: "not-a-secret" };
  const env = { ...keys, AWS_REGION: "us-east-1", AWS_ENDPOINT_URL_S3: endpoint };
  let server: ChildProcess | undefined;
  const runs = (): boolean => server !== undefined && server.exitCode === null && server.signalCode === null;
  const start = async (): Promise<void> => {
    if (runs()) return;
    server = spawn(program, ["--port", `127.0.0.1:${port}`, "--iam-dir", users, "--quiet", "posix", "--sidecar", sidecar, folder], {
      env: { ...process.env, ROOT_ACCESS_KEY_ID: keys.AWS_ACCESS_KEY_ID, ROOT_SECRET_ACCESS_KEY: keys.AWS_SECRET_ACCESS_KEY }, stdio: "ignore",
    });
    for (let left = 200; !(await answers(endpoint)); left--) {
      if (left === 0) throw new Error("the S3 server does not start");
      await wait(50);
    }
  };
  const kill = async (): Promise<void> => {
    if (server === undefined || !runs()) return;
    const ended = once(server, "exit");
    server.kill("SIGKILL");
    await ended;
  };
  await start();
  return {
    endpoint, env, folder, start, kill,
    createBucket: async () => {
      const { CreateBucketCommand, S3Client } = await import("@aws-sdk/client-s3");
      const bucket = `archive-${randomBytes(6).toString("hex")}`;
      const client = new S3Client({ endpoint, region: env.AWS_REGION, forcePathStyle: true, credentials: { accessKeyId: keys.AWS_ACCESS_KEY_ID, secretAccessKey: keys.AWS_SECRET_ACCESS_KEY } });
      await client.send(new CreateBucketCommand({ Bucket: bucket }));
      client.destroy();
      return bucket;
    },
    createStranger: () => {
      const [access, secret] = [`stranger-${randomBytes(4).toString("hex")}`, "not-a-secret-either"];
      output(program, ["admin", "--access", keys.AWS_ACCESS_KEY_ID, "--secret", keys.AWS_SECRET_ACCESS_KEY, "--endpoint-url", endpoint, "create-user", "--access", access, "--secret", secret, "--role", "user"]);
      return { AWS_ACCESS_KEY_ID: access, AWS_SECRET_ACCESS_KEY: secret };
    },
    discard: async () => {
      await kill();
      rmSync(base, { recursive: true, force: true });
    },
  };
}

function versityGateway(): string {
  const places = ["versitygw", join(process.env.GOBIN ?? join(process.env.GOPATH ?? join(homedir(), "go"), "bin"), "versitygw")];
  const found = places.find((place) => spawnSync(place, ["--version"]).status === 0);
  if (found === undefined) throw new Error("versitygw is not installed: .ci/run says how");
  return found;
}

async function answers(url: string): Promise<boolean> {
  try {
    await fetch(url);
    return true;
  } catch {
    return false;
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}

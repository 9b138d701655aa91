/** What brings a database from one version of its schema to the next. */
interface Migration {
  /** The version that it brings about: SQLite's `user_version`. */
  readonly to: number;
  readonly sql: string;
}

/**
 * Says that a SQLite database is an archive of this program's: "Nshr". SQLite, "Database File Format", 1.3.14.
 */
export const applicationId = 0x4e736872;

/**
 * Every version of the schema that there was, in order. One that was released stays as it is, and a change is a row more.
 *
 * Articles' numbers grow with the days of their editions (see `articlePlaces.ts`). Their contents are JSON, deflated (RFC 1951). The two full-text indexes hold no text, only where words stand: `words` the folded
 * ones, `spellings` which words as they are spelled stand in an article at all. Both take words as they are given: letters and digits, parted by spaces. `vocabulary` has every folded word once: to ask it is
 * much faster than to ask an index whether a word stands anywhere.
 */
export const migrations: readonly Migration[] = [
  {
    to: 1,
    sql: `
      CREATE TABLE editions (
        id INTEGER PRIMARY KEY,
        publication TEXT NOT NULL,
        number TEXT NOT NULL,
        date TEXT NOT NULL,
        revisions INTEGER NOT NULL,
        UNIQUE (publication, number, date)
      ) STRICT;
      CREATE TABLE revisions (
        id INTEGER PRIMARY KEY,
        edition INTEGER NOT NULL REFERENCES editions,
        revision INTEGER NOT NULL,
        newest INTEGER NOT NULL,
        digest TEXT NOT NULL,
        record TEXT NOT NULL,
        added_at TEXT NOT NULL,
        added_by TEXT NOT NULL,
        publication TEXT NOT NULL,
        number TEXT,
        date TEXT,
        title TEXT NOT NULL,
        language TEXT NOT NULL,
        pages INTEGER NOT NULL,
        articles INTEGER NOT NULL,
        text_bytes INTEGER NOT NULL,
        first_article INTEGER,
        last_article INTEGER,
        UNIQUE (edition, digest),
        UNIQUE (edition, revision)
      ) STRICT;
      CREATE INDEX revisions_by_digest ON revisions (digest);
      CREATE INDEX revisions_by_date ON revisions (date);
      CREATE INDEX revisions_by_last_article ON revisions (last_article, first_article);
      CREATE TABLE files (
        revision INTEGER NOT NULL REFERENCES revisions,
        name TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        bytes INTEGER NOT NULL,
        PRIMARY KEY (revision, name)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX files_by_content ON files (sha256);
      CREATE TABLE labels (
        id INTEGER PRIMARY KEY,
        folded TEXT NOT NULL UNIQUE
      ) STRICT;
      CREATE TABLE articles (
        id INTEGER PRIMARY KEY,
        revision INTEGER NOT NULL REFERENCES revisions,
        section INTEGER REFERENCES labels,
        author INTEGER REFERENCES labels,
        date TEXT
      ) STRICT;
      CREATE TABLE contents (
        article INTEGER PRIMARY KEY REFERENCES articles,
        deflated BLOB NOT NULL
      ) STRICT;
      CREATE TABLE superseded (
        article INTEGER PRIMARY KEY REFERENCES articles
      ) STRICT;
      CREATE TABLE vocabulary (
        word TEXT PRIMARY KEY
      ) STRICT, WITHOUT ROWID;
      CREATE VIRTUAL TABLE words USING fts5 (headline, body, content = '', tokenize = 'ascii');
      CREATE VIRTUAL TABLE spellings USING fts5 (spelled, content = '', tokenize = 'ascii', detail = none, columnsize = 0);
    `,
  },
];

/** The version that this program writes. */
export const schemaVersion = migrations.at(-1)?.to ?? 0;

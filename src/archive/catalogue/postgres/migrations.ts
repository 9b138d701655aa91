/**
 * How the database came to be what it is: each step takes it from the version before to its own. Steps that have been released are never changed.
 *
 * Everything lies in the schema `nashra`, so that a database may be shared with other programs. Texts are compared byte by byte (collation "C"), the same on every server. What an edition is in full is kept as
 * `json` and not `jsonb`, which holds no U+0000 and no half of a surrogate pair; articles are deflated JSON. They and their vectors, which hardly get shorter by being compressed, lie apart from the rows of articles (`toast_tuple_target`), so that a search looks through few pages;
 * what was added last waits in a short list to be indexed (`gin_pending_list_limit`, kB), so that adding is quick and a search has little to read besides the index.
 */
export const migrations: readonly (readonly string[])[] = [
  [
    `CREATE TABLE nashra.edition (
      id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      identity text COLLATE "C" NOT NULL UNIQUE,
      folded_publication text COLLATE "C" NOT NULL
    )`,
    `CREATE TABLE nashra.revision (
      id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      edition integer NOT NULL REFERENCES nashra.edition,
      revision integer NOT NULL,
      newest boolean NOT NULL,
      digest text COLLATE "C" NOT NULL,
      record text COLLATE "C" NOT NULL,
      added_at text COLLATE "C" NOT NULL,
      added_by text COLLATE "C" NOT NULL,
      number text COLLATE "C",
      date text COLLATE "C",
      facts json NOT NULL,
      articles integer NOT NULL,
      UNIQUE (edition, revision),
      UNIQUE (edition, digest)
    )`,
    `CREATE UNIQUE INDEX revision_newest ON nashra.revision (edition) WHERE newest`,
    `CREATE INDEX revision_digest ON nashra.revision (digest)`,
    `CREATE TABLE nashra.file (
      revision integer NOT NULL REFERENCES nashra.revision,
      position integer NOT NULL,
      name text COLLATE "C" NOT NULL,
      sha256 text COLLATE "C" NOT NULL,
      bytes bigint NOT NULL,
      PRIMARY KEY (revision, position)
    )`,
    `CREATE INDEX file_sha256 ON nashra.file (sha256)`,
    `CREATE TABLE nashra.article (
      id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      revision integer NOT NULL REFERENCES nashra.revision,
      newest boolean NOT NULL,
      date text COLLATE "C",
      position integer NOT NULL,
      section text COLLATE "C",
      author text COLLATE "C",
      text_bytes integer NOT NULL,
      lexemes integer NOT NULL,
      deflated bytea NOT NULL,
      words tsvector NOT NULL,
      others text COLLATE "C" NOT NULL,
      text text COLLATE "C",
      spelled_text text COLLATE "C",
      UNIQUE (revision, position)
    ) WITH (toast_tuple_target = 128)`,
    `ALTER TABLE nashra.article ALTER COLUMN deflated SET STORAGE EXTERNAL, ALTER COLUMN words SET STORAGE EXTERNAL`,
    `CREATE INDEX article_words ON nashra.article USING gin ((words || others::tsvector)) WITH (gin_pending_list_limit = 512)`,
    `CREATE INDEX article_beyond ON nashra.article (id) WHERE text IS NOT NULL`,
    `COMMENT ON COLUMN nashra.article.deflated IS 'the article as JSON, deflated (RFC 1951)'`,
    `COMMENT ON COLUMN nashra.article.words IS 'folded words with their places'`,
    `COMMENT ON COLUMN nashra.article.others IS 'what the index has besides words, as a tsvector is written: spelled words after a =, hashes of words that follow each other after a +'`,
    `COMMENT ON COLUMN nashra.article.lexemes IS 'so many are in words and others'`,
    `COMMENT ON COLUMN nashra.article.text IS 'of articles with more words than a tsvector holds: folded words, each between spaces; the headline''s, a line feed, the body''s'`,
    `COMMENT ON COLUMN nashra.article.spelled_text IS 'of articles with more words than a tsvector holds: spelled words, each between spaces'`,
  ],
];

import { Command } from "commander";
import type { AddOptions } from "./add.ts";
import type { ExportOptions } from "./export.ts";
import type { ListOptions } from "./list.ts";
import type { OpenOptions } from "./open.ts";
import type { PlaceOptions } from "./place.ts";
import type { RebuildCommandOptions } from "./rebuild.ts";
import type { SearchOptions } from "./search.ts";
import type { ServeOptions } from "./serve.ts";
import type { ShowOptions } from "./show.ts";
import type { VerifyOptions } from "./verify.ts";
import type { ArchiveOutcome } from "./withArchive.ts";

const exitCodes: Readonly<Record<ArchiveOutcome, number>> = { done: 0, inputAtFault: 1, wrongUsage: 2 };

type Collect = (value: string, previous: readonly string[] | true | undefined) => readonly string[];

/**
 * The commands of `nashra archive`. What each needs is loaded when it is called.
 *
 * @param finish takes the exit code
 * @param collect gathers an option that may be given several times
 */
export function archiveCommands(finish: (code: number) => void, collect: Collect): Command {
  const archive = new Command("archive").description("keep editions, find them and their articles again, prove what was printed").helpOption("-h, --help", "print help").helpCommand(false).exitOverride();
  const end = (outcome: ArchiveOutcome): void => { finish(exitCodes[outcome]); };
  const command = (name: string, description: string): Command =>
    archive.command(name).description(description)
      .option("--archive <place>", "the archive's folder, or postgres://… (default: $NASHRA_ARCHIVE, else ./archive)")
      .option("--objects <place>", "where the files lie, if not in the archive's folder: a folder, or s3://bucket/prefix")
      .helpOption("-h, --help", "print help").exitOverride();
  const json = "print JSON on stdout";

  buildOptions(command("add", "keep editions: wire texts (together one edition), edition manifests (.yaml), folders with an edition.yaml, PDFs"), collect)
    .argument("<edition...>", "what to keep")
    .option("--json", json)
    .action(async (paths: string[], options: AddOptions) => { end(await (await import("./add.ts")).add(paths, options)); });

  editionOptions(command("search", "find articles by their words: all of them, \"phrases\", -exclusions, beginnings*"))
    .argument("<words...>", "what to look for; put it in single quotes where it has signs that the shell knows")
    // A word that is to be excluded looks like an option.
    .allowUnknownOption()
    .option("--section <name>", "only articles of this section")
    .option("--author <name>", "only articles of this author")
    .option("--all-revisions", "older revisions too")
    .option("--limit <count>", "how many to show", "20")
    .option("--offset <count>", "how many to pass over first", "0")
    .option("--json", json)
    .action(async (words: string[], options: SearchOptions) => { end(await (await import("./search.ts")).search(words, options)); });

  editionOptions(command("list", "list the editions, the newest first"))
    .option("--all-revisions", "older revisions too")
    .option("--json", json)
    .action(async (options: ListOptions) => { end(await (await import("./list.ts")).list(options)); });

  command("show", "tell all that is known of an edition")
    .argument("<edition>", "its number or day, with the publication before it where there are several: 12, النشرة/12, 2022-11-24, 12@1")
    .option("--json", json)
    .action(async (edition: string, options: ShowOptions) => { end(await (await import("./show.ts")).show(edition, options)); });

  command("open", "show an edition's PDF")
    .argument("<edition>", "as in show")
    .option("--profile <name>", "which of its PDFs: archive, print, screen, given (default: archive, else the first)")
    .option("--out <file>", "write it there instead of showing it")
    .action(async (edition: string, options: OpenOptions) => { end(await (await import("./open.ts")).open(edition, options)); });

  command("export", "write editions as BagIt bags with METS, ALTO, Dublin Core and schema.org metadata")
    .argument("<edition...>", "as in show")
    .requiredOption("--out <dir>", "a folder that does not exist yet, or that the bags of several editions go into")
    .action(async (editions: string[], options: ExportOptions) => { end(await (await import("./export.ts")).exportEditions(editions, options)); });

  command("verify", "hash everything that is kept and tell what is damaged, missing or foreign; or tell which kept file a PDF is")
    .argument("[file...]", "files to be recognised")
    .option("--json", json)
    .action(async (files: string[], options: VerifyOptions) => { end(await (await import("./verify.ts")).verify(files, options)); });

  command("stats", "tell how much the archive holds")
    .option("--json", json)
    .action(async (options: PlaceOptions & { readonly json?: true }) => { end(await (await import("./stats.ts")).stats(options)); });

  command("rebuild", "make an edition's PDFs again from what is kept, and tell whether they are byte-identical")
    .argument("<edition>", "as in show")
    .option("--fonts <dir>", "one more folder of fonts", collect)
    .option("--out <dir>", "write them there")
    .option("--json", json)
    .action(async (edition: string, options: RebuildCommandOptions) => { end(await (await import("./rebuild.ts")).rebuild(edition, options)); });

  command("reindex", "make the database anew from the kept files, where it was lost or damaged")
    .option("--json", json)
    .action(async (options: PlaceOptions & { readonly json?: true }) => { end(await (await import("./reindex.ts")).reindex(options)); });

  command("serve", "read and search the archive in the browser")
    .option("--host <address>", "the address to listen on", "127.0.0.1")
    .option("--port <number>", "the port to listen on, 0 for any free one", "8787")
    .action(async (options: ServeOptions) => { end(await (await import("./serve.ts")).serve(options)); });
  return archive;
}

/** Options that choose editions. */
function editionOptions(command: Command): Command {
  return command
    .option("--publication <name>", "only of this publication")
    .option("--number <number>", "only this number")
    .option("--from <date>", "from this day, month or year on: 2022-11-24, 2022-11, 2022")
    .option("--to <date>", "to this day, month or year");
}

/** The options of a build that say what is set and how: see `nashra build --help`. */
function buildOptions(command: Command, collect: Collect): Command {
  return command
    .option("--template <name|path>", "a built-in template's name or a template's folder")
    .option("--set <key=value>", "a setting of the template: number=12 …; of PDFs publication, number, date, volume and title", collect)
    .option("--language <tag>", "the copy's language, as in fa or ur")
    .option("--role <role>", "one more role line of the masthead", collect)
    .option("--no-edit <rule>", "switch off one rule of copy-editing, or all", collect)
    .option("--justify <profile>", "how justified lines are filled")
    .option("--profile <name>", "keep the PDF of this profile too: print, screen")
    .option("--output-condition <name|file>", "how that is printed")
    .option("--icc-profile <file>", "the print shop's ICC profile")
    .option("--ink-limit <percent>", "the most ink that the paper takes")
    .option("--fonts <dir>", "one more folder of fonts", collect);
}

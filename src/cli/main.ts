import { Command, CommanderError } from "commander";
import { copyEditRules } from "../edition/index.ts";
import { justifyProfiles } from "../style/index.ts";
import { build, type BuildOptions } from "./build.ts";
import manifest from "../../package.json" with { type: "json" };

/** How a run ends, for the shell: built, the input is at fault, wrong usage. */
const exitCodes = { built: 0, inputAtFault: 1, wrongUsage: 2 } as const;

/** An option that may be given several times. `true` is commander's word for a `--no-…` that wasn't given. */
const collect = (value: string, previous: readonly string[] | true | undefined): readonly string[] => [...(previous === undefined || previous === true ? [] : previous), value];

function commandLine(finish: (code: number) => void): Command {
  const program = new Command("nashra")
    .description("Sets Arabic copy as print-ready right-to-left PDF bulletins.")
    .version(manifest.version, "--version", "print the version")
    .helpOption("-h, --help", "print help")
    .helpCommand(false)
    .showHelpAfterError("(nashra --help, nashra build --help)")
    .exitOverride();

  program
    .command("build")
    .description("set one or more wire texts (.txt) as one PDF bulletin")
    .argument("<source...>", "wire text files, each an article")
    .option("--template <name|path>", "a built-in template's name or a template's folder", "bulletin")
    .option("--out <file|dir>", "where the PDF goes (default: <source>.pdf in this folder)")
    .option("--set <key=value>", "a setting of the template: date=2026-11-24, number=12 …", collect)
    .option("--language <tag>", "the copy's language, as in fa or ur (default: told from its letters)")
    .option("--role <role>", "one more role line of the masthead", collect)
    .option("--no-edit <rule>", "switch off one rule of copy-editing, or all", collect)
    .option("--justify <profile>", `how justified lines are filled: ${justifyProfiles.join(", ")} (default: the template's)`)
    .option("--fonts <dir>", "one more folder of fonts", collect)
    .option("--json", "print one JSON object on stdout: output, pages, bytes, fonts, diagnostics, copyEdits, milliseconds")
    .helpOption("-h, --help", "print help")
    .addHelpText("after", `\nRules of copy-editing: ${copyEditRules.join(", ")}\nThe settings of a template stand in its template.yaml; those of the built-in one in docs/templates.md.`)
    .exitOverride()
    .action(async (sources: string[], options: BuildOptions) => {
      const outcome = await build(sources, options);
      finish(exitCodes[outcome]);
    });
  return program;
}

/**
 * Runs the command line.
 *
 * @param words The arguments after the program's name.
 * @returns The exit code: 0 built, 1 the input is at fault, 2 wrong usage.
 */
export async function run(words: readonly string[]): Promise<number> {
  let code: number = exitCodes.built;
  const program = commandLine((ended) => { code = ended; });
  try {
    if (words.length === 0) program.help({ error: true });
    await program.parseAsync(words, { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? exitCodes.built : exitCodes.wrongUsage;
  }
  return code;
}

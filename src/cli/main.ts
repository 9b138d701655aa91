import { Command, CommanderError } from "commander";
import { archiveCommands } from "./archive/commands.ts";
import { copyEditRules } from "../edition/index.ts";
import { conditionNames, profileNames } from "../press/index.ts";
import { justifyProfiles, marksChoices } from "../style/index.ts";
import { build, type BuildOptions } from "./build.ts";
import type { FontsOptions } from "./fonts.ts";
import type { PreflightCommandOptions } from "./preflight.ts";
import manifest from "../../package.json" with { type: "json" };

/** How a run ends, for the shell: built, the input is at fault, wrong usage. */
const exitCodes = { built: 0, inputAtFault: 1, wrongUsage: 2 } as const;
const fontsExitCodes = { listed: 0, inputAtFault: 1 } as const;
const preflightExitCodes = { passed: 0, refused: 1, wrongUsage: 2 } as const;

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
    .description("set wire texts (.txt), or what an edition manifest (.yaml) names, as one PDF bulletin")
    .argument("<source...>", "wire text files, each an article, or one edition manifest")
    .option("--template <name|path>", "a built-in template's name or a template's folder (default: the manifest's, else bulletin)")
    .option("--out <file|dir>", "where the PDF goes (default: <source>.pdf in this folder)")
    .option("--set <key=value>", "a setting of the template: date=2026-11-24, number=12 …", collect)
    .option("--language <tag>", "the copy's language, as in fa or ur (default: told from its letters)")
    .option("--role <role>", "one more role line of the masthead", collect)
    .option("--no-edit <rule>", "switch off one rule of copy-editing, or all", collect)
    .option("--justify <profile>", `how justified lines are filled: ${justifyProfiles.join(", ")} (default: the template's)`)
    .option("--marks <marks>", `printer's marks: ${Object.keys(marksChoices).join(", ")} (default: the template's)`)
    .option("--profile <name>", `what the file is for: ${profileNames.join(", ")} (default: the template's, else print)`)
    .option("--output-condition <name|file>", `how it is printed: ${conditionNames.join(", ")}, or an ICC profile (default: coated)`)
    .option("--icc-profile <file>", "the print shop's ICC profile for the output condition")
    .option("--ink-limit <percent>", "the most ink that the paper takes (default: the output condition's)")
    .option("--linearize", "order the file for reading over the web (needs qpdf)")
    .option("--late-binding", "leave RGB images to the press to convert")
    .option("--fonts <dir>", "one more folder of fonts", collect)
    .option("--archive [place]", "keep the edition in an archive as well; give it after the sources: a folder, or postgres://… (default: $NASHRA_ARCHIVE, else ./archive)")
    .option("--objects <place>", "where that archive's files lie, if not in its folder: a folder, or s3://bucket/prefix")
    .option("--json", "print one JSON object on stdout: output, pages, bytes, fonts, diagnostics, copyEdits, milliseconds")
    .helpOption("-h, --help", "print help")
    .addHelpText("after", `\nRules of copy-editing: ${copyEditRules.join(", ")}\nThe settings of a template stand in its template.yaml; those of the built-in one in docs/templates.md.`)
    .exitOverride()
    .action(async (sources: string[], options: BuildOptions) => {
      const outcome = await build(sources, options);
      finish(exitCodes[outcome]);
    });

  program
    .command("preflight")
    .description("check PDFs, whoever made them, for what a printer or an archive would refuse")
    .argument("<file...>", "PDF files")
    .option("--standard <list>", "what to check against: x4 (PDF/X-4), a (PDF/A-2, -3), ua (PDF/UA-1), shop (a print shop's practice), with commas between (default: x4, shop and what the file claims)")
    .option("--ink-limit <percent>", "the most ink that the paper takes, all inks together", "300")
    .option("--json", "print one JSON array on stdout, an object a file: file, pages, standards, claims, errors, findings")
    .helpOption("-h, --help", "print help")
    .addHelpText("after", "\nThe rules stand in docs/preflight.md.")
    .exitOverride()
    .action(async (files: string[], options: PreflightCommandOptions) => {
      // Loaded here, for no other command needs it.
      const { preflight } = await import("./preflight.ts");
      finish(preflightExitCodes[await preflight(files, options)]);
    });

  program
    .command("fonts")
    .description("list the fonts that a build may use, with versions, embedding permissions and licences")
    .option("--fonts <dir>", "one more folder of fonts", collect)
    .option("--json", "print one JSON object on stdout: fonts, diagnostics")
    .helpOption("-h, --help", "print help")
    .exitOverride()
    .action(async (options: FontsOptions) => {
      const { fonts } = await import("./fonts.ts");
      finish(fontsExitCodes[await fonts(options)]);
    });

  program.addCommand(archiveCommands(finish, collect));
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

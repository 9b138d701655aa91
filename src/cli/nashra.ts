import { run } from "./main.ts";

run(process.argv.slice(2)).then(
  (code) => { process.exitCode = code; },
  (fault: unknown) => {
    const told = fault instanceof Error ? (fault.stack ?? fault.message) : String(fault);
    process.stderr.write(`nashra: a fault of the program itself, not of the input; please report it with what follows\n${told}\n`);
    process.exitCode = 70;
  },
);

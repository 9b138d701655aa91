import { run } from "./main.ts";

// Who reads the output may stop reading (`nashra … | head`): that is no fault, and the PDF is written all the same.
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") process.exitCode = 1;
  });
}

run(process.argv.slice(2)).then(
  (code) => { process.exitCode = code; },
  (fault: unknown) => {
    const told = fault instanceof Error ? (fault.stack ?? fault.message) : String(fault);
    process.stderr.write(`nashra: a fault of the program itself, not of the input; please report it with what follows\n${told}\n`);
    process.exitCode = 70;
  },
);

import { checkContentCommand } from "./check-content.ts";
import { type Command, Misused, type Surroundings } from "./command.ts";
import { exportCommand } from "./export.ts";
import { importCommand } from "./import.ts";
import { tokenCommand } from "./token.ts";
import { verifyCommand } from "./verify.ts";

export const commands: Command[] = [
  importCommand,
  tokenCommand,
  verifyCommand,
  exportCommand,
  checkContentCommand,
];

/** Runs one command and turns what goes wrong into one clear sentence. @returns the exit code. */
export async function runCommand(name: string, args: string[], around: Surroundings): Promise<number> {
  const command = commands.find((one) => one.name === name);
  if (!command) {
    around.io.err(`Commande inconnue : ${name}. Connues : ${commands.map((one) => one.name).join(", ")}.\n`);
    return 2;
  }
  if (args.includes("--help") || args.includes("-h")) {
    around.io.out(command.help);
    return 0;
  }
  try {
    return await command.run(args, around);
  } catch (error) {
    const parsing =
      error instanceof TypeError && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS");
    const message = error instanceof Error ? error.message : String(error);
    around.io.err(`${message}\n`);
    if (parsing || error instanceof Misused) around.io.err(`\n${command.help}`);
    return parsing || error instanceof Misused ? 2 : 1;
  }
}

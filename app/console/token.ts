import { parseArgs } from "node:util";
import { createToken } from "#app/platform/token/create-token.ts";
import { type Command, Misused } from "./command.ts";

export const tokenCommand: Command = {
  name: "token",
  database: true,
  help: `npm run token -- --email E --role R --dispositif D [--organisation O]

  Imprime un jeton d'API pour cette personne, qui est créée si elle est inconnue.
  --organisation  UAI, SIREN ou clé ; sans elle, la partie de la convention qui convient à la fonction
`,
  async run(args, { db, io, now }) {
    const text = { type: "string" as const };
    const { values } = parseArgs({
      args,
      options: { email: text, role: text, dispositif: text, organisation: text, name: text },
    });
    const { email, role, dispositif, organisation, name } = values;
    if (!email || !role || !dispositif) throw new Misused("Il faut --email, --role et --dispositif.");
    const token = await createToken(db, {
      email,
      role,
      dispositif,
      now: now(),
      ...(organisation && { organisation }),
      ...(name && { name }),
    });
    io.out(`${token}\n`);
    return 0;
  },
};

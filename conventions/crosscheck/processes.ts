import type { Finding } from "../problem.ts";
import type { Convention } from "../schema.ts";

/** What processes of messages cannot mean: a silence without an end, a run that no length fits (MBN-5.3). */
export function checkProcesses({ communication }: Convention): Finding[] {
  return Object.entries(communication?.processes ?? {}).flatMap(([name, rules]): Finding[] => {
    const path = ["communication", "processes", name];
    const { runs } = rules;
    const silent = (["t1", "t2"] as const).flatMap((step): Finding[] => {
      const said = rules[step];
      if (said?.silence !== "approves") return [];
      if (name === "crise")
        return [
          {
            path: [...path, step, "silence"],
            message: "Le silence n’approuve jamais un message de crise : écrivez « escalates ».",
          },
        ];
      return said.within
        ? []
        : [
            {
              path: [...path, step, "silence"],
              message: "Le silence n’approuve qu’à la fin d’un délai : dites « within ».",
            },
          ];
    });
    return [
      ...silent,
      ...(runs && runs.from > runs.to
        ? [
            {
              path: [...path, "runs", "to"],
              message: `Une diffusion de ${runs.from} à ${runs.to} jours n’existe pas.`,
            },
          ]
        : []),
    ];
  });
}

import type { RunbookFinding } from "../problem.ts";
import type { Runbook, Template } from "../schema.ts";
import { malformedIn } from "../variables.ts";
import { actsOf, error, quoted, warning } from "./findings.ts";

const entTools = ["ent-messaging", "ent-flash", "sms"];

/** Templates named exist, those that exist are named, their variables are whole, and the lock lets them leave. */
export function checkMessages(runbook: Runbook): RunbookFinding[] {
  const known = runbook.templates.map(({ key }) => key);
  const named = actsOf(runbook).flatMap(({ act, path }) =>
    act.do === "message" ? [{ key: act.template, path }] : [],
  );
  return [
    ...named
      .filter(({ key }) => !known.includes(key))
      .map(({ key, path }) =>
        error(path, `aucun message ne s’appelle « ${key} »`, `l’un de ceux-ci : ${quoted(known)}`),
      ),
    ...runbook.templates.flatMap((template, rank) => {
      const path = ["templates", rank];
      const unused = named.every(({ key }) => key !== template.key);
      return [
        ...(unused
          ? [
              warning(
                path,
                `aucune étape n’envoie « ${template.key} »`,
                "« Action : message … » quelque part",
              ),
            ]
          : []),
        ...checkVariables(template, path),
        ...checkAudience(template, path),
        ...(template.audience === "community" ? checkChannels(runbook, template, path) : []),
      ];
    }),
  ];
}

function checkVariables({ subject, body }: Template, path: (string | number)[]): RunbookFinding[] {
  const wrong = (at: (string | number)[], found: string) =>
    error(at, `on trouve « ${found} »`, "des variables comme « {{ecole}} » ou « {{nom-de-l-ecole}} »");
  return [
    ...malformedIn(subject).map(({ found }) => wrong([...path, "subject"], found)),
    ...malformedIn(body).map(({ found, line }) => wrong([...path, "body", line], found)),
  ];
}

function checkAudience({ audience, profiles }: Template, path: (string | number)[]): RunbookFinding[] {
  if ((audience === "community") === profiles.length > 0) return [];
  const expected = "des profils de la communauté, ou « professionnels » seul";
  return [error([...path, "audience"], "le public et les profils ne vont pas ensemble", expected)];
}

/** rules.md §4: what the lock of this runbook would never let leave (MBN-5.2-K, MBN-7). */
function checkChannels(
  runbook: Runbook,
  { channels }: Template,
  path: (string | number)[],
): RunbookFinding[] {
  const { state, mayCompromise } = runbook.lock;
  const at = [...path, "channels"];
  const substitutes = channels.some((channel) => runbook.substitution.includes(channel));
  const byMessaging = channels.includes("ent-messaging");
  const shown = `les canaux sont ${quoted(channels)}`;
  if (state !== "none" && mayCompromise.length > 0 && !substitutes)
    return [
      error(
        at,
        `${shown}, et la messagerie peut être compromise`,
        `aussi un canal de substitution de ce runbook (${quoted(runbook.substitution)})`,
      ),
    ];
  if (state === "crisis" && !byMessaging && !substitutes)
    return [error(at, shown, "« ent-messaging », seul canal ouvert en crise (MBN-5.2-K)")];
  const forSafety = channels.some(
    (channel) => entTools.includes(channel) || channel.startsWith("third-party:"),
  );
  if (state === "surete" && !forSafety)
    return [error(at, shown, "un outil de l’ENT ou un canal tiers attesté, seuls ouverts en sûreté (MBN-7)")];
  return [];
}

import { type ActAnswer, answering } from "#app/engine/command/answering.ts";
import { InputRefused } from "#app/engine/input.ts";
import type { Consequences } from "#app/engine/preview.ts";
import { receiptFor } from "#app/engine/receipt.ts";
import { badHosts as words } from "#app/messages/whitelist-hosts.ts";
import { requestState } from "#app/messages/whitelist-words.ts";
import type { Caller } from "#app/platform/caller.ts";
import type { Database } from "#app/platform/database/database.ts";
import { MOST_HOSTS } from "#machines/host-list/v1/events.ts";
import { readHosts } from "../bad-hosts/read-hosts.ts";
import { changeHosts, type HostChange, previewHostChange } from "../commands/change-hosts.ts";

const say = words.ent;
type Asked = {
  db: Database;
  caller: Caller;
  dispositif: string;
  values: Record<string, string>;
  confirmed: boolean;
  now: Date;
};

/**
 * One press on a form of the list: what it would do, or, once confirmed, the change itself.
 * @returns null when it is done.
 */
export const pressHosts = (asked: Asked): Promise<ActAnswer | null> =>
  answering({ values: asked.values, fieldOf: { hosts: "hosts", why: "why" }, part: 0 }, async () => {
    const { db, caller, dispositif, values, now } = asked;
    const change = changeOf(values);
    if (!asked.confirmed) {
      const follows = await previewHostChange(db, caller, dispositif, change, now);
      const lines = linesOf(change, follows);
      return { step: "preview" as const, values, errors: [], lines };
    }
    const receipt = receiptFor(caller.person.id, values.idempotency || `${now.getTime()}`, {
      dispositif,
      ...values,
    });
    await changeHosts(db, caller, dispositif, change, { now, receipt });
    return null;
  });

/** Each line that names no host is told with its number. @throws InputRefused */
function changeOf({ act, hosts: typed = "", why = "" }: Record<string, string>): HostChange {
  const { hosts, refused } = readHosts(typed);
  const wrong = (message: string) => new InputRefused([{ path: "hosts", message }]);
  const [first] = refused;
  if (first) throw wrong(words.line(first.line, first.text, first.reason));
  if (hosts.length === 0) throw wrong(say.hostsMissing);
  if (hosts.length > MOST_HOSTS) throw wrong(say.most(MOST_HOSTS));
  if (act === "clear") return { type: "hosts.cleared", hosts: hosts.map(({ host }) => host), why };
  return {
    type: "hosts.reported",
    hosts: hosts.map(({ host, reason }) => ({
      host,
      reason: reason === words.listed ? why.trim().slice(0, 200) || reason : reason,
    })),
    why,
  };
}

/** What will follow, request by request. */
function linesOf(
  { type, hosts }: HostChange,
  { effects, told, recipients, alsoAlerted }: Consequences,
): string[] {
  const kept = effects.find((one) => one.do === "keep-hosts");
  const people = [...recipients, ...alsoAlerted].filter(({ address }) => address).length;
  return [
    type === "hosts.reported" ? say.more(kept?.added.length ?? 0) : say.less(hosts.length),
    ...(told.length === 0 ? [say.nobody] : []),
    ...told.map(({ row, stepped }) =>
      row.state !== stepped.state
        ? say.review(row.ref, stepped.title)
        : stepped.columns.checksWanted
          ? say.checked(row.ref, stepped.title, requestState(row.state).label.toLocaleLowerCase("fr"))
          : say.warned(row.ref, stepped.title, requestState(row.state).label.toLocaleLowerCase("fr")),
    ),
    ...(people > 0 ? [say.mailed(people)] : []),
    say.kept,
  ];
}

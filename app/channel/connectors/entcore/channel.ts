import type { Ready } from "#app/engine/outbox/channel.ts";
import type { Answer } from "#app/engine/outbox/outcome.ts";
import { channelReasons as say } from "#app/messages/channel.ts";
import { type CircuitOptions, circuit, Paused, type Sign } from "#app/platform/channels/circuit.ts";
import {
  type Entcore,
  type EntcoreMessage,
  type EntcoreSent,
  entcore,
} from "#app/platform/channels/entcore.ts";
import { EntcoreProblem, entcoreWords } from "#app/platform/channels/entcore-problem.ts";
import { renderCommunity } from "../../messages/render-community.ts";
import { fill, type Profile, profiles, readAddress } from "../../settings.ts";
import type { OpenChannel, School, Tested } from "../open-channel.ts";
import { entcoreGroups } from "./groups.ts";
import { type EntcoreSecret, signInOf } from "./secret.ts";
import type { EntcoreSettings } from "./settings.ts";

export type EntcoreOptions = {
  settings: EntcoreSettings;
  secret: EntcoreSecret;
  /** Longest wait for one answer, in milliseconds; tests shorten it. */
  timeoutMs?: number;
  circuit?: CircuitOptions;
};

/** Messages at once: an ENT serves hundreds of thousands of people, and one message of ours reaches a thousand. */
const CONCURRENCY = 4;
/** Signing in, finding the group and drafting, together. */
const PREPARING_MS = 35_000;
const DRAFT = "draft:";
const NOTICE = "notice:";

type Keep = (provider: string) => Promise<void>;
const refuse = (reason: string): Answer => ({ ok: false, permanent: true, reason });
const signOf = (error: unknown): Sign =>
  error instanceof EntcoreProblem && (error.kind === "down" || error.kind === "blocked")
    ? { kind: error.kind, reason: error.message }
    : null;

/** The messaging of an ENT of edificeio/entcore: one message to the group of a school and profile. */
export function entcoreChannel({ settings, secret, timeoutMs, ...options }: EntcoreOptions): OpenChannel {
  const client = entcore({
    url: settings.url,
    signIn: signInOf(settings, secret),
    ...(timeoutMs && { timeoutMs }),
  });
  const groups = entcoreGroups(client);
  const { run } = circuit(signOf, options.circuit);
  /** Deliveries whose send found the session ended once already. */
  const askedAgain = new Set<string>();

  /** @param fromMemory whether the group was one kept: refused, it is looked for anew before anyone is told. */
  function answerTo(error: unknown, fromMemory = false): Answer {
    if (error instanceof Paused) return { ok: false, permanent: false, reason: error.reason };
    if (!(error instanceof EntcoreProblem)) throw error;
    if (error.kind === "refused") groups.forget();
    return { ok: false, permanent: error.kind === "refused" && !fromMemory, reason: error.message };
  }

  return {
    concurrency: CONCURRENCY,
    async prepare(delivery, notice, keep) {
      const content = renderCommunity(notice);
      if (!content) return refuse(say.template);
      const to = readAddress(delivery.address);
      if (!to) return refuse(say.address);
      const signal = AbortSignal.timeout(PREPARING_MS);
      const school = { etablissement: delivery.organisation_name, uai: to.uai };
      const wanted = wantedOf(settings, school, to.profile);
      let fromMemory = false;

      async function ready(): Promise<Ready | Answer> {
        await client.signIn();
        const kept = delivery.provider_id ?? "";
        const draft = kept.startsWith(DRAFT) ? kept.slice(DRAFT.length) : "";
        const state = draft ? await client.stateOf(draft, signal) : null;
        if (state === "SENT") return { ok: true, providerId: draft, detail: say.alreadySent };
        if (kept.startsWith(NOTICE)) return refuse(say.perhapsSent);
        const group = await groups.find(wanted, signal);
        if (group === "none") return refuse(say.noGroup(wanted.name));
        if (group === "several") return refuse(say.severalGroups(wanted.name));
        fromMemory = group.kept;
        const message: EntcoreMessage = {
          subject: content?.subject ?? "",
          body: content?.inner ?? "",
          to: [group.id],
        };
        if (settings.way === "notice")
          return { send: () => leave(() => sendNotice(client, message, settings, keep)) };
        const id = state === "DRAFT" ? draft : await client.draft(message, signal);
        return { keep: DRAFT + id, send: () => leave(() => sendDraft(client, id, message, keep)) };
      }

      async function leave(work: () => Promise<Answer>): Promise<Answer | "again"> {
        try {
          const answer = await run(work);
          askedAgain.delete(delivery.id);
          return answer;
        } catch (error) {
          if (!(error instanceof EntcoreProblem) || error.kind !== "session")
            return answerTo(error, fromMemory);
          // 401 on a session just opened is a right that is missing.
          if (askedAgain.delete(delivery.id)) return refuse(entcoreWords.rights);
          askedAgain.add(delivery.id);
          return "again";
        }
      }
      return run(ready).catch((error: unknown) => answerTo(error, fromMemory));
    },

    // Past the circuit: a person who corrected the settings wants to know at once.
    async test(school) {
      const tried: Tested["tried"] = [];
      try {
        tried.push({ what: say.triedSignIn(settings.url, settings.login), ok: false });
        await client.signIn();
        tried[0] = { what: say.triedSignIn(settings.url, settings.login), ok: true };
        const missing: string[] = [];
        for (const profile of profiles) {
          const wanted = wantedOf(settings, school, profile);
          const found = await groups.find(wanted, AbortSignal.timeout(PREPARING_MS));
          if (typeof found === "string") missing.push(wanted.name);
          tried.push({ what: say.triedGroup(wanted.name), ok: typeof found !== "string" });
        }
        const [of, count] = [profiles.length, profiles.length - missing.length];
        return { ok: count > 0, said: say.groupsFound(school.etablissement, count, of, missing), tried };
      } catch (error) {
        if (!(error instanceof EntcoreProblem)) throw error;
        return { ok: false, said: error.message, tried };
      }
    },
    close: async () => {},
  };
}

/** The group that is meant, by its name; the ENT is asked for the part that is the school's. */
function wantedOf({ pattern, words }: EntcoreSettings, school: School, profile: Profile) {
  const name = fill(pattern, { profil: words[profile], ...school });
  return { name, search: pattern.includes("{etablissement}") ? school.etablissement : school.uai, profile };
}

/** The answer of a send may be lost and the message gone: the next try asks the ENT about its draft. */
async function sendDraft(client: Entcore, id: string, message: EntcoreMessage, keep: Keep): Promise<Answer> {
  try {
    const sent = await client.send(id, message);
    if (sent.sent !== 0) return answerOf(sent);
    // Another try must be another message: this draft is spent.
    await keep("");
    return refuse(say.nobody);
  } catch (error) {
    // entcore refuses to send one draft twice: an earlier try of ours had arrived.
    if (!(error instanceof EntcoreProblem) || error.kind !== "refused") throw error;
    if ((await client.stateOf(id)) !== "SENT") throw error;
    return { ok: true, providerId: id, detail: say.alreadySent };
  }
}

/** Without a draft nothing tells whether a lost notice left: it is never repeated without a person. */
async function sendNotice(
  client: Entcore,
  message: EntcoreMessage,
  { from, username }: EntcoreSettings,
  keep: Keep,
): Promise<Answer> {
  const left = `${NOTICE}${message.to[0]}`;
  await keep(left);
  try {
    await client.notice(message, from, username);
    return { ok: true, providerId: left, progress: "accepted" };
  } catch (error) {
    if (error instanceof EntcoreProblem && error.unsure) return refuse(say.perhapsSent);
    await keep("");
    throw error;
  }
}

function answerOf({ id, sent, inactive, undelivered }: EntcoreSent): Answer {
  const detail = say.reached(sent ?? 0, inactive, undelivered);
  const reach = { ...(sent !== null && { reached: sent }), inactive, undelivered };
  return {
    ok: true,
    providerId: id,
    reach,
    progress: "delivered",
    ...(inactive + undelivered > 0 && { detail }),
  };
}

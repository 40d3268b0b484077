import type { Claimed, Notice } from "#app/engine/outbox/claim.ts";
import type { Answer } from "#app/engine/outbox/outcome.ts";
import { flashForm as say } from "#app/messages/channel/flash.ts";
import { channelReasons } from "#app/messages/channel.ts";
import { circuit, Paused, type Sign } from "#app/platform/channels/circuit.ts";
import {
  type EntcoreStructure,
  entcoreAdmin,
  type FlashMessage,
} from "#app/platform/channels/entcore-admin.ts";
import { EntcoreProblem } from "#app/platform/channels/entcore-problem.ts";
import { renderCommunity } from "../../messages/render-community.ts";
import { type Profile, readAddress } from "../../settings.ts";
import type { Tools } from "../connector.ts";
import { type EntcoreSecret, signInOf } from "../entcore/secret.ts";
import type { OpenChannel, Tested } from "../open-channel.ts";
import type { FlashSettings } from "./connector.ts";

const DAY = 86_400_000;
const PREPARING_MS = 35_000;
/** Schools open and close with the year. */
const KEPT_MS = 10 * 60_000;
const profileWords: Record<Profile, string> = {
  families: "Relative",
  pupils: "Student",
  teachers: "Teacher",
  staff: "Personnel",
};
const refuse = (reason: string): Answer => ({ ok: false, permanent: true, reason });
const signOf = (error: unknown): Sign =>
  error instanceof EntcoreProblem && (error.kind === "down" || error.kind === "blocked")
    ? { kind: error.kind, reason: error.message }
    : null;

/** One message a school and profile. Its title carries our identifier: a try whose answer was lost finds it there. */
export function flashChannel(settings: FlashSettings, secret: EntcoreSecret, tools: Tools): OpenChannel {
  const { timeoutMs } = tools;
  const client = entcoreAdmin({
    url: settings.url,
    signIn: signInOf(settings, secret),
    ...(timeoutMs && { timeoutMs }),
  });
  const { run } = circuit(signOf, tools.circuit);
  let known: { until: number; byUai: Promise<Map<string, EntcoreStructure>> } | null = null;

  function structures(signal: AbortSignal): Promise<Map<string, EntcoreStructure>> {
    if (!known || known.until < performance.now()) {
      const byUai = client.structures(signal).then((all) => new Map(all.map((one) => [one.uai, one])));
      const kept = { until: performance.now() + KEPT_MS, byUai };
      known = kept;
      byUai.catch(() => {
        if (known === kept) known = null;
      });
    }
    return known.byUai;
  }

  const answerTo = (error: unknown): Answer => {
    if (error instanceof Paused) return { ok: false, permanent: false, reason: error.reason };
    if (!(error instanceof EntcoreProblem)) throw error;
    return { ok: false, permanent: error.kind === "refused", reason: error.message };
  };

  return {
    concurrency: 4,
    async prepare(delivery, notice) {
      const to = readAddress(delivery.address);
      const message = to && messageOf(delivery, notice, settings, to.profile);
      if (!to || !message) return refuse(to ? channelReasons.template : channelReasons.address);
      if (message.endsAt.getTime() <= Date.now()) return refuse(say.over);
      const signal = AbortSignal.timeout(PREPARING_MS);
      try {
        return await run(async () => {
          await client.signIn();
          const structure = (await structures(signal)).get(to.uai.toUpperCase());
          if (!structure) return refuse(say.noStructure(to.uai));
          if (delivery.attempts > 1) {
            const shown = await client.flashOf(structure.id, message.title, signal);
            if (shown)
              return { ok: true, providerId: shown, progress: "accepted", detail: say.already } as Answer;
          }
          return {
            async send() {
              try {
                const id = await run(() => client.flash(structure.id, message));
                return { ok: true, providerId: id, progress: "accepted" } as Answer;
              } catch (error) {
                if (error instanceof EntcoreProblem && error.kind === "session") return "again" as const;
                return answerTo(error);
              }
            },
          };
        });
      } catch (error) {
        return answerTo(error);
      }
    },
    async test(school) {
      const tried: Tested["tried"] = [];
      try {
        const signIn = { what: channelReasons.triedSignIn(settings.url, settings.login), ok: false };
        tried.push(signIn);
        await client.signIn();
        signIn.ok = true;
        const found = (await client.structures(AbortSignal.timeout(PREPARING_MS))).some(
          ({ uai }) => uai === school.uai.toUpperCase(),
        );
        tried.push({ what: say.triedStructure(school.etablissement), ok: found });
        return {
          ok: found,
          said: found ? say.ready(school.etablissement) : say.missing(school.etablissement),
          tried,
        };
      } catch (error) {
        if (!(error instanceof EntcoreProblem)) throw error;
        return { ok: false, said: error.message, tried };
      }
    },
    close: async () => {},
  };
}

function messageOf(
  delivery: Claimed,
  notice: Notice,
  settings: FlashSettings,
  profile: Profile,
): FlashMessage | null {
  const content = renderCommunity(notice);
  if (!content) return null;
  const { startsAt, endsAt } = notice.facts as unknown as Record<string, unknown>;
  const start = dateOf(startsAt) ?? new Date();
  return {
    title: `${content.subject.slice(0, 120)} · ${delivery.round > 0 ? `${delivery.id}-${delivery.round}` : delivery.id}`,
    html: content.inner,
    startsAt: start,
    endsAt: dateOf(endsAt) ?? new Date(start.getTime() + Number(settings.days) * DAY),
    profiles: [profileWords[profile]],
    color: settings.color,
  };
}

const dateOf = (value: unknown): Date | null =>
  typeof value === "string" && !Number.isNaN(Date.parse(value)) ? new Date(value) : null;

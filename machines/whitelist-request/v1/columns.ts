import { ended } from "./chart.ts";
import type { RequestContext } from "./context.ts";
import { DOMAINS } from "./words.ts";

/** What lists filter on. `subject` is how other dossiers of the dispositif reach it (engine/dossier.ts). */
export function columnsOf(request: RequestContext, state: string) {
  const { form, clock, waiting, opinions, instructors, compromises, suspension } = request;
  const person = (domain: (typeof DOMAINS)[number]) => instructors[domain]?.id ?? null;
  return {
    application: request.key,
    publisher: form?.application.publisher ?? null,
    purpose: form?.application.purpose ?? null,
    protocol: form?.link.protocol ?? null,
    host: form ? new URL(form.link.serviceUrl).hostname : null,
    subject: ended(state) || state === "draft" ? null : `sso-application:${request.key}`,
    // Text, so that « no clock » sorts last.
    dueAt: clock?.dueAt ?? (waiting || state === "draft" ? "9999" : (request.reviewAt ?? "9999")),
    late: Boolean(clock?.lateSince) || request.conditions.some((one) => one.lateSince && !one.met),
    opinions: DOMAINS.filter((domain) => opinions[domain]).length,
    security: person("security"),
    dataProtection: person("dataProtection"),
    pedagogy: person("pedagogy"),
    securityGiven: Boolean(opinions.security),
    dataProtectionGiven: Boolean(opinions.dataProtection),
    pedagogyGiven: Boolean(opinions.pedagogy),
    checksWanted:
      request.checksWanted &&
      ["filed", "admissible", "instruction", "committee", "active", "review-due", "suspended"].includes(
        state,
      ),
    compromised: compromises.length > 0,
    suspension: suspension?.cause ?? null,
    filedAt: request.filedAt,
    requester: request.requester.id,
    until: request.until,
  };
}

import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { requestState, verdictTone, whitelistPage as words } from "#app/messages/whitelist-words.ts";
import { Facts } from "#app/ui/facts.tsx";
import { paths } from "#app/ui/paths.ts";
import { StateBadge } from "#app/ui/state-badge.tsx";
import { Moment } from "#app/ui/time/moment.tsx";
import { TimeLeft } from "#app/ui/time/time-left.tsx";
import { Why } from "#app/ui/why.tsx";
import type { RequestPage } from "../queries/request-page.ts";
import { ProgressLine } from "./progress-line.tsx";

const Section = ({ title, children }: { title: string; children: ReactNode }) => (
  <section className="whitelist-section">
    <h2>{title}</h2>
    {children}
  </section>
);

/** Acts that are never what a request waits for; what ends it comes last. */
const QUIET = ["completer", "reverifier", "echec", "noter", "retirer", "exclure"];

/** State, clock and what can be done: the top of the page, and all of the side panel's first screen. */
export function RequestHead({ page, level: Heading = "h1" }: { page: RequestPage; level?: "h1" | "h2" }) {
  const { label, tone } = requestState(page.state);
  const [main, ...others] = page.acts.filter(({ slug }) => !QUIET.includes(slug));
  const rest = [...others, ...QUIET.flatMap((slug) => page.acts.filter((one) => one.slug === slug))];
  const to = (slug: string) => `${paths.whitelist}/${page.ref}/agir/${slug}`;
  return (
    <header>
      <Heading className="fr-mb-1v" dir="auto">
        {page.title}
      </Heading>
      <p className="whitelist-quiet fr-mb-2w">
        {page.ref} · {page.place} · {page.dispositif}
      </p>
      <p>
        <StateBadge label={label} tone={tone} small={false} />
        {page.compromises.length > 0 && (
          <StateBadge
            label={`${words.compromised} : ${page.compromises.map(({ ref }) => ref).join(", ")}`}
            tone="error"
            small={false}
          />
        )}
      </p>
      <ProgressLine state={page.state} />
      {page.suspension && <p className="fr-text--bold">{page.suspension.reason}</p>}
      {page.exists && (
        <div className="fr-callout">
          <p className="fr-callout__title fr-h6">{words.exists.title}</p>
          <p className="fr-callout__text">
            {page.exists.ref && <Link to={`${paths.whitelist}/${page.exists.ref}`}>{page.exists.ref}</Link>}{" "}
            {page.exists.text} {words.exists.text}
          </p>
        </div>
      )}
      {page.joins && (
        <p>
          {words.joined.follows} <Link to={`${paths.whitelist}/${page.joins}`}>{page.joins}</Link>
        </p>
      )}
      {page.reported && (
        <p className="fr-icon-warning-line fr-icon--sm">
          {" "}
          {words.hostReported(page.reported.host, page.reported.reason, page.reported.by)}{" "}
          <Moment at={page.reported.at} short />
        </p>
      )}
      {page.waiting && (
        <div className="fr-callout">
          <p className="fr-callout__title fr-h6">{words.stopped}</p>
          <p className="fr-callout__text" dir="auto">
            {page.waiting.what}
          </p>
        </div>
      )}
      {page.clock && (
        // A delay unfolds its explanation: no paragraph may hold that.
        <div className="fr-mb-2w">
          {page.clock.name} :{" "}
          <TimeLeft
            dueAt={page.clock.dueAt}
            explanation={page.clock.explanation}
            reason={page.clock.reason ?? undefined}
          />
        </div>
      )}
      {page.reason && <Why reason={page.reason} about={page.title} />}
      {page.mayForm && (
        <p className="fr-mt-2w">
          <Link
            className={`fr-btn${main ? " fr-btn--secondary" : ""}`}
            to={`${paths.whitelist}/${page.ref}/formulaire/application`}
          >
            {words.resume}
          </Link>
        </p>
      )}
      {(main || rest.length > 0) && (
        <ul className="fr-btns-group fr-btns-group--inline fr-btns-group--sm fr-mt-2w">
          {[main, ...rest].flatMap((one, n) =>
            one
              ? [
                  <li key={one.slug}>
                    <Link className={`fr-btn${n === 0 && main ? "" : " fr-btn--tertiary"}`} to={to(one.slug)}>
                      {one.button}
                    </Link>
                  </li>,
                ]
              : [],
          )}
        </ul>
      )}
    </header>
  );
}

/** The dossier itself, section by section; those with nothing to say are left out. */
export function RequestBody({ page }: { page: RequestPage }) {
  const { checks, form, ticket } = page;
  return (
    <>
      {page.from && (
        <p className="whitelist-quiet fr-mt-2w">{words.from(page.from.ref, page.from.dispositif)}</p>
      )}
      {ticket && (
        <Section title={words.sections.ticket}>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it */}
          <pre className="whitelist-code" tabIndex={0}>
            {ticket}
          </pre>
        </Section>
      )}
      {page.state !== "draft" && page.state !== "joined" && (
        <Section title={words.sections.checks}>
          {checks ? (
            <>
              <p className="whitelist-quiet">
                <Moment at={checks.at} />
              </p>
              <ul className="whitelist-plain">
                {checks.list.map((one) => (
                  <li key={one.key}>
                    <StateBadge label={one.verdictLabel} tone={verdictTone(one.verdict)} />{" "}
                    <strong>{one.name}</strong>
                    <br />
                    <span dir="auto">{one.text}</span>
                  </li>
                ))}
              </ul>
            </>
          ) : (
            <p>{words.noChecks}</p>
          )}
        </Section>
      )}
      {page.opinions.some((one) => one.instructor) && (
        <Section title={words.sections.opinions}>
          <ul className="whitelist-plain">
            {page.opinions.map((one) => (
              <li key={one.domain}>
                <strong>{one.domain}</strong> · {one.instructor ?? words.noInstructor} ·{" "}
                {one.given?.label ?? words.noOpinion}
                {one.given && (
                  <p className="fr-mb-0" dir="auto">
                    {one.given.text}
                  </p>
                )}
              </li>
            ))}
          </ul>
        </Section>
      )}
      {page.decisions.length > 0 && (
        <Section title={words.sections.decisions}>
          <ul className="whitelist-plain">
            {page.decisions.map((one) => (
              <li key={one.at + one.label}>
                <strong>{one.label}</strong> · <Moment at={one.at} /> · {one.by}
                {one.sitting && ` · ${one.sitting}`}
                <p className="fr-mb-0" dir="auto">
                  {one.reasons}
                </p>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {page.conditions.length > 0 && (
        <Section title={words.sections.conditions}>
          <ul className="whitelist-plain">
            {page.conditions.map((one) => (
              <li key={one.n}>
                <StateBadge
                  label={one.met ? words.met : one.lateSince ? words.late : words.unmet}
                  tone={one.met ? "success" : one.lateSince ? "error" : "warning"}
                />{" "}
                {words.condition(one.n, one.owner, one.dueOn)}
                <p className="fr-mb-0" dir="auto">
                  {one.text}
                </p>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {page.links.length > 0 && (
        <Section title={words.sections.links}>
          <ul className="whitelist-plain">
            {page.links.map((one) => (
              <li key={one.at + one.what}>
                <strong>{one.label}</strong> · <Moment at={one.at} /> · {one.by}
                <p className="fr-mb-0" dir="auto">
                  {one.proof}
                </p>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {form && (
        <Section title={words.sections.facts}>
          <Facts
            facts={form.map(({ name, value }) => ({
              name,
              value: (
                <span className="whitelist-text" dir="auto">
                  {value}
                </span>
              ),
            }))}
          />
        </Section>
      )}
      {page.joined.length > 0 && (
        <Section title={words.joined.title}>
          <ul className="whitelist-plain">
            {page.joined.map((one) => (
              <li key={one.key}>
                {one.text}
                <p className="fr-mb-0 whitelist-quiet" dir="auto">
                  {one.register}
                </p>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {page.notice && (
        <Section title={words.notice}>
          <p className="whitelist-text" dir="auto">
            {page.notice}
          </p>
          {page.register && <Why reason={page.register} about={words.notice} />}
        </Section>
      )}
    </>
  );
}

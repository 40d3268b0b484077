import { Link } from "@remix-run/react";
import {
  federation,
  leavingLabels,
  memberDecisions,
  memberSentence,
  outcome,
  roleLabels,
} from "#app/messages/federation.ts";
import { Facts } from "#app/ui/facts.tsx";
import { JournalItem, Journal as List } from "#app/ui/list/journal-item.tsx";
import { dossierPath, paths } from "#app/ui/paths.ts";
import { StateBadge } from "#app/ui/state-badge.tsx";
import { Moment } from "#app/ui/time/moment.tsx";
import { TimeLeft } from "#app/ui/time/time-left.tsx";
import { Why } from "#app/ui/why.tsx";
import { dayWritten } from "#machines/days.ts";
import type { MemberPage } from "./member-page.ts";

const words = federation.page;
type Props = { page: MemberPage };
const here = ({ ref }: MemberPage) => `${paths.homologation}/federation/${ref}`;

/** What the agreement says (annexe 2). */
export function AgreementPart({ page: { context } }: Props) {
  const { agreement } = context;
  return (
    <section className="fr-mt-4w" aria-labelledby="accord">
      <h2 id="accord" className="fr-h4">
        {words.agreement}
      </h2>
      <Facts
        facts={[
          { name: words.roles, value: context.roles.map((role) => roleLabels[role]).join(", ") },
          { name: words.contact, value: context.contact },
          {
            name: words.organisation,
            value: context.organisation && <DirectoryLink at={context.organisation.key} />,
          },
          { name: words.perimeter, value: agreement.perimeter },
          { name: words.attributes, value: agreement.attributes },
          { name: words.standards, value: agreement.standards },
          { name: words.identifier, value: agreement.identifier },
          { name: words.until, value: dayWritten(agreement.until) ?? words.asConvention },
          { name: words.renewal, value: agreement.renewal },
          { name: words.costs, value: agreement.costs },
        ]}
      />
    </section>
  );
}
const DirectoryLink = ({ at }: { at: string }) => <Link to={`${paths.directory}/${at}`}>{at}</Link>;

/** Each commitment: what was found, when, by whom, on what proof, and when it is to be looked at again. */
export function Commitments({ page }: Props) {
  const { commitments, can, federation: said, convention } = page;
  const { statement, rule, article } = { ...said.checks, article: "choix de la console" };
  return (
    <section className="fr-mt-6w" aria-labelledby="engagements">
      <h2 id="engagements" className="fr-h4">
        {words.commitments}
      </h2>
      {commitments.length === 0 ? (
        <p>{words.noCommitments}</p>
      ) : (
        <>
          <p className="fr-mb-1w">{words.commitmentsLead}</p>
          <Why
            about={federation.why.checks}
            reason={{ statement, rule, article, to: `${paths.conventions}/${convention.key}#regle-${rule}` }}
          />
          <ul className="fr-raw-list fr-mt-2w">
            {commitments.map((one) => (
              <li key={one.key} className="hom-step">
                <p className="fr-mb-1v">
                  <strong>{one.name}</strong> <StateBadge {...outcome(one.check?.outcome ?? "unchecked")} />
                </p>
                <Found page={page} commitment={one} />
                {one.dueAt && (
                  <p className="fr-text--sm fr-mb-0">
                    {words.due} : <TimeLeft dueAt={one.dueAt} />
                  </p>
                )}
                {can.includes("commitment.checked") && (
                  <p className="fr-mb-0">
                    <Link
                      className="fr-link fr-link--sm"
                      to={`${here(page)}/agir/constat?key=${one.key}`}
                      aria-label={words.checkOf(one.name)}
                    >
                      {words.check}
                    </Link>
                  </p>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function Found({
  page,
  commitment: { check },
}: {
  page: MemberPage;
  commitment: MemberPage["commitments"][number];
}) {
  if (!check) return null;
  const { file, link, note, checkedOn, by } = check;
  return (
    <p className="fr-text--sm fr-mb-1v">
      {dayWritten(checkedOn)} · {by.name}
      {file && (
        <>
          {" · "}
          <a href={`${here(page)}/pieces/${file.hash}`}>{file.name}</a>
        </>
      )}
      {link && (
        <>
          {" · "}
          <a href={link} rel="noreferrer" target="_blank">
            {words.proofLink}
          </a>
        </>
      )}
      {note && (
        <>
          <br />
          {note}
        </>
      )}
    </p>
  );
}

/** Joining, amending, leaving: who, when, why, in force from when, on what it was taken. */
export function Decisions({ page }: Props) {
  const { decisions, federation: said, convention } = page;
  const { statement, rule, article } = said;
  return (
    <section className="fr-mt-6w" aria-labelledby="decisions">
      <h2 id="decisions" className="fr-h4">
        {words.decisions}
      </h2>
      <Why
        about={federation.why.admission}
        reason={{ statement, rule, article, to: `${paths.conventions}/${convention.key}#regle-${rule}` }}
      />
      {decisions.length === 0 && <p>{words.noDecisions}</p>}
      {decisions.map((one, n) => (
        <article key={one.hash} className="fr-mt-3w">
          <h3 className="fr-h6 fr-mb-1v">{memberDecisions[one.kind]}</h3>
          <Facts
            facts={[
              { name: words.by, value: `${one.authority.name}, ${one.authority.function}` },
              { name: words.effect, value: one.kind !== "refused" && <Moment at={one.effectAt} short /> },
              { name: words.how, value: one.how && leavingLabels[one.how] },
              { name: words.requestedOn, value: dayWritten(one.requestedOn) },
              {
                name: words.meeting,
                value: one.sitting ? (
                  <Link to={dossierPath({ kind: "meeting", ref: one.sitting.ref })}>
                    {one.meeting} ({one.sitting.ref})
                  </Link>
                ) : (
                  one.meeting
                ),
              },
              { name: words.reason, value: one.reason },
              {
                name: words.signed,
                value: one.signed ? (
                  <a href={`${here(page)}/pieces/${one.signed.file.hash}`}>{one.signed.file.name}</a>
                ) : (
                  words.unsigned
                ),
              },
            ]}
          />
          <p className="tocsin-quiet fr-text--sm fr-mb-1v">{words.frozen(one.hash.slice(0, 16))}</p>
          <a
            className="fr-link fr-icon-file-pdf-line fr-link--icon-left"
            href={`${here(page)}/decisions/${n + 1}.pdf`}
          >
            {words.pdf}
          </a>
        </article>
      ))}
    </section>
  );
}

/** The last entries of the journal, as sentences. */
export function MemberJournal({ page: { journal } }: Props) {
  if (journal.length === 0) return null;
  return (
    <details className="fr-mt-6w">
      <summary>{words.journal}</summary>
      <List>
        {journal.map(({ seq, type, at, by }) => (
          <JournalItem key={seq} seq={seq} at={at} actor={by} text={memberSentence(type)} />
        ))}
      </List>
    </details>
  );
}

import { Alert } from "@codegouvfr/react-dsfr/Alert";
import { Link } from "@remix-run/react";
import { directory } from "#app/messages/directory-pages.ts";
import { functionLabel, kindLabel } from "#app/messages/directory-words.ts";
import { Facts } from "#app/ui/facts.tsx";
import { paths } from "#app/ui/paths.ts";
import { PhoneLink } from "#app/ui/phone-link.tsx";
import { formatDay } from "#app/ui/time/format.ts";
import { useClock } from "#app/ui/time/now.tsx";
import { Mailbox } from "./mail-state.tsx";
import type { ShownOrganisation } from "./shown-organisation.ts";

const { page: words } = directory;
type Props = {
  organisation: ShownOrganisation["organisation"];
  dispositifs: ShownOrganisation["dispositifs"];
  answersFor: string | null;
  /** No level above. */
  alone: boolean;
};

/** Where it is, how to reach it, what covers it. */
export function OrganisationFacts({ organisation: o, dispositifs, answersFor, alone }: Props) {
  const { zone } = useClock();
  const town = [o.postalCode, o.communeName].filter(Boolean).join(" ");
  const top = o.kind === "academie" || o.kind === "region";
  return (
    <section>
      <h2 className="fr-h4">{words.identity}</h2>
      {o.closedAt && (
        <Alert
          small
          severity="warning"
          className="fr-mb-3w"
          description={words.closedSince(formatDay(new Date(o.closedAt), zone))}
        />
      )}
      <Facts
        facts={[
          { name: words.kind, value: kindLabel(o.kind) },
          { name: words.uai, value: o.uai },
          { name: words.siren, value: o.siren },
          { name: words.address, value: [o.street, town].filter(Boolean).join(", ") },
          { name: words.phone, value: o.phone && <PhoneLink number={o.phone} /> },
          {
            name: words.mailbox,
            value: (
              <>
                <Mailbox mail={o.mail} state={o.mailState} help />
                {answersFor && (
                  <p className="tocsin-quiet fr-mb-0">{words.answersFor(functionLabel(answersFor))}</p>
                )}
              </>
            ),
          },
          { name: words.academie, value: o.academie },
          { name: words.departement, value: o.departement },
          {
            name: words.dispositifs,
            value:
              dispositifs.length === 0
                ? words.noDispositif
                : dispositifs.map(({ key, name }, index) => (
                    <span key={key}>
                      {index > 0 && ", "}
                      <Link to={`${paths.conventions}?dispositif=${key}`}>{name}</Link>
                    </span>
                  )),
          },
          { name: words.levels, value: alone && !top ? words.levelsNone : null },
        ]}
      />
      <p className="tocsin-quiet fr-mt-2w">{words.source(directory.sources[o.source] ?? o.source)}</p>
    </section>
  );
}

import { messagePage } from "#app/messages/communication-page.ts";
import { paths } from "#app/ui/paths.ts";
import type { Draft } from "#machines/communication/v1/facts.ts";
import { SmsCount } from "../form/sms-field.tsx";

const words = messagePage.seen;
type File = { hash: string; name: string; size: number };
type Props = { reference: string; facts: Draft; files: readonly File[]; director?: string | undefined };

/** The words as those who receive them read them, on the ENT and as a SMS. */
export function Seen({ reference, facts, files, director }: Props) {
  const { process, title, short, long, sms, survey, channels } = facts;
  return (
    <section className="incident-section" aria-labelledby="texte">
      <h2 id="texte">{words.title}</h2>
      <div className="message-seen">
        {(title || long || short) && (
          <figure className="message-letter">
            <figcaption className="incident-quiet fr-mb-2w">{words.letter}</figcaption>
            <h3 dir="auto">
              {process === "urgent" && <strong>{words.urgent} · </strong>}
              {title}
            </h3>
            {short && (
              <p className="fr-text--bold" dir="auto">
                {short}
              </p>
            )}
            <div className="message-letter__body" dir="auto">
              {long}
            </div>
            {survey && (
              <p className="fr-mt-2w fr-mb-0">
                <a href={survey} target="_blank" rel="noreferrer noopener">
                  {words.survey}
                </a>
              </p>
            )}
            {files.length > 0 && (
              <ul className="fr-mt-2w" aria-label={words.attachments}>
                {files.map(({ hash, name }) => (
                  <li key={hash}>
                    <a href={`${paths.messages}/${reference}/pieces/${hash}`}>{name}</a>
                  </li>
                ))}
              </ul>
            )}
            <p className="message-letter__foot">
              {director && `${words.director(director)} `}
              {words.about(reference)}
            </p>
          </figure>
        )}
        {sms && channels.includes("sms") && (
          <figure>
            <figcaption className="incident-quiet fr-mb-2w">{words.sms}</figcaption>
            <p className="message-bubble" dir="auto">
              {sms}
            </p>
            <div className="incident-quiet">
              <SmsCount text={sms} price={null} people={null} />
            </div>
          </figure>
        )}
      </div>
    </section>
  );
}

import { Link } from "@remix-run/react";
import { meeting } from "#app/messages/committee-meeting.ts";
import { paths } from "#app/ui/paths.ts";
import { Why } from "#app/ui/why.tsx";
import type { MeetingPage, PageItem } from "../../queries/meeting-page.ts";
import { pathOf } from "../waiting-list.tsx";
import { Press } from "./press.tsx";

const words = meeting.item;
type Paper = PageItem["papers"][number];

/** The dossier that the point is about and its papers; whoever prepares the meeting joins more. */
export function Papers({ page, item }: { page: MeetingPage; item: PageItem }) {
  const { dossier } = item;
  const papers = item.papers.filter(({ title }) => title !== dossier?.ref);
  const joins = page.can.includes("paper.added") && item.state !== "decided";
  const here = `${paths.committees}/seances/${page.ref}`;
  return (
    <>
      {dossier && (
        <div className="fr-mb-2w">
          <p className="fr-mb-1v">
            {words.dossier} :{" "}
            <Link to={pathOf(dossier)} target="_blank" rel="noreferrer">
              {dossier.ref}
            </Link>
          </p>
          {page.reads && (
            <Why
              about={dossier.ref}
              reason={{ statement: words.letRead, rule: "CHOIX-SEANCE", article: words.choice, to: `${paths.conventions}/${page.convention}#regle-CHOIX-SEANCE` }}
            />
          )}
        </div>
      )}
      {papers.length > 0 && (
        <ul className="com-papers">
          {papers.map((paper) => (
            <li key={keyOf(paper)}>
              <PaperLink here={here} paper={paper} />
              {item.state === "waiting" && page.can.includes("paper.removed") && (
                <Press type="paper.removed" kind="bare" label={words.removePaper} about={words.removePaperNamed(paper.title)} fields={{ item: item.key, paper: keyOf(paper) }} />
              )}
            </li>
          ))}
        </ul>
      )}
      {joins && (
        <p>
          <Link to={`${here}/agir/joindre?point=${item.key}`} className="fr-link fr-icon-attachment-line fr-link--icon-left">
            {words.join}
          </Link>
        </p>
      )}
    </>
  );
} // biome-ignore format: short lines stay whole

const keyOf = ({ file, link }: Paper) => file?.hash ?? link ?? "";

function PaperLink({ here, paper: { title, file, link } }: { here: string; paper: Paper }) {
  if (link)
    return (
      <a href={link} target="_blank" rel="noreferrer">
        {title}
      </a>
    );
  if (!file) return title;
  return (
    <a href={`${here}/pieces/${file.hash}`} download className="fr-link fr-link--download">
      {title}
      <span className="fr-link__detail">{words.fileDetail(file.name, file.size)}</span>
    </a>
  );
}

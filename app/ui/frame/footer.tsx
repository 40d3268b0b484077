import { headerFooterDisplayItem } from "@codegouvfr/react-dsfr/Display";
import { Footer as DsfrFooter } from "@codegouvfr/react-dsfr/Footer";
import { frame } from "#app/messages/frame.ts";
import { paths } from "../paths.ts";
import { brandTop } from "./brand.tsx";
import type { FrameData } from "./frame.tsx";
import { shortcutsButton } from "./shortcuts.tsx";

const { footer } = frame;
const GOVERNMENT = ["info.gouv.fr", "service-public.gouv.fr", "legifrance.gouv.fr", "data.gouv.fr"];

/** Notices that the law asks for, version, state of the service. */
export function Footer({ data }: { data: FrameData }) {
  return (
    <DsfrFooter
      id="pied"
      accessibility="partially compliant"
      accessibilityLinkProps={{ to: paths.accessibility }}
      brandTop={brandTop(data)}
      homeLinkProps={{ to: paths.home, title: frame.homeTitle(data.operator) }}
      contentDescription={footer.description}
      domains={data.stateService ? GOVERNMENT : []}
      license={footer.license}
      bottomItems={[
        { text: footer.privacy, linkProps: { to: paths.privacy } },
        { text: footer.state, linkProps: { to: paths.state, reloadDocument: true } },
        { text: footer.shortcuts, buttonProps: shortcutsButton },
        headerFooterDisplayItem,
        <span key="version" className="tocsin-footnote">
          {footer.version(data.version)}
        </span>,
        ...(data.embedded
          ? [
              <span key="embedded" className="tocsin-footnote">
                {footer.embedded}
              </span>,
            ]
          : []),
      ]}
    />
  );
}

import { setLink } from "@codegouvfr/react-dsfr/link";
import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import {
  Link,
  Outlet,
  type ShouldRevalidateFunction,
  useLoaderData,
  useMatches,
  useRouteLoaderData,
} from "@remix-run/react";
import type { ReactNode } from "react";
import { locksOf } from "#app/lock/queries/lock-banner.ts";
import { frame } from "#app/messages/frame.ts";
import { rightsOf } from "#app/platform/permissions.ts";
import { personOf } from "#app/platform/session/require-person.ts";
import { Document } from "./ui/frame/document.tsx";
import { ErrorPage } from "./ui/frame/error-page.tsx";
import { Frame, type FrameData } from "./ui/frame/frame.tsx";
import { ExerciseNow, NowProvider, type ShownPace } from "./ui/time/now.tsx";

// On the server nothing else tells the DSFR's components which link to use.
setLink({ Link: Link as Parameters<typeof setLink>[0]["Link"] });

export const meta: MetaFunction = () => [{ title: frame.service }];

export const links: LinksFunction = () => [
  { rel: "icon", href: "/favicon.svg", type: "image/svg+xml" },
  { rel: "manifest", href: "/manifest.webmanifest" },
  { rel: "apple-touch-icon", href: "/icones/apple-touch-icon.png" },
];

/** What every page shows around itself. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const { env, db } = context;
  const signedIn = await personOf(context, request);
  const { person, tenures } = signedIn ?? {};
  const now = context.now();
  const { banners, watched } = await locksOf(db, tenures ?? [], now, person?.id);
  const data: FrameData = {
    operator: env.TOCSIN_OPERATOR,
    brand: env.TOCSIN_BRAND,
    stateService: env.TOCSIN_STATE_SERVICE === "1",
    version: __TOCSIN_VERSION__,
    embedded: db.kind === "embedded",
    person: person
      ? {
          name: [person.givenName, person.name].filter(Boolean).join(" "),
          rights: rightsOf(tenures ?? []),
        }
      : null,
    locks: banners,
    watched,
  };
  const zone = tenures?.find((tenure) => tenure.organisation)?.organisation?.timezone ?? "Europe/Paris";
  return { ...data, zone, now: now.toISOString() };
}

/** Who hears of no lock live learns of it with the next page, at most this late. */
const STALE_MS = 60_000;
let readAt = Date.now();

/**
 * The frame changes when somebody acts or asks again for this very page, and once a minute for the locks; not with
 * every filter of a list.
 */
export const shouldRevalidate: ShouldRevalidateFunction = (change) => {
  const stale = Date.now() - readAt > STALE_MS;
  const asked = change.formMethod || change.currentUrl.href === change.nextUrl.href || stale;
  if (!asked) return false;
  readAt = Date.now();
  return stale || change.defaultShouldRevalidate;
};

/** What a route may ask of the frame by `export const handle`. */
export type Handle = {
  /** A page alone: no menu, no script, a style sheet of 2 KB (acknowledgement from a phone). */
  light?: boolean;
};

export function Layout({ children }: { children: ReactNode }) {
  const data = useRouteLoaderData<typeof loader>("root");
  const light = useMatches().some((match) => (match.handle as Handle | undefined)?.light);
  return (
    <Document light={light} marked={data?.stateService ?? false}>
      {children}
    </Document>
  );
}

export default function Root() {
  const { now, zone, ...data } = useLoaderData<typeof loader>();
  const matches = useMatches();
  const light = matches.some((match) => (match.handle as Handle | undefined)?.light);
  const exercise = matches.some(
    (match) => (match.data as { exercise?: unknown } | undefined)?.exercise === true,
  );
  const pace =
    matches.flatMap((match) => (match.data as { pace?: ShownPace | null } | undefined)?.pace ?? []).at(-1) ??
    null;
  return (
    <NowProvider start={now} zone={zone}>
      {light ? (
        <Outlet />
      ) : (
        <Frame data={data} exercise={exercise} pace={pace}>
          {pace ? (
            <ExerciseNow pace={pace}>
              <Outlet />
            </ExerciseNow>
          ) : (
            <Outlet />
          )}
        </Frame>
      )}
    </NowProvider>
  );
}

export function ErrorBoundary() {
  // The root loader itself may be what failed: then the frame knows nobody.
  const data = useRouteLoaderData<typeof loader>("root");
  return (
    <Frame data={data ?? nobody} exercise={false}>
      <ErrorPage />
    </Frame>
  );
}

const nobody: FrameData = {
  operator: frame.service,
  brand: "",
  stateService: false,
  version: __TOCSIN_VERSION__,
  embedded: false,
  person: null,
  locks: [],
  watched: [],
};

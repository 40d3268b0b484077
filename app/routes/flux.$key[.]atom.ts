import type { LoaderFunctionArgs } from "@remix-run/node";
import { serveFeed } from "#app/channel/feeds/serve-feed.ts";

/** The news of a dispositif; who may read it is the feed's own rule (no session). */
export const loader = ({ request, context, params }: LoaderFunctionArgs) =>
  serveFeed(context, request, params.key ?? "", "atom");

import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { frame } from "#app/messages/frame.ts";
import { privacy } from "#app/messages/legal.ts";
import { Prose } from "#app/ui/prose.tsx";

export const meta: MetaFunction = () => [{ title: frame.titled(privacy.title) }];

export const loader = ({ context }: LoaderFunctionArgs) => ({ operator: context.env.TOCSIN_OPERATOR });

export default function Privacy() {
  const { operator } = useLoaderData<typeof loader>();
  return <Prose {...privacy} lead={privacy.lead(operator)} />;
}

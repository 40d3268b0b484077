import type { MetaFunction } from "@remix-run/node";
import { frame } from "#app/messages/frame.ts";
import { accessibility } from "#app/messages/legal.ts";
import { Prose } from "#app/ui/prose.tsx";

export const meta: MetaFunction = () => [{ title: frame.titled(accessibility.title) }];

export default function Accessibility() {
  return <Prose {...accessibility} />;
}

import { generateAtomFeed, generateJsonFeed } from "feedsmith";
import { feedWords as words } from "#app/messages/channel/feed.ts";
import { fillLast } from "#machines/variables/fill.ts";
import { renderCommunity } from "../messages/render-community.ts";
import type { Published } from "./published.ts";

export type FeedOf = {
  /** Where it is read, without the secret. */
  url: string;
  home: string;
  dispositif: { id: string; name: string };
  school: { name: string; values: Readonly<Record<string, string>> } | null;
};

/** XML cannot hold them; renderCommunity left them out of the body already. */
const clean = (text: string) => text.replace(/\p{Cc}/gu, " ");

function entriesOf(published: Published[], { school }: FeedOf) {
  return published.flatMap(({ id, facts, template, profiles, publishedAt, updatedAt }) => {
    const day = new Intl.DateTimeFormat("fr-FR", {
      timeZone: facts.timezone ?? "Europe/Paris",
      dateStyle: "long",
    });
    const values = {
      ...words.anySchool,
      ...school?.values,
      ...{ date: day.format(publishedAt), heure: "", reference: facts.ref, dispositif: facts.dispositif },
    };
    const filled = { ...facts, subject: fillLast(facts.subject, values), body: fillLast(facts.body, values) };
    const message = renderCommunity({ id, key: "", template, facts: filled as never });
    if (!message) return [];
    const { subject, inner, text } = message;
    return [
      {
        id: `urn:uuid:${id}`,
        title: clean(subject),
        html: inner,
        text,
        profiles,
        publishedAt,
        updatedAt,
        director: facts.director,
      },
    ];
  });
}

/** The feed as Atom (RFC 4287). The same text as long as nothing changed, whenever it is asked. */
export function atomFeed(published: Published[], of: FeedOf): string {
  const entries = entriesOf(published, of);
  const { dispositif, school, url, home } = of;
  return generateAtomFeed({
    id: `urn:uuid:${dispositif.id}`,
    title: { value: clean(school ? words.titleOf(school.name) : words.title(dispositif.name)) },
    subtitle: { value: words.subtitle },
    updated: new Date(Math.max(0, ...entries.map(({ updatedAt }) => updatedAt.getTime()))),
    links: [
      { href: url, rel: "self", type: "application/atom+xml" },
      { href: home, rel: "alternate" },
    ],
    entries: entries.map((one) => ({
      ...{ id: one.id, title: { value: one.title }, content: { value: one.html, type: "html" as const } },
      ...{ published: one.publishedAt, updated: one.updatedAt },
      authors: [{ name: clean(one.director || dispositif.name) }],
      categories: one.profiles.map((term) => ({ term })),
    })),
  });
}

/** The feed as JSON Feed 1.1. */
export function jsonFeed(published: Published[], of: FeedOf): string {
  const { dispositif, school, url, home } = of;
  return JSON.stringify(
    generateJsonFeed({
      title: clean(school ? words.titleOf(school.name) : words.title(dispositif.name)),
      description: words.subtitle,
      ...{ home_page_url: home, feed_url: url, language: "fr" },
      items: entriesOf(published, of).map((one) => ({
        ...{
          id: one.id,
          title: one.title,
          content_html: one.html,
          content_text: one.text,
          tags: one.profiles,
        },
        ...{ date_published: one.publishedAt, date_modified: one.updatedAt },
        authors: [{ name: one.director || dispositif.name }],
      })),
    }),
  );
}

import { z } from "zod";
import { channelErrors as say } from "#app/messages/channel.ts";
import { channelPage as words } from "#app/messages/channel-page.ts";
import { line, type Profile, profiles } from "../settings.ts";
import type { Field } from "./connector.ts";

/** What each profile is called on the other side: its part of the settings. */
export const wordSettings = (defaults: Record<Profile, string>) =>
  z
    .object(
      Object.fromEntries(
        profiles.map((profile) => [profile, line(60, say.required).default(defaults[profile])]),
      ) as Record<Profile, z.ZodDefault<z.ZodString>>,
    )
    .prefault({});

/** The same as fields of a form. */
export const wordFields: readonly Field[] = profiles.map((profile) => ({
  name: `words.${profile}`,
  kind: "text",
  label: words.profiles[profile],
  required: true,
  most: 60,
  group: { legend: words.words, hint: words.wordsHint },
}));

export const wordValues = (defaults: Record<Profile, string>): Record<string, string> =>
  Object.fromEntries(profiles.map((profile) => [`words.${profile}`, defaults[profile]]));

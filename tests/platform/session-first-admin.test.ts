import { expect, it } from "vitest";
import { currentPerson } from "#app/platform/session/current-person.ts";
import { firstAdminLink, makeFirstAdmin } from "#app/platform/session/first-admin.ts";
import { createSignInLink, signInByLink } from "#app/platform/session/sign-in-link.ts";
import { openConsole } from "./session-harness.ts";

const tocsin = openConsole();
const claim = (link: string | null, email: string) =>
  makeFirstAdmin(tocsin.context, link?.split("/").at(-1) ?? "", {
    name: "Ada Lovelace",
    email,
    userAgent: null,
  });

it("the link of a person makes nobody administrator", async () => {
  const { id } = await tocsin.person("plain@ac.example");
  const secret = await createSignInLink(tocsin.db, id, tocsin.now());
  expect(await claim(`/${secret}`, "plain@ac.example")).toBeNull();
});

it("pressing without naming oneself does not spend the first administrator's link", async () => {
  const link = await firstAdminLink(tocsin.db, tocsin.env, tocsin.now());
  expect(await signInByLink(tocsin.db, link?.split("/").at(-1) ?? "", null, tocsin.now())).toBeNull();
});

it("of several links and presses there comes one administrator, then no further link", async () => {
  const one = await firstAdminLink(tocsin.db, tocsin.env, tocsin.now());
  const two = await firstAdminLink(tocsin.db, tocsin.env, tocsin.now());
  expect(one).toMatch(/^https:\/\/tocsin\.example\/connexion\/[\w-]{43}$/);
  const sessions = (
    await Promise.all([claim(one, "Ada@ac.example"), claim(two, "eve@ac.example"), claim(one, "x@y.example")])
  ).filter(Boolean);
  expect(sessions).toHaveLength(1);
  const admin = await currentPerson(tocsin.db, tocsin.with(sessions[0] ?? null), tocsin.now());
  expect(admin?.tenures.map((tenure) => tenure.function)).toEqual(["administrateur"]);
  expect(await firstAdminLink(tocsin.db, tocsin.env, tocsin.now())).toBeNull();
  expect(await claim(two, "late@ac.example")).toBeNull();
});

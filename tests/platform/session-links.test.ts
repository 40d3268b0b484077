import { describe, expect, it } from "vitest";
import { currentPerson } from "#app/platform/session/current-person.ts";
import { requestSignInLink } from "#app/platform/session/request-link.ts";
import { createSignInLink, readSignInLink, signInByLink } from "#app/platform/session/sign-in-link.ts";
import { openConsole } from "./session-harness.ts";

const tocsin = openConsole();

describe("a sign-in link", () => {
  it("signs its person in, once", async () => {
    const { id } = await tocsin.person("rssi@ac.example");
    const link = await createSignInLink(tocsin.db, id, tocsin.now());
    const session = await signInByLink(tocsin.db, link, "phone", tocsin.now());
    expect((await currentPerson(tocsin.db, tocsin.with(session), tocsin.now()))?.person.id).toBe(id);
    expect(await signInByLink(tocsin.db, link, "phone", tocsin.now())).toBeNull();
  });

  it("goes to one of two presses at the same moment", async () => {
    const { id } = await tocsin.person("twice@ac.example");
    const link = await createSignInLink(tocsin.db, id, tocsin.now());
    const presses = Array.from({ length: 5 }, () => signInByLink(tocsin.db, link, null, tocsin.now()));
    expect((await Promise.all(presses)).filter(Boolean)).toHaveLength(1);
  });

  it("is not spent by being opened, as scanners of mail do", async () => {
    const { id } = await tocsin.person("scanned@ac.example");
    const link = await createSignInLink(tocsin.db, id, tocsin.now());
    for (let i = 0; i < 3; i++) expect(await readSignInLink(tocsin.db, link, tocsin.now())).not.toBeNull();
    expect(await signInByLink(tocsin.db, link, null, tocsin.now())).not.toBeNull();
  });

  it("no longer serves after 15 minutes", async () => {
    const { id } = await tocsin.person("late@ac.example");
    const link = await createSignInLink(tocsin.db, id, tocsin.now());
    tocsin.passMinutes(15);
    expect(await readSignInLink(tocsin.db, link, tocsin.now())).toBeNull();
    expect(await signInByLink(tocsin.db, link, null, tocsin.now())).toBeNull();
  });

  it("no longer serves a person who left", async () => {
    const { id } = await tocsin.person("left@ac.example");
    const link = await createSignInLink(tocsin.db, id, tocsin.now());
    await tocsin.db.prisma.person.update({ where: { id }, data: { closedAt: tocsin.now() } });
    expect(await signInByLink(tocsin.db, link, null, tocsin.now())).toBeNull();
  });

  it("is kept as a hash only", async () => {
    const link = await createSignInLink(tocsin.db, null, tocsin.now());
    expect(JSON.stringify(await tocsin.db.query("select * from sign_in_link"))).not.toContain(link);
  });
});

describe("asking for a link", () => {
  it("sends it to the address of the directory, whatever the case typed", async () => {
    await tocsin.person("ien@ac.example");
    await requestSignInLink(tocsin.context, "  IEN@ac.example ", "/incidents");
    const mail = tocsin.mailbox.at(-1);
    expect(mail?.to).toBe("ien@ac.example");
    expect(mail?.text).toContain("?suite=%2Fincidents");
    expect(await signInByLink(tocsin.db, tocsin.secretIn(mail), null, tocsin.now())).not.toBeNull();
  });

  it("sends nothing to a stranger, and says nothing about it", async () => {
    const before = tocsin.mailbox.length;
    await expect(requestSignInLink(tocsin.context, "stranger@elsewhere.example")).resolves.toBeUndefined();
    expect(tocsin.mailbox).toHaveLength(before);
  });

  it("fills nobody's mailbox: five within a quarter of an hour", async () => {
    await tocsin.person("flooded@ac.example");
    const sent = () => tocsin.mailbox.filter((mail) => mail.to === "flooded@ac.example").length;
    for (let i = 0; i < 8; i++) await requestSignInLink(tocsin.context, "flooded@ac.example");
    expect(sent()).toBe(5);
    tocsin.passMinutes(16);
    await requestSignInLink(tocsin.context, "flooded@ac.example");
    expect(sent()).toBe(6);
  });
});

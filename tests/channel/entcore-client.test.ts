import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { entcore } from "#app/platform/channels/entcore.ts";
import { EntcoreProblem } from "#app/platform/channels/entcore-problem.ts";
import { type EntcoreServer, entcoreAccount, entcoreServer } from "../mocks/entcore-server.ts";

const SCHOOL = "École Richard Mique";
const { login, password, clientId, clientSecret } = entcoreAccount;

describe("the client of an ENT of edificeio/entcore", () => {
  let server: EntcoreServer;
  const client = (signIn: Parameters<typeof entcore>[0]["signIn"] = { by: "form", login, password }) =>
    entcore({ url: server.url, signIn, timeoutMs: 1_000 });
  const problem = async (work: Promise<unknown>) => {
    const error = await work.then(
      () => null,
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(EntcoreProblem);
    return error as EntcoreProblem;
  };
  async function drafted(one = client()) {
    const [group] = await one.visible(SCHOOL);
    const message = { subject: "Sujet", body: "<p>Corps</p>", to: [group?.id ?? ""] };
    return { one, message, id: await one.draft(message) };
  }
  beforeAll(async () => {
    server = await entcoreServer({ schools: [SCHOOL, "Collège Paul Verlaine"] });
  });
  beforeEach(() => {
    server.behave({});
    server.received.length = 0;
    server.asked.length = 0;
  });
  afterAll(() => server.kill());

  test("signs in by the form once for many calls, and sends back the token against forged requests", async () => {
    const one = client();
    const seen = await Promise.all(Array.from({ length: 8 }, () => one.visible(SCHOOL)));
    expect(seen[0]).toHaveLength(4);
    expect(server.asked.filter((asked) => asked === "POST /auth/login")).toHaveLength(1);
    const { id } = await drafted(one);
    expect(id).toMatch(/^[\w-]+$/);
  });

  test("or by OAuth2, with a token of the scope conversation", async () => {
    const one = client({ by: "oauth2", login, password, clientId, clientSecret });
    const { message, id } = await drafted(one);
    expect(await one.send(id, message)).toMatchObject({ id, sent: 120 });
    expect(server.asked).not.toContain("POST /auth/login");
  });

  test("drafts a message, sends it, and says whom it reached in numbers", async () => {
    const { one, message, id } = await drafted();
    server.behave({ inactive: 3, undelivered: 2 });
    expect(await one.send(id, message)).toEqual({ id, sent: 118, inactive: 3, undelivered: 2 });
    expect(server.received).toMatchObject([{ by: "send", subject: "Sujet", to: [`Parents de ${SCHOOL}`] }]);
    expect(await one.stateOf(id)).toBe("SENT");
  });

  test("a notice goes by externe, without a draft", async () => {
    const one = client();
    const drafts = server.drafts().length;
    const [group] = await one.visible(SCHOOL);
    await one.notice({ subject: "Avis", body: "<p>Avis</p>", to: [group?.id ?? ""] }, "id-ent", "Académie");
    expect(server.received).toMatchObject([{ by: "externe", body: "<p>Avis</p>" }]);
    expect(server.drafts()).toHaveLength(drafts);
  });

  test("a session that ended is opened again once, for what may be repeated", async () => {
    const one = client();
    await one.visible(SCHOOL);
    server.behave({ expired: 1 });
    expect(await one.visible(SCHOOL)).toHaveLength(4);
    expect(server.asked.filter((asked) => asked === "POST /auth/login")).toHaveLength(2);
  });

  test("a send is never repeated by the client: it says that the session ended, and nothing left", async () => {
    const { one, message, id } = await drafted();
    server.behave({ expired: 1 });
    expect((await problem(one.send(id, message))).kind).toBe("session");
    expect(server.received).toEqual([]);
    expect((await problem(one.send(id, message))).kind).toBe("session");
    expect(server.asked.filter((asked) => asked === "POST /conversation/send")).toHaveLength(1);
  });

  test.each([
    ["a wrong password", {}, "blocked", false, { by: "form", login, password: "faux" } as const],
    ["a wrong client", {}, "blocked", false, { by: "oauth2", login, password, clientId, clientSecret: "faux" } as const],
    ["500 at sign-in", { failing: () => 500 }, "down", false, undefined],
    ["503 on a search", { failing: (path: string) => (path.includes("visible") ? 503 : undefined) }, "down", false, undefined],
    ["403", { failing: (path: string) => (path.includes("visible") ? 403 : undefined) }, "refused", false, undefined],
    ["a search never answered", { hangs: (path: string) => (path.includes("visible") ? ("undone" as const) : undefined) }, "down", true, undefined],
    ["a page instead of JSON", { lies: (path: string) => (path.includes("visible") ? ("page" as const) : undefined) }, "down", false, undefined],
  ])("tells %s", async (_, behaviour, kind, unsure, signIn) => {
    server.behave(behaviour);
    const error = await problem(client(signIn).visible(SCHOOL));
    expect([error.kind, error.unsure]).toEqual([kind, unsure]);
    expect(error.message).not.toMatch(/faux|mot-de-passe|secret-du-client/);
  }); // biome-ignore format: one case a line

  test.each([
    ["500", { failing: (path: string) => (path.endsWith("send") ? 500 : undefined) }],
    ["no answer", { hangs: (path: string) => (path.endsWith("send") ? ("done" as const) : undefined) }],
    ["a connection cut", { cuts: (path: string) => path.endsWith("send") }],
    ["200 with an error in it", { lies: (path: string) => (path.endsWith("send") ? ("error" as const) : undefined) }],
    ["200 with nothing in it", { lies: (path: string) => (path.endsWith("send") ? ("empty" as const) : undefined) }],
  ])("after %s to a send it says that it may have left", async (_, behaviour) => {
    const { one, message, id } = await drafted();
    server.behave(behaviour);
    expect(await problem(one.send(id, message))).toMatchObject({ kind: "down", unsure: true });
  }); // biome-ignore format: one case a line

  test("nobody listening: down, and surely not sent", async () => {
    const gone = await entcoreServer({ schools: [] });
    const one = entcore({ url: gone.url, signIn: { by: "form", login, password } });
    await gone.kill();
    expect(await problem(one.visible(SCHOOL))).toMatchObject({ kind: "down", unsure: false });
  });

  test("a group that is not visible: refused, with entcore's own key", async () => {
    const { one, message, id } = await drafted();
    server.behave({ notVisible: () => true });
    const error = await problem(one.send(id, message));
    expect(error.kind).toBe("refused");
    expect(error.message).toContain("conversation.error.visible");
  });

  test("the same draft never leaves twice", async () => {
    const { one, message, id } = await drafted();
    await one.send(id, message);
    expect((await problem(one.send(id, message))).kind).toBe("refused");
    expect(server.received).toHaveLength(1);
    expect(await one.stateOf("11111111-2222-4333-8444-555555555555")).toBeNull();
  });
});

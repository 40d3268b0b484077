import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";

/** What the ENT does wrong with what it is asked next; `path` is without its query. */
export type EntcoreBehaviour = {
  /** This many calls find their session ended (401). */
  expired?: number;
  /** Only calls of these paths count for it. */
  expiredOn?: (path: string) => boolean;
  /** Refuses these groups as not visible (400). */
  notVisible?: (group: string) => boolean;
  /** Answers this status at once, and does nothing. */
  failing?: (path: string) => number | undefined;
  delayMs?: number;
  /** Never answers; `done`: after having done what was asked. */
  hangs?: (path: string) => "undone" | "done" | undefined;
  /** Does what was asked and cuts the connection before it answers. */
  cuts?: (path: string) => boolean;
  /** Lies: 200 with an error in it, or with a page. */
  lies?: (path: string) => "error" | "page" | "empty" | undefined;
  /** Two groups of the same name. */
  duplicates?: boolean;
  inactive?: number;
  undelivered?: number;
  /** Asks a second factor of administrators, as newer versions do (401). */
  mfa?: boolean;
  /** These accounts are unknown to it. */
  unknownUser?: (id: string) => boolean;
};
export type EntcoreFlash = {
  id: number;
  title: string;
  structureId: string;
  profiles: string[];
  html: string;
  startDate: string;
  endDate: string;
  color: string;
};
export type EntcoreReceived = {
  id: string;
  by: "send" | "externe";
  subject: string;
  body: string;
  /** Names of the groups that it reached. */
  to: string[];
  at: number;
};
type Group = { id: string; name: string; profile: string; structureName: string };
type Asked = { method: string; path: string; query: URLSearchParams; body: string; json: Json };
type Json = Record<string, unknown>;
type Reply = { status: number; body: unknown; headers?: Record<string, string | string[]> };

const profiles = { Parents: "Relative", Élèves: "Student", Enseignants: "Teacher", Personnels: "Personnel" };
export const entcoreAccount = { login: "tocsin.messages", password: "mot-de-passe-du-canal", clientId: "tocsin", clientSecret: "secret-du-client" }; // biome-ignore format: one account

/**
 * An ENT of edificeio/entcore as its messaging answers, on 127.0.0.1, for the tests and the demonstration.
 * @param schools names of those whose four groups its account sees: « Parents de … », « Élèves de … »…
 */
export async function entcoreServer(options: {
  schools: string[];
  port?: number;
  /** Structures that its account administers. */
  structures?: { uai: string; name: string }[];
}) {
  let behaviour: EntcoreBehaviour = {};
  const sessions = new Map<string, { token: string | null }>();
  const drafts = new Map<string, { state: "DRAFT" | "SENT"; message: Json }>();
  const received: EntcoreReceived[] = [];
  const flashes: EntcoreFlash[] = [];
  const blocked = new Set<string>();
  const mustChange = new Set<string>();
  const recalled = new Set<string>();
  const structures = (options.structures ?? []).map((one) => ({
    id: randomUUID(),
    UAI: one.uai,
    name: one.name,
  }));
  const asked: string[] = [];
  const sockets = new Set<Socket>();
  const groups: Group[] = options.schools.flatMap((structureName) =>
    Object.entries(profiles).map(([word, profile]) => ({
      id: randomUUID(),
      name: `${word} de ${structureName}`,
      ...{ profile, structureName },
    })),
  );
  const nameOf = (id: unknown) => groups.find((group) => group.id === id)?.name ?? String(id);
  const error = (code: string, status = 400): Reply => ({ status, body: { error: code } });

  function signIn({ body }: Asked): Reply {
    const form = new URLSearchParams(body);
    if (form.get("email") !== entcoreAccount.login || form.get("password") !== entcoreAccount.password)
      return { status: 200, body: "<html><body>auth.error.authenticationFailed</body></html>" };
    const [id, token] = [randomUUID(), randomUUID()];
    sessions.set(id, { token });
    const cookies = [
      `oneSessionId=${id}; Path=/; HttpOnly`,
      "authenticated=true; Path=/",
      `XSRF-TOKEN=${token}; Path=/`,
    ];
    return { status: 302, body: "", headers: { location: "/", "set-cookie": cookies } };
  }

  function token({ body }: Asked): Reply {
    const form = Object.fromEntries(new URLSearchParams(body));
    const known =
      form.username === entcoreAccount.login &&
      form.password === entcoreAccount.password &&
      form.client_id === entcoreAccount.clientId &&
      form.client_secret === entcoreAccount.clientSecret &&
      form.scope?.split(" ").includes("conversation");
    if (!known) return error("invalid_grant", 400);
    const id = randomUUID();
    sessions.set(id, { token: null });
    return { status: 200, body: { access_token: id, token_type: "Bearer", expires_in: 3600 } };
  }

  function mayCall(request: IncomingMessage): boolean {
    const cookies = new Map(
      (request.headers.cookie ?? "").split("; ").map((one) => one.split("=") as [string, string]),
    );
    const bearer = /^Bearer (.+)$/.exec(request.headers.authorization ?? "")?.[1];
    const session = sessions.get(bearer ?? cookies.get("oneSessionId") ?? "");
    if (!session) return false;
    return (
      session.token === null || request.method === "GET" || request.headers["x-xsrf-token"] === session.token
    );
  }

  const unseen = (message: Json) =>
    (message.to as string[]).some(
      (id) => !groups.some((group) => group.id === id) || behaviour.notVisible?.(nameOf(id)),
    );
  const names = (count = 0) => Array.from({ length: count }, (_, n) => `Compte ${n + 1}`);
  const keep = (id: string, by: "send" | "externe", { subject, body, messageBody, to }: Json) =>
    received.push({
      ...{ id, by, subject: String(subject), body: String(body ?? messageBody) },
      ...{ to: (to as string[]).map(nameOf), at: Date.now() },
    });

  function send({ query, json }: Asked): Reply {
    const id = query.get("id") ?? "";
    const draft = drafts.get(id);
    if (!draft) return error("invalid.parameters");
    if (unseen(json)) return error("conversation.error.visible");
    // update_message_with_state_transition: the same draft does not leave twice.
    if (draft.state === "SENT") return error(`Concurrency error: state mismatch for message ${id}`);
    draft.state = "SENT";
    keep(id, "send", json);
    const { inactive = 0, undelivered = 0 } = behaviour;
    return {
      status: 200,
      body: {
        ...{
          id,
          subject: json.subject,
          body: json.body,
          thread_id: id,
          sent: Math.max(0, 120 - undelivered),
        },
        ...{ inactive: names(inactive), undelivered: names(undelivered), inactiveCount: inactive },
      },
    };
  }

  function externe({ json }: Asked): Reply {
    if (!json.messageBody || !json.subject || !Array.isArray(json.to) || json.to.length === 0)
      return error("Missing required fields");
    if (unseen(json)) return error("conversation.error.visible");
    keep(randomUUID(), "externe", json);
    return { status: 200, body: { status: "ok", result: [] } };
  }

  const done: Reply = { status: 204, body: null };
  /** What an account that administers may do. */
  function administer({ method, path, json }: Asked): Reply | null {
    const flashing = /^\/timeline\/flashmsg\/structure\/([\w-]+)$/.exec(path)?.[1];
    const listing = /^\/timeline\/flashmsg\/listadmin\/([\w-]+)$/.exec(path)?.[1];
    const blocking = /^\/auth\/block\/([\w-]+)$/.exec(path)?.[1];
    const recalling = /^\/conversation\/api\/messages\/([\w-]+)\/recall$/.exec(path)?.[1];
    const mine =
      path === "/directory/structure/admin/list" ||
      path === "/auth/users/block" ||
      path === "/auth/forceChangePassword";
    if (!flashing && !listing && !blocking && !recalling && !mine) return null;
    if (behaviour.mfa) return error("mfa.required", 401);
    if (path === "/directory/structure/admin/list") return { status: 200, body: structures };
    if (listing) return { status: 200, body: flashes.filter((one) => one.structureId === listing) };
    if (flashing && method === "POST") {
      const whole = ["title", "contents", "startDate", "endDate", "profiles", "color"].every(
        (key) => json[key],
      );
      if (!whole) return error("invalid.schema");
      if (!structures.some(({ id }) => id === flashing)) return error("unauthorized", 401);
      const id = flashes.length + 1;
      const {
        title,
        contents,
        startDate,
        endDate,
        profiles: to,
        color,
      } = json as Record<string, string> & { contents: { fr: string } };
      flashes.push({
        id,
        title: String(title),
        structureId: flashing,
        profiles: to as unknown as string[],
        html: contents.fr,
        startDate: String(startDate),
        endDate: String(endDate),
        color: String(color),
      });
      return { status: 200, body: { id } };
    }
    const users = blocking
      ? [blocking]
      : path === "/auth/users/block"
        ? ((json.users as string[]) ?? [])
        : [];
    if (users.length > 0 && method === "PUT") {
      if (users.some((id) => behaviour.unknownUser?.(id))) return error("user.not.found", 404);
      for (const id of users) json.block === true ? blocked.add(id) : blocked.delete(id);
      return { status: 200, body: {} };
    }
    if (path === "/auth/forceChangePassword") {
      const id = String(json.userId ?? "");
      if (!id || behaviour.unknownUser?.(id)) return error("user.not.found", 404);
      mustChange.add(id);
      return { status: 200, body: {} };
    }
    if (recalling) {
      const message = received.find(({ id }) => id === recalling);
      if (!message) return error("message.not.found", 404);
      // entcore takes back what left under sixty minutes ago.
      if (Date.now() - message.at > 60 * 60_000) return error("message.recall.too.late");
      recalled.add(recalling);
      return done;
    }
    return error("invalid.parameters");
  }

  function reply(ask: Asked): Reply {
    const { method, path, query, json } = ask;
    const administered = administer(ask);
    if (administered) return administered;
    if (method === "GET" && path === "/conversation/visible") {
      const search = query.get("search")?.toLowerCase() ?? "";
      const seen = groups.filter(({ name }) => name.toLowerCase().includes(search));
      const twice = behaviour.duplicates ? seen.map((one) => ({ ...one, id: randomUUID() })) : [];
      return { status: 200, body: { groups: [...seen, ...twice], users: [] } };
    }
    if (method === "POST" && path === "/conversation/draft") {
      const id = randomUUID();
      drafts.set(id, { state: "DRAFT", message: json });
      return { status: 201, body: { id } };
    }
    if (method === "POST" && path === "/conversation/send") return send(ask);
    if (method === "POST" && path === "/conversation/externe") return externe(ask);
    const [, shown] = /^\/conversation\/message\/([\w-]+)$/.exec(path) ?? [];
    const draft = shown && drafts.get(shown);
    if (draft) return { status: 200, body: { id: shown, state: draft.state, ...draft.message } };
    // The filter of a message that is not ours says 401, as entcore does.
    return error("unauthorized", 401);
  }

  async function answer(request: IncomingMessage, response: ServerResponse) {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString("utf8");
    const { pathname: path, searchParams: query } = new URL(request.url ?? "/", "http://ent");
    const isJson = request.headers["content-type"]?.startsWith("application/json");
    const ask: Asked = {
      method: request.method ?? "GET",
      path,
      query,
      body,
      json: isJson ? (JSON.parse(body) as Json) : {},
    };
    asked.push(`${ask.method} ${path}`);
    if (behaviour.delayMs) await new Promise((resolve) => setTimeout(resolve, behaviour.delayMs));
    const failing = behaviour.failing?.(path);
    if (failing) return write(response, { status: failing, body: "<html>Bad Gateway</html>" });
    if (behaviour.hangs?.(path) === "undone") return;
    const signingIn = path === "/auth/login" || path === "/auth/oauth2/token";
    if (!signingIn && (behaviour.expired ?? 0) > 0 && (behaviour.expiredOn?.(path) ?? true)) {
      behaviour.expired = (behaviour.expired ?? 0) - 1;
      sessions.clear();
    }
    const lie = behaviour.lies?.(path);
    if (lie)
      return write(response, {
        status: 200,
        body: lie === "error" ? { error: "e500" } : lie === "page" ? "<html>Maintenance</html>" : {},
      });
    const said =
      path === "/auth/login"
        ? signIn(ask)
        : path === "/auth/oauth2/token"
          ? token(ask)
          : mayCall(request)
            ? reply(ask)
            : error("unauthorized", 401);
    if (behaviour.hangs?.(path) === "done") return;
    if (behaviour.cuts?.(path)) return request.socket.destroy();
    write(response, said);
  }

  const server = createServer((request, response) => {
    answer(request, response).catch(() => request.socket.destroy());
  });
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  server.listen(options.port ?? 0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    /** Messages that reached people, in order. */
    received,
    /** « POST /conversation/send »: what was asked, answered or not. */
    asked,
    flashes,
    blocked,
    mustChange,
    recalled,
    drafts: () => [...drafts.values()].map(({ state }) => state),
    behave(next: EntcoreBehaviour) {
      behaviour = next;
    },
    /** Gone at once, connections cut: like a kill. */
    async kill() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
export type EntcoreServer = Awaited<ReturnType<typeof entcoreServer>>;

function write(response: ServerResponse, { status, body, headers = {} }: Reply) {
  const page = typeof body === "string";
  response.writeHead(status, { "content-type": page ? "text/html" : "application/json", ...headers });
  response.end(page ? body : body === null ? undefined : JSON.stringify(body));
}

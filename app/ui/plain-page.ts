import { errors } from "#app/messages/errors.ts";

/** Statuses that are answered before or without Remix. */
export type PlainStatus = keyof typeof errors.plain;

const escaped = (text: string) => text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`);

/** A page that needs nothing but itself: no style sheet, no script, no database. */
export function plainPage(status: PlainStatus): string {
  const { title, detail, next } = errors.plain[status];
  return `<!doctype html><html lang="fr"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>${escaped(title)} – Tocsin</title></head>
<body><main><h1>${escaped(title)}</h1><p>${escaped(detail)}</p><p>${escaped(next)}</p>
<p><a href="/">${escaped(errors.home)}</a></p></main></body></html>`;
}

/** The same refusal for programs, as RFC 9457 asks. */
export function plainProblem(status: PlainStatus): string {
  const { title, detail } = errors.plain[status];
  return JSON.stringify({ type: "about:blank", title, status: Number(status), detail });
}

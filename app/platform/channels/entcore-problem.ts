/**
 * What went wrong with the ENT:
 * down: it does not answer, or answers 5xx (`unsure`: what was asked may have been done all the same);
 * blocked: it does not take our account; session: ours has ended, and nothing was done;
 * refused: it says no to this message.
 */
export class EntcoreProblem extends Error {
  constructor(
    readonly kind: "down" | "blocked" | "session" | "refused",
    message: string,
    readonly unsure = false,
  ) {
    super(message);
  }
}

export const entcoreWords = {
  timeout: "l’ENT n’a pas répondu à temps",
  unreachable: "ENT injoignable",
  failing: (status: number) => `l’ENT est en erreur (${status})`,
  credentials: "l’ENT refuse l’identifiant ou le mot de passe du canal",
  rights: "l’ENT refuse ce message à notre compte : destinataire non visible ou droit manquant",
  refused: (code: string) => `l’ENT refuse le message${code && ` (${code})`}`,
  notUnderstood: "réponse incomprise de l’ENT",
  session: "la session à l’ENT a pris fin",
  tooLong: "réponse de l’ENT trop longue",
} as const;

/** « conversation.error.visible »: a key of entcore. Anything longer may name people and is left out. */
export const codeOf = (error: unknown): string =>
  typeof error === "string" && /^[\w.-]{1,80}$/.test(error) ? error : "";

/** What an error of `fetch` means: asked and not answered, or never asked. */
export function unanswered(error: unknown): EntcoreProblem {
  if (error instanceof EntcoreProblem) return error;
  const { name, cause } = error as { name?: string; cause?: { code?: string } };
  if (name === "TimeoutError" || name === "AbortError")
    return new EntcoreProblem("down", entcoreWords.timeout, true);
  const never = ["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH"];
  const unsure = !never.includes(cause?.code ?? "");
  return new EntcoreProblem("down", entcoreWords.unreachable, unsure);
}

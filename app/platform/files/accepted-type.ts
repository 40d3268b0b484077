import { fileTypeFromBuffer } from "file-type";

const office = "application/vnd.openxmlformats-officedocument";
/** Types told by their first bytes, with the one ending that their name may have. Macros, programs, HTML, SVG: none. */
const BY_CONTENT: Record<string, string> = {
  "application/pdf": "pdf",
  "image/png": "png",
  "image/jpeg": "jpg",
  "image/webp": "webp",
  "image/gif": "gif",
  "application/zip": "zip",
  [`${office}.wordprocessingml.document`]: "docx",
  [`${office}.spreadsheetml.sheet`]: "xlsx",
  "application/vnd.oasis.opendocument.text": "odt",
  "application/vnd.oasis.opendocument.spreadsheet": "ods",
};
/** Text has no first bytes of its own: the name says which kind, the content must agree. */
const BY_NAME: Record<string, string> = {
  txt: "text/plain",
  log: "text/plain",
  csv: "text/csv",
  eml: "message/rfc822",
};
/** What a browser or a shell would run, whatever it is called. */
const ACTIVE = /^\s*(?:#!|<(?:!doctype|\?xml|\?php|html|head|body|svg|script|iframe|object|embed|meta)\b)/i;
const MAIL_HEADER = /^(?:[!-9;-~]+:.*(?:\r?\n[ \t].*)*\r?\n){2}/;
const ENDINGS =
  "PDF, image (PNG, JPEG, WebP, GIF), texte (txt, log, csv), courriel (eml), docx, xlsx, odt, ods ou zip";

export type AcceptedType = { mime: string; ending: string };

/**
 * What a file is, by its content.
 * @returns its type, or one French sentence saying why it is refused.
 */
export async function acceptedType(bytes: Uint8Array, name: string): Promise<AcceptedType | string> {
  const ending = /\.([a-z0-9]{1,8})$/i.exec(name.trim())?.[1]?.toLowerCase() ?? "";
  const found = await fileTypeFromBuffer(bytes).catch(() => undefined);
  if (found) {
    const known = BY_CONTENT[found.mime];
    if (known) return { mime: found.mime, ending: known };
    return `Ce fichier est de type « ${found.ext} » : on attend ${ENDINGS}.`;
  }
  const text = utf8(bytes);
  if (Object.values(BY_CONTENT).includes(ending) || ending === "jpeg")
    return `Ce fichier porte un nom en « .${ending} », mais son contenu est autre : exportez-le de nouveau.`;
  if (text === null) return `Le contenu de ce fichier n’est pas reconnu : on attend ${ENDINGS}.`;
  if (ACTIVE.test(text.slice(0, 2_000)))
    return "Ce fichier contient une page ou un programme : joignez plutôt une capture d’écran ou un PDF.";
  const mime = BY_NAME[ending];
  if (!mime) return `Ce texte porte un nom en « .${ending || "?"} » : nommez-le en .txt, .log ou .csv.`;
  if (ending === "eml" && !MAIL_HEADER.test(text.slice(0, 20_000)))
    return "Ce fichier .eml n’a pas les en-têtes d’un courriel.";
  return { mime, ending };
}

/** The text, or null when these bytes are not one (invalid UTF-8, or a NUL). */
function utf8(bytes: Uint8Array): string | null {
  if (bytes.includes(0)) return null;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

import { escapeHtml, oneLine } from "#app/ui/mail/clean.ts";
import { verifierScript } from "./verifier-script.ts";

const style = `:root{color-scheme:light dark}body{font:1rem/1.5 Marianne,system-ui,Arial,sans-serif;max-width:60rem;margin:0 auto;padding:1rem}
#result{font-size:1.25rem;font-weight:700;padding:.75rem 1rem;border-left:6px solid #666}#result.good{border-color:#18753c}
#result.good::before{content:"✔ "}#result.bad{border-color:#ce0500}#result.bad::before{content:"✘ "}
table{border-collapse:collapse;width:100%;font-size:.875rem}td,th{text-align:left;padding:.25rem .5rem;border-bottom:1px solid #999;overflow-wrap:anywhere}`;

/**
 * One page that verifies the evidence offline: the files are in it, and those dropped on it take their place. Its
 * policy lets it fetch and send nothing.
 */
export function verifierPage(ref: string, files: Record<string, string>): string {
  const name = escapeHtml(oneLine(ref, 40));
  // « < » is escaped within JSON, so that no text of the dossier can end the script element.
  const data = JSON.stringify(files).replaceAll("<", "\\u003c");
  return `<!doctype html>
<html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<title>${name} – vérification du dossier de preuve</title><style>${style}</style></head>
<body><main><h1>${name} : vérification du dossier de preuve</h1>
<p id="result" role="status">Cette page a besoin de JavaScript pour recalculer les empreintes.</p>
<ul id="list"></ul>
<p><label for="pick">Contrôler d’autres fichiers de ce dossier (journal, envois, sceaux, pièces jointes) :</label>
<input id="pick" type="file" multiple> ou déposez-les n’importe où sur la page. Rien n’est envoyé sur le réseau.</p>
<h2>Journal</h2>
<table><thead><tr><th scope="col">N°</th><th scope="col">Date (temps universel)</th><th scope="col">Auteur</th><th scope="col">Événement</th><th scope="col">Empreinte</th></tr></thead>
<tbody id="entries"></tbody></table></main>
<script type="application/json" id="files">${data}</script>
<script>${verifierScript}</script></body></html>`;
}

/**
 * The whole look of the acknowledgement page, within it: on a bad network one request must be enough. Colours are
 * those of the DSFR, with contrasts of 4.5 and more in both themes; on paper, one page without buttons.
 */
export const ackStyle = `:root{color-scheme:light dark;--t:#161616;--b:#fff;--m:#666;--l:#ddd;--a:#000091;--o:#fff;--g:#f6f6f6}
@media(prefers-color-scheme:dark){:root{--t:#fff;--b:#161616;--m:#929292;--l:#3a3a3a;--a:#8585f6;--o:#000091;--g:#1e1e1e}}
*{box-sizing:border-box}body{margin:0;background:var(--b);color:var(--t);font:1.0625rem/1.5 Marianne,system-ui,-apple-system,"Segoe UI",Roboto,Arial,sans-serif;overflow-wrap:anywhere}
header,main,footer{max-width:40rem;margin:0 auto;padding:.75rem 1rem}header{font-weight:700;border-bottom:1px solid var(--l)}
footer,.m{color:var(--m);font-size:.875rem}h1{font-size:1.5rem;line-height:1.25;margin:.75rem 0}h2{font-size:1.125rem;margin:1.25rem 0 .25rem}
p{margin:.5rem 0}ol{margin:.25rem 0;padding-left:1.5rem;font-weight:700}li{margin:.25rem 0}a{color:var(--a)}
.x{background:#fcc63a;color:#161616;font-weight:700;text-align:center;padding:.5rem 1rem;margin:0}
.n{border-left:4px solid var(--a);background:var(--g);padding:.5rem 1rem;margin:1rem 0}
button{display:block;width:100%;font:inherit;cursor:pointer;border:1px solid var(--a);background:none;color:var(--a);min-height:2.75rem;padding:.5rem 1rem;margin:.75rem 0}
label+br+input{width:100%;font:inherit;padding:.5rem;border:1px solid var(--m);background:var(--b);color:var(--t)}
.k{background:var(--a);color:var(--o);font-weight:700;font-size:1.25rem;min-height:4.5rem}
a.c{display:inline-block;padding:.625rem 0;font-weight:700;font-size:1.125rem}
label{font-weight:700}textarea{display:block;width:100%;font:inherit;padding:.5rem;border:1px solid var(--t);background:var(--b);color:var(--t)}
.e{color:#ce0500;font-weight:700}@media(prefers-color-scheme:dark){.e{color:#ff5655}}
:focus-visible{outline:2px solid #0a76f6;outline-offset:2px}
@media print{form,.s{display:none}body{font-size:10.5pt;color:#000;background:#fff}.d{max-height:14em;overflow:hidden}}`;

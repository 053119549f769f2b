/** How the page looks: quiet, readable on paper, by day and by night. No fonts, images or scripts from anywhere. */
export const style = `
:root {
  color-scheme: light dark;
  --text: light-dark(#1d2329, #d9dee4); --quiet: light-dark(#5b6670, #949fa9); --line: light-dark(#e1e5e9, #2b333b);
  --paper: light-dark(#ffffff, #12171c); --raised: light-dark(#f6f8f9, #1a2127); --link: light-dark(#0b62a8, #6cb6f2);
  --get: light-dark(#0b62a8, #6cb6f2); --post: light-dark(#1a7440, #62c98b); --put: light-dark(#925600, #e5a94d);
  --patch: light-dark(#6d45a8, #b596ec); --delete: light-dark(#b3262b, #f08a87);
  font: 15px/1.55 system-ui, sans-serif; color: var(--text); background: var(--paper);
  scroll-padding-top: 1rem;
}
* { box-sizing: border-box; }
body { margin: 0; display: grid; grid-template-columns: 17.5rem minmax(0, 1fr); }
a { color: var(--link); text-decoration: none; } a:hover { text-decoration: underline; }
code, .method { font: 0.92em/1.4 ui-monospace, "SF Mono", Menlo, Consolas, monospace; }
nav { position: sticky; top: 0; height: 100vh; overflow-y: auto; padding: 1.6rem 1.2rem; font-size: 0.87rem;
  border-right: 1px solid var(--line); background: var(--raised); }
nav ul { list-style: none; margin: 0 0 1rem; padding: 0; }
nav .side { margin: 0.3rem 0 0.1rem; color: var(--quiet); font-size: 0.78rem; }
nav li a { display: grid; grid-template-columns: 3.4rem 1fr; padding: 0.1rem 0; color: var(--text); }
nav .method { font-size: 0.72rem; line-height: 1.75; }
nav h2 { font-size: 0.87rem; margin: 0 0 0.2rem; border: 0; padding: 0; }
main { padding: 2rem clamp(1rem, 4vw, 3.5rem) 6rem; max-width: 68rem; }
h1 { font-size: 1.7rem; margin: 0; letter-spacing: -0.015em; }
h2 { font-size: 1.3rem; margin: 3.5rem 0 0.5rem; padding-top: 1.5rem; border-top: 1px solid var(--line); }
h3 { font-size: 1rem; margin: 0; font-weight: 600; overflow-wrap: anywhere; }
h4 { font-size: 0.87rem; margin: 1.2rem 0 0.3rem; color: var(--quiet); font-weight: 600; }
p { margin: 0.5rem 0; } .quiet { color: var(--quiet); }
article { margin: 1.2rem 0; padding: 1.1rem 1.3rem; border: 1px solid var(--line); border-radius: 8px; }
article:target { border-color: var(--link); box-shadow: 0 0 0 1px var(--link); }
.method { font-weight: 700; }
.get { color: var(--get); } .post { color: var(--post); } .put { color: var(--put); }
.patch { color: var(--patch); } .delete { color: var(--delete); }
h3 .anchor { color: inherit; } h3 code { font-weight: 500; margin-left: 0.5rem; }
table { border-collapse: collapse; width: 100%; font-size: 0.9rem; }
th, td { text-align: left; vertical-align: top; padding: 0.35rem 1rem 0.35rem 0; border-bottom: 1px solid var(--line); }
th { font-weight: 600; color: var(--quiet); font-size: 0.82rem; } tr:last-child td { border-bottom: 0; }
td:first-child { width: 15rem; overflow-wrap: anywhere; } td:last-child { padding-right: 0; }
table.codes td:first-child { width: 4.5rem; } table.codes td:nth-child(2) { width: 7rem; white-space: nowrap; }
td.type { width: 17rem; } .values { font-size: 0.95em; color: var(--quiet); overflow-wrap: anywhere; }
.needed::after { content: " *"; color: var(--delete); } summary { cursor: pointer; color: var(--quiet); }
details { margin-top: 0.8rem; } dl { display: grid; grid-template-columns: 6rem 1fr; gap: 0.25rem 1rem; margin: 0.8rem 0 0; }
dt { color: var(--quiet); } dd { margin: 0; }
@media (max-width: 900px) {
  body { display: block; } nav { position: static; height: auto; border: 0; } main { padding-top: 1rem; }
  td:first-child, td.type { width: auto; } article { overflow-x: auto; }
}
@media print { nav { display: none; } body { display: block; } }
`;

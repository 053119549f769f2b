// Which requirements of the catalogue have a test: `npm run requirements`. A test claims a requirement by naming its
// ID in its title (`it('TRN-042 gives a next link …')`), in its describe or in a row of its table; `CRED-020 to
// CRED-026` claims all seven. Skipped tests claim nothing. What cannot have a test, or not yet, stands with its reason
// in requirements.exempt.json and is told apart.
// Usage: node scripts/requirements.mjs [folder with the tests] [catalogue] [exempt]
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const repository = fileURLToPath(new URL('..', import.meta.url));
const [
  root = repository,
  catalogueFile = join(repository, '..', 'shared', 'ocpi', 'requirements.md'),
  exemptFile = join(repository, 'scripts', 'requirements.exempt.json'),
] = process.argv.slice(2);

const exempt = JSON.parse(readFileSync(exemptFile, 'utf8'));
const covered = new Map(); // ID → files
for (const file of testFiles(root))
  for (const id of titlesIn(file).flatMap(idsIn))
    covered.set(id, [...new Set([...(covered.get(id) ?? []), relative(root, file)])]);

if (existsSync(catalogueFile)) reportAgainst(readCatalogue(readFileSync(catalogueFile, 'utf8')));
else {
  console.log(`The catalogue is not at ${catalogueFile}, so these are only the IDs that tests name.`);
  for (const [id, files] of [...covered].sort()) console.log(`${id}  ${files.join(', ')}`);
}

function reportAgainst(lines) {
  const chapters = Map.groupBy(lines, ({ chapter }) => chapter);
  const share = (some) => {
    const tested = some.filter(({ id }) => covered.has(id)).length;
    return `${String(tested).padStart(4)} of ${String(some.length).padStart(3)}`;
  };
  console.log('   tested  of those MUST');
  for (const [chapter, some] of chapters)
    console.log(`${share(some)}  ${share(some.filter(isMust))}  ${chapter}`);
  console.log(`${share(lines)}  ${share(lines.filter(isMust))}  all\n`);

  const open = lines.filter(isMust).filter(({ id }) => !covered.has(id));
  console.log('MUST and MUST NOT without a test:');
  for (const [chapter, some] of chapters) {
    const due = some.filter((line) => open.includes(line) && !exemptionOf(line.id));
    if (due.length > 0) console.log(`  ${chapter}: ${due.map(({ id }) => id).join(' ')}`);
  }
  for (const [because, entries] of Object.entries(exempt)) {
    console.log(`\n${because}:`);
    for (const [pattern, reason] of Object.entries(entries)) {
      const ids = open.filter(({ id }) => exemptionOf(id) === pattern).map(({ id }) => id);
      if (ids.length > 0) console.log(`  ${ids.join(' ')}: ${reason}`);
      else
        console.log(
          `  ${pattern} need not be listed any more: it has a test, or is no MUST of the catalogue.`,
        );
    }
  }
  const known = new Set(lines.map(({ id }) => id));
  for (const [id, files] of covered)
    if (!known.has(id)) console.log(`${id}, named in ${files.join(', ')}, is not in the catalogue.`);
}

/** Lines of the form `- **TRN-042** MUST [design]: …`, with the chapter they stand in. */
function readCatalogue(text) {
  let chapter = '';
  return text.split('\n').flatMap((line) => {
    chapter = /^## (.*)/.exec(line)?.[1] ?? chapter;
    const [, id, level] = /^- \*\*([A-Z0-9]+-\d{3})\*\* (MUST|SHOULD|MAY)\b/.exec(line) ?? [];
    return id ? [{ id, level, chapter }] : [];
  });
}

/** The entry of requirements.exempt.json that an ID falls under: its own, or that of its whole chapter. */
function exemptionOf(id) {
  const patterns = Object.values(exempt).flatMap((entries) => Object.keys(entries));
  return [id, id.replace(/\d+$/, '*')].find((pattern) => patterns.includes(pattern));
}

function isMust({ level }) {
  return level === 'MUST';
}

/** The IDs a title names, ranges written out. */
function idsIn(title) {
  const ranges = title.matchAll(/\b(?!SHA-)([A-Z]+\d*)-(\d{3})(?:\s*(?:to|–|…)\s*(?:\1-)?(\d{3})\b)?/g);
  return [...ranges].flatMap(([, chapter, first, last = first]) => {
    const count = Number(last) - Number(first) + 1;
    const nth = (index) => String(Number(first) + index).padStart(3, '0');
    return Array.from({ length: Math.max(count, 0) }, (_, index) => `${chapter}-${nth(index)}`);
  });
}

/** The strings that name tests: first arguments of it, test and describe, and the rows of their `each`. */
function titlesIn(file) {
  const titles = [];
  const visit = (node) => {
    if (ts.isCallExpression(node)) {
      const callee = node.expression.getText();
      if (/^x(it|test|describe)\b|^\w+(\.\w+)*\.(skip|todo)\b/.test(callee)) return;
      if (/^(it|test|describe)\b/.test(callee)) {
        titles.push(...stringsIn(node.arguments[0]));
        if (ts.isCallExpression(node.expression))
          titles.push(...node.expression.arguments.flatMap(stringsIn));
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true));
  return titles;
}

function stringsIn(node) {
  if (!node) return [];
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (ts.isTemplateExpression(node)) return [node.getText()];
  if (!ts.isArrayLiteralExpression(node) && !ts.isAsExpression(node)) return [];
  return node
    .getChildren()
    .flatMap((child) => (child.kind === ts.SyntaxKind.SyntaxList ? child.getChildren() : [child]))
    .flatMap(stringsIn);
}

function testFiles(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (['node_modules', 'dist', '.git', '.data'].includes(entry.name)) return [];
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return testFiles(path);
    return entry.name.endsWith('.test.ts') ? [path] : [];
  });
}

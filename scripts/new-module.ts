/** Makes a new module that builds, migrates and passes a test: `node scripts/new-module.ts permit 许可`. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const [name, titleZh] = process.argv.slice(2);
if (!name || !titleZh || !/^[a-z][a-z0-9]{2,30}$/.test(name)) {
  console.error(
    'usage: node scripts/new-module.ts <name> <中文名>   name: lower case letters and digits, it becomes the database schema',
  );
  process.exit(2);
}
const dir = join(root, 'modules', name);
if (existsSync(dir)) {
  console.error(`modules/${name} is there already`);
  process.exit(2);
}
const version = (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }).version;

const files: Record<string, string> = {
  'package.json': `${JSON.stringify(
    {
      name: `@tarim/${name}`,
      version,
      private: true,
      type: 'module',
      license: 'Apache-2.0',
      exports: {
        './contract': './contract.ts',
        './queries': './queries.ts',
        './server': './server/module.ts',
        './web': './web/index.tsx',
      },
      dependencies: { '@tarim/kernel': version, '@tarim/platform': version },
    },
    null,
    2,
  )}\n`,
  'README.md': `# ${name} · ${titleZh}\n\n- **Owns**: \`${name}.note\`\n- **Publishes**: —\n- **Subscribes**: —\n- **Jobs**: —\n`,
  'contract.ts': `import { route, Type } from '@tarim/platform/contract';

export const Note = Type.Object({ id: Type.Integer(), text: Type.String(), at: Type.String({ format: 'date-time' }) });

export const listNotes = route({
  id: '${name}.listNotes',
  method: 'GET',
  path: '/api/${name}/notes',
  summary: '${titleZh}：列表，最新在前',
  access: 'signed-in',
  response: Type.Object({ notes: Type.Array(Note) }),
});

export const addNote = route({
  id: '${name}.addNote',
  method: 'POST',
  path: '/api/${name}/notes',
  summary: '${titleZh}：新增',
  access: 'signed-in',
  body: Type.Object({ text: Type.String({ minLength: 1, maxLength: 500 }) }),
  response: Note,
});
`,
  'queries.ts': `/** What other modules may ask ${name}, on the server. Read-only. */
export { newestNotes } from './server/sql/notes.ts';
`,
  'server/module.ts': `import { implement, type ModuleDefinition } from '@tarim/platform';
import * as contract from '../contract.ts';
import { addNote } from './use-cases/add-note.ts';
import { listNotes } from './use-cases/list-notes.ts';

/** ${titleZh} */
export const ${name}Module: ModuleDefinition = {
  name: '${name}',
  migrations: new URL('./migrations/', import.meta.url),
  routes: [
    implement(contract.listNotes, (_call, ctx) => listNotes(ctx)),
    implement(contract.addNote, ({ body, actor }, ctx) => addNote(ctx, actor!, body.text)),
  ],
};
`,
  'server/migrations/0001_init.sql': `create table ${name}.note (
  id int generated always as identity primary key,
  text text not null,
  at timestamptz not null
);
`,
  'server/sql/notes.ts': `import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';

export interface NoteRow {
  readonly id: number;
  readonly text: string;
  readonly at: Date;
}

export async function newestNotes(db: DbOrTx, limit: number): Promise<NoteRow[]> {
  const { rows } = await sql<NoteRow>\`select id, text, at from ${name}.note order by id desc limit \${limit}\`.execute(db);
  return rows;
}

export async function insertNote(db: DbOrTx, text: string, at: Date): Promise<NoteRow> {
  const { rows } = await sql<NoteRow>\`insert into ${name}.note (text, at) values (\${text}, \${at}) returning id, text, at\`.execute(db);
  return rows[0]!;
}
`,
  'server/use-cases/list-notes.ts': `import { beijingIso } from '@tarim/kernel';
import type { Context } from '@tarim/platform';
import { newestNotes } from '../sql/notes.ts';

export async function listNotes(ctx: Context): Promise<{ notes: { id: number; text: string; at: string }[] }> {
  const rows = await newestNotes(ctx.db, 100);
  return { notes: rows.map((row) => ({ id: row.id, text: row.text, at: beijingIso(row.at.getTime()) })) };
}
`,
  'server/use-cases/add-note.ts': `import { beijingIso } from '@tarim/kernel';
import type { Actor, Context } from '@tarim/platform';
import { insertNote } from '../sql/notes.ts';

/** Authorise (the route did) → decide → save and audit in one transaction. */
export async function addNote(ctx: Context, actor: Actor, text: string): Promise<{ id: number; text: string; at: string }> {
  return ctx.db.transaction().execute(async (tx) => {
    const row = await insertNote(tx, text.trim(), new Date(ctx.clock.now()));
    await ctx.audit.record(tx, { actor, action: '${name}.note.added', subject: String(row.id) });
    return { id: row.id, text: row.text, at: beijingIso(row.at.getTime()) };
  });
}
`,
  'test/notes.medium.test.ts': `import { testContext } from '@tarim/testkit';
import { expect, test } from 'vitest';
import { ${name}Module } from '../server/module.ts';
import { addNote } from '../server/use-cases/add-note.ts';
import { listNotes } from '../server/use-cases/list-notes.ts';

test('a note that was added is listed', async () => {
  const ctx = await testContext({ modules: [${name}Module] });
  await addNote(ctx, { userId: '00000000-0000-7000-8000-000000000000', name: 'test', posts: [] }, ' hello ');
  expect((await listNotes(ctx)).notes.map((note) => note.text)).toEqual(['hello']);
});
`,
  'i18n/zh-CN.json': `${JSON.stringify({ [`${name}.title`]: titleZh }, null, 2)}\n`,
  'i18n/en.json': `${JSON.stringify({ [`${name}.title`]: name }, null, 2)}\n`,
};
for (const [file, text] of Object.entries(files)) {
  const path = join(dir, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
// As the linter wants it.
spawnSync(join(root, 'node_modules/.bin/biome'), ['check', '--write', dir], { cwd: root, stdio: 'ignore' });
console.log(`modules/${name} is made. Now:
  1. npm install                                  (links the workspace)
  2. apps/server/src/modules.ts: import { ${name}Module } from '@tarim/${name}/server' and add it to allModules; a row a route in apps/server/test/permissions
  3. npm test -- medium
  4. rename "note" to what the module is about; a page goes to modules/${name}/web/index.tsx and apps/web/src/console/modules.ts`);

import { testContext } from '@tarim/testkit';
import { expect, test } from 'vitest';
import { reportingModule } from '../server/module.ts';
import { addNote } from '../server/use-cases/add-note.ts';
import { listNotes } from '../server/use-cases/list-notes.ts';

test('a note that was added is listed', async () => {
  const ctx = await testContext({ modules: [reportingModule] });
  await addNote(ctx, { userId: '00000000-0000-7000-8000-000000000000', name: 'test', posts: [] }, ' hello ');
  expect((await listNotes(ctx)).notes.map((note) => note.text)).toEqual(['hello']);
});

import { implement, type ModuleDefinition } from '@tarim/platform';
import * as contract from '../contract.ts';
import { addNote } from './use-cases/add-note.ts';
import { listNotes } from './use-cases/list-notes.ts';

/** 空间分析 */
export const analysisModule: ModuleDefinition = {
  name: 'analysis',
  migrations: new URL('./migrations/', import.meta.url),
  routes: [
    implement(contract.listNotes, (_call, ctx) => listNotes(ctx)),
    implement(contract.addNote, ({ body, actor }, ctx) => addNote(ctx, actor!, body.text)),
  ],
};

import { route, Type } from '@tarim/platform/contract';

export const Note = Type.Object({
  id: Type.Integer(),
  text: Type.String(),
  at: Type.String({ format: 'date-time' }),
});

export const listNotes = route({
  id: 'reporting.listNotes',
  method: 'GET',
  path: '/api/reporting/notes',
  summary: '报告：列表，最新在前',
  access: 'signed-in',
  response: Type.Object({ notes: Type.Array(Note) }),
});

export const addNote = route({
  id: 'reporting.addNote',
  method: 'POST',
  path: '/api/reporting/notes',
  summary: '报告：新增',
  access: 'signed-in',
  body: Type.Object({ text: Type.String({ minLength: 1, maxLength: 500 }) }),
  response: Note,
});

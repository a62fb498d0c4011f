import { implement, type ModuleDefinition } from '@tarim/platform';
import { event, route, Type } from '@tarim/platform/contract';

export { event, Type };

/** A small module with one route behind each kind of fence. */
export function implementable() {
  const ok = Type.Object({ ok: Type.Boolean() });
  const open = route({
    id: 'test.open',
    method: 'GET',
    path: '/api/test/open',
    summary: 'open',
    access: 'public',
    query: Type.Object({ n: Type.Integer() }),
    response: Type.Object({ twice: Type.Integer() }),
  });
  const guarded = route({
    id: 'test.guarded',
    method: 'GET',
    path: '/api/test/guarded',
    summary: 'guarded',
    access: 'test.read',
    response: ok,
  });
  const change = route({
    id: 'test.change',
    method: 'POST',
    path: '/api/test/change',
    summary: 'change',
    access: 'signed-in',
    body: Type.Object({}),
    response: ok,
  });
  const keyed = route({
    id: 'test.keyed',
    method: 'GET',
    path: '/api/test/keyed',
    summary: 'keyed',
    access: 'api-key:ingest',
    response: ok,
  });
  const modules: ModuleDefinition[] = [
    {
      name: 'test',
      routes: [
        implement(open, async ({ query }) => ({ twice: query.n * 2 })),
        implement(guarded, async () => ({ ok: true })),
        implement(change, async () => ({ ok: true })),
        implement(keyed, async () => ({ ok: true })),
      ],
    },
  ];
  return { modules, routes: { open, guarded, change, keyed } };
}

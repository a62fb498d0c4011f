import { belowRoot, checked, type Group, MOST_PARTS, type Part, wrongBatch } from './batch.ts';
import type { Answer } from './exchange.ts';

/** A batch as JSON (OData JSON 4.01 §19). @throws TarimError SENSORTHINGS_BATCH_INVALID */
export function readJsonBatch(body: unknown): Group[] {
  const requests = (body as { requests?: unknown } | null)?.requests;
  if (!Array.isArray(requests)) throw wrongBatch('a list of requests is needed');
  if (requests.length > MOST_PARTS) throw wrongBatch(`more than ${MOST_PARTS} requests`);
  const ids = new Set<string>();
  const groups: { atomic: boolean; name: string; parts: Part[] }[] = [];
  for (const one of requests) {
    if (typeof one !== 'object' || one === null) throw wrongBatch('a request is an object');
    const { id, method, url, body: inner, atomicityGroup, dependsOn = [] } = one as Record<string, unknown>;
    if (typeof id !== 'string' || ids.has(id)) throw wrongBatch('each request needs an id of its own');
    if (typeof method !== 'string' || typeof url !== 'string') throw wrongBatch('method and url are needed');
    if (!Array.isArray(dependsOn) || !dependsOn.every((name) => typeof name === 'string'))
      throw wrongBatch('dependsOn is a list of ids');
    // A group may be named too; both have to come before.
    for (const name of dependsOn)
      if (!ids.has(name) && !groups.some((group) => group.name === name))
        throw wrongBatch(`${name} does not come before ${id}`);
    ids.add(id);
    const part = checked({ id, method: method.toUpperCase(), url: belowRoot(url), body: inner, dependsOn });
    if (atomicityGroup === undefined) {
      groups.push({ atomic: false, name: '', parts: [part] });
      continue;
    }
    if (typeof atomicityGroup !== 'string' || atomicityGroup === '')
      throw wrongBatch('atomicityGroup is a text');
    const last = groups.at(-1);
    if (last?.atomic && last.name === atomicityGroup) last.parts.push(part);
    else if (groups.some((group) => group.name === atomicityGroup))
      throw wrongBatch('requests of one group stand together');
    else groups.push({ atomic: true, name: atomicityGroup, parts: [part] });
  }
  return groups;
}

export function writeJsonBatch(
  answers: readonly { readonly group: Group; readonly part: Part; readonly answer: Answer }[],
): object {
  return {
    responses: answers.map(({ group, part, answer }) => ({
      id: part.id,
      ...(group.atomic ? { atomicityGroup: group.name } : {}),
      status: answer.status,
      ...(Object.keys(answer.headers).length > 0 ? { headers: answer.headers } : {}),
      ...(answer.body === undefined ? {} : { body: answer.body }),
    })),
  };
}

import { randomUUID } from 'node:crypto';
import { TarimError } from '@tarim/kernel';
import { type Context, problemOf } from '@tarim/platform';
import { BASE_PATH } from '../../contract.ts';
import { type Group, type Made, type Part, resolveBody, resolveUrl, wrongBatch } from '../domain/batch.ts';
import { readJsonBatch, writeJsonBatch } from '../domain/batch-json.ts';
import { readMultipartBatch, writeMultipartBatch } from '../domain/batch-multipart.ts';
import { type Answer, type Asked, answered } from '../domain/exchange.ts';
import { sensorthingsErrors } from '../errors.ts';
import { read, readRoot } from './read.ts';
import { inOne, write, writeIn } from './write.ts';

type Request = Parameters<typeof problemOf>[1];

interface Answered {
  readonly group: Group;
  readonly part: Part;
  readonly answer: Answer;
}

/**
 * Many requests in one, in their order (OGC 18-088 §11, OData 4.01). A change set or atomicity group is kept whole or not at all.
 * After a request that fails the others are left alone, unless `Prefer: continue-on-error` says otherwise.
 */
export async function batch(ctx: Context, asked: Asked, request: Request): Promise<Answer> {
  const contentType = request.headers['content-type'] ?? '';
  const multipart = typeof asked.body === 'string' && /^multipart\/mixed/i.test(contentType);
  const groups = multipart
    ? readMultipartBatch(asked.body as string, contentType)
    : readJsonBatch(asked.body);
  const goOn = /(?:^|[,;\s])(?:odata\.)?continue-on-error(?:\s*=\s*true)?\s*(?:$|[,;])/i.test(
    String(request.headers.prefer ?? ''),
  );
  const made = new Map<string, { address: string; id: number | string }>();
  const failed = new Set<string>();
  const answers: Answered[] = [];
  for (const group of groups) {
    const own = await answerGroup(ctx, asked, request, group, made, failed);
    answers.push(...own);
    if (own.every(({ answer }) => answer.status < 400)) continue;
    for (const { part } of own) failed.add(part.id);
    failed.add(group.name);
    if (!goOn) break;
  }
  const sums = new Map<string, number>();
  for (const { answer } of answers)
    for (const { dataset, rows } of answer.given ?? []) sums.set(dataset, (sums.get(dataset) ?? 0) + rows);
  const given = [...sums].map(([dataset, rows]) => ({ dataset, rows }));
  if (!multipart) return { ...answered(writeJsonBatch(answers)), given };
  const boundary = `batch_${randomUUID()}`;
  const headers = { 'content-type': `multipart/mixed; boundary=${boundary}` };
  return { ...answered(writeMultipartBatch(answers, boundary), headers), given };
}

async function answerGroup(
  ctx: Context,
  asked: Asked,
  request: Request,
  group: Group,
  made: Map<string, { address: string; id: number | string }>,
  failed: ReadonlySet<string>,
): Promise<Answered[]> {
  const refused = (error: unknown): Answer => {
    const problem = problemOf(error, request);
    // What we did not expect is ours to look into.
    if (problem.status >= 500) ctx.log.error({ err: error }, 'a part of a batch failed');
    return answered(problem, { 'content-type': 'application/problem+json; charset=utf-8' }, problem.status);
  };
  const own = new Map<string, { address: string; id: number | string }>();
  const one = async (part: Part, use: (inner: Asked) => Promise<Answer>): Promise<Answer> => {
    for (const id of part.dependsOn)
      if (failed.has(id)) throw new TarimError(sensorthingsErrors.depends, { id });
    const known: Made = new Map([...made, ...own]);
    const answer = await use({
      ...asked,
      method: part.method,
      url: resolveUrl(part.url, known),
      body: resolveBody(part.body, known),
    });
    const { location } = answer.headers;
    const id = (answer.body as { '@iot.id'?: number | string } | null | undefined)?.['@iot.id'];
    if (part.id !== '' && location !== undefined && id !== undefined)
      own.set(part.id, { address: location.slice(asked.base.length + BASE_PATH.length), id });
    return answer;
  };
  const keep = () => {
    for (const [id, what] of own) made.set(id, what);
  };
  if (!group.atomic) {
    const [part] = group.parts as [Part];
    try {
      const answer = await one(part, (inner) => alone(ctx, inner));
      keep();
      return [{ group, part, answer }];
    } catch (error) {
      return [{ group, part, answer: refused(error) }];
    }
  }
  let at = group.parts[0]!;
  try {
    const answers = await inOne(ctx, asked.client, async (w) => {
      const done: Answered[] = [];
      for (const part of group.parts) {
        at = part;
        if (part.method === 'GET') throw wrongBatch('a group that is kept whole holds no GET');
        done.push({ group, part, answer: await one(part, (inner) => writeIn(ctx, w, inner)) });
      }
      return done;
    });
    keep();
    return answers;
  } catch (error) {
    const answer = refused(error);
    const dropped = refused(new TarimError(sensorthingsErrors.depends, { id: at.id || group.name }));
    // The one that is wrong comes first, so that also who reads one answer only learns what it was.
    const rest = group.parts.filter((part) => part !== at);
    return [{ group, part: at, answer }, ...rest.map((part) => ({ group, part, answer: dropped }))];
  }
}

const alone = async (ctx: Context, inner: Asked): Promise<Answer> =>
  inner.method !== 'GET'
    ? write(ctx, inner)
    : /^\/?(?:\?|$)/.test(inner.url)
      ? answered(readRoot(ctx, inner))
      : read(ctx, inner);

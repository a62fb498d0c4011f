import { belowRoot, checked, type Group, MOST_PARTS, type Part, wrongBatch } from './batch.ts';
import type { Answer } from './exchange.ts';

interface Piece {
  readonly headers: ReadonlyMap<string, string>;
  readonly content: string;
}

const BOUNDARY = /;\s*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i;

/** A batch as `multipart/mixed` (OData 4.01 part 1 §11.7.7). @throws TarimError SENSORTHINGS_BATCH_INVALID */
export function readMultipartBatch(body: string, contentType: string): Group[] {
  let parts = 0;
  const request = (piece: Piece, own: string): Part => {
    if (++parts > MOST_PARTS) throw wrongBatch(`more than ${MOST_PARTS} requests`);
    return requestOf(piece, own);
  };
  return pieces(body, contentType).map((piece, index): Group => {
    const type = piece.headers.get('content-type') ?? '';
    if (!/^multipart\/mixed/i.test(type))
      return { atomic: false, name: '', parts: [request(piece, piece.headers.get('content-id') ?? '')] };
    const inner = pieces(piece.content, type);
    const own = inner.map((one) => request(one, one.headers.get('content-id') ?? ''));
    if (own.some((one) => one.method === 'GET')) throw wrongBatch('a change set holds no GET');
    return { atomic: true, name: `changeset_${index + 1}`, parts: own };
  });
}

/** Cuts at the boundary, with either kind of line end. */
function pieces(body: string, contentType: string): Piece[] {
  const [, quoted, bare] = BOUNDARY.exec(contentType) ?? [];
  const boundary = quoted ?? bare;
  if (boundary === undefined) throw wrongBatch('no boundary');
  const lines = body.split(/\r\n|\n/);
  const found: Piece[] = [];
  let current: string[] | null = null;
  let ended = false;
  for (const line of lines) {
    const trimmed = line.trimEnd();
    if (trimmed === `--${boundary}` || trimmed === `--${boundary}--`) {
      if (current) found.push(pieceOf(current));
      current = trimmed.endsWith(`${boundary}--`) ? null : [];
      ended = current === null;
      if (ended) break;
      if (found.length > MOST_PARTS) throw wrongBatch(`more than ${MOST_PARTS} requests`);
    } else current?.push(line);
  }
  if (!ended) throw wrongBatch('the last boundary is missing');
  if (found.length === 0) throw wrongBatch('there is no request in it');
  return found;
}

function pieceOf(lines: readonly string[]): Piece {
  const blank = lines.indexOf('');
  const head = blank < 0 ? lines : lines.slice(0, blank);
  return { headers: headersOf(head), content: blank < 0 ? '' : lines.slice(blank + 1).join('\r\n') };
}

function headersOf(lines: readonly string[]): Map<string, string> {
  return new Map(
    lines.flatMap((line) => {
      const at = line.indexOf(':');
      return at > 0 ? [[line.slice(0, at).trim().toLowerCase(), line.slice(at + 1).trim()] as const] : [];
    }),
  );
}

/** `POST Things HTTP/1.1`, headers, an empty line, the body. */
function requestOf({ headers, content }: Piece, id: string): Part {
  const type = headers.get('content-type') ?? '';
  if (!/^application\/http/i.test(type)) throw wrongBatch('a part is application/http');
  const lines = content.replace(/^(?:\r\n)+/, '').split('\r\n');
  const [method, url] =
    /^([A-Za-z]+)\s+(\S.*?)(?:\s+HTTP\/\d(?:\.\d)?)?$/.exec(lines[0] ?? '')?.slice(1) ?? [];
  if (!method || !url) throw wrongBatch('a request line is needed');
  const blank = lines.indexOf('', 1);
  const inner = headersOf(lines.slice(1, blank < 0 ? undefined : blank));
  const text =
    blank < 0
      ? ''
      : lines
          .slice(blank + 1)
          .join('\r\n')
          .trim();
  let body: unknown;
  try {
    body = text === '' ? undefined : JSON.parse(text);
  } catch {
    throw wrongBatch(`the body of ${id || url} is not JSON`);
  }
  return checked({
    // Some clients put the id among the headers of the request itself.
    id: id || (inner.get('content-id') ?? ''),
    method: method.toUpperCase(),
    url: belowRoot(url.trim()),
    body,
    dependsOn: [],
  });
}

const REASONS: Readonly<Record<number, string>> = {
  200: 'OK',
  201: 'Created',
  204: 'No Content',
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  422: 'Unprocessable Content',
  424: 'Failed Dependency',
};

function told(part: Part, answer: Answer): string {
  const body =
    answer.body === undefined
      ? ''
      : typeof answer.body === 'string'
        ? answer.body
        : JSON.stringify(answer.body);
  const headers = {
    ...(body === '' ? {} : { 'content-type': 'application/json; charset=utf-8' }),
    ...answer.headers,
    ...(body === '' ? {} : { 'content-length': String(Buffer.byteLength(body)) }),
  };
  return [
    'Content-Type: application/http',
    'Content-Transfer-Encoding: binary',
    ...(part.id ? [`Content-ID: ${part.id}`] : []),
    '',
    `HTTP/1.1 ${answer.status} ${REASONS[answer.status] ?? ''}`.trimEnd(),
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    '',
    body,
  ].join('\r\n');
}

/** Answers in the order of the requests; a change set that failed has one answer for all of it. */
export function writeMultipartBatch(
  answers: readonly { readonly group: Group; readonly part: Part; readonly answer: Answer }[],
  boundary: string,
): string {
  const out: string[] = [];
  for (const [index, { group, part, answer }] of answers.entries()) {
    const first = answers[index - 1]?.group !== group;
    const failed = group.atomic && answer.status >= 400;
    if (!group.atomic || failed) {
      if (first || !failed) out.push(`--${boundary}`, told(part, answer));
      continue;
    }
    // Not the outer one with more behind it: not every client compares whole lines.
    const inner = `${group.name}_${boundary.replace('batch_', '')}`;
    if (first) out.push(`--${boundary}`, `Content-Type: multipart/mixed; boundary=${inner}`, '');
    out.push(`--${inner}`, told(part, answer));
    if (answers[index + 1]?.group !== group) out.push(`--${inner}--`);
  }
  return `${[...out, `--${boundary}--`].join('\r\n')}\r\n`;
}

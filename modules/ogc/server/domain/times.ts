/** An RFC 3339 instant as PostgreSQL and JavaScript both read it; null for anything else, such as 30 February. */
export function instantOf(text: string): string | null {
  const parts =
    /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/.exec(
      text,
    );
  return parts && dayOf(parts[1]!) ? text : null;
}

/** A calendar day `YYYY-MM-DD` that exists. */
export function dayOf(text: string): string | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || text < '0001') return null;
  const at = Date.parse(`${text}T00:00:00Z`);
  return Number.isFinite(at) && new Date(at).toISOString().startsWith(text) ? text : null;
}

export interface Span {
  readonly from?: Date;
  readonly to?: Date;
}

/** Days are those of Beijing, as everywhere in the platform. */
const opening = (text: string): Date | null => {
  if (instantOf(text)) return new Date(text);
  return dayOf(text) ? new Date(`${text}T00:00:00+08:00`) : null;
};
const closing = (text: string): Date | null => {
  if (instantOf(text)) return new Date(text);
  return dayOf(text) ? new Date(`${text}T23:59:59.999+08:00`) : null;
};

/** The parameter `datetime` (OGC 17-069r4, 7.15.4): an instant, a day, or an interval with open ends; null when it is none. */
export function spanOf(text: string): Span | null {
  const ends = text.split('/');
  if (ends.length > 2) return null;
  if (ends.length === 1) {
    const [from, to] = [opening(text), closing(text)];
    return from && to ? { from, to } : null;
  }
  const [a, b] = ends as [string, string];
  const open = (end: string) => end === '' || end === '..';
  if (open(a) && open(b)) return {};
  const from = open(a) ? undefined : opening(a);
  const to = open(b) ? undefined : closing(b);
  if (from === null || to === null || (from && to && from > to)) return null;
  return { ...(from ? { from } : {}), ...(to ? { to } : {}) };
}

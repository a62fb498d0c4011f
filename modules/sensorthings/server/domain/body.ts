import { TarimError } from '@tarim/kernel';
import { sensorthingsErrors } from '../errors.ts';

export type Body = Readonly<Record<string, unknown>>;

const NAME = 500;
const TEXT = 4_000;
const JSON_LENGTH = 20_000;
/** Years in which somebody measures: PostgreSQL knows more of them than calendars do. */
const [EARLIEST, LATEST] = [Date.UTC(1900), Date.UTC(2200)];

/** @throws TarimError SENSORTHINGS_BODY_INVALID */
export function wrongBody(member: string, reason: string): TarimError {
  return new TarimError(sensorthingsErrors.body, { member: member.slice(0, 60), reason });
}

export function objectOf(value: unknown, member: string): Body {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Body;
  throw wrongBody(member, 'an object is needed');
}

/** A list of objects; absent is none. */
export function listOf(value: unknown, member: string): Body[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw wrongBody(member, 'a list is needed');
  return value.map((one) => objectOf(one, member));
}

export function textOf(body: Body, member: string, most = TEXT): string {
  const value = body[member];
  if (typeof value !== 'string' || value.trim() === '') throw wrongBody(member, 'a text is needed');
  if (value.length > most) throw wrongBody(member, `more than ${most} characters`);
  // PostgreSQL keeps no NUL in texts.
  if (value.includes('\0')) throw wrongBody(member, 'it holds NUL');
  return value;
}
export const nameOf = (body: Body): string => textOf(body, 'name', NAME);

/** Free members of an entity; absent: none. */
export function jsonOf(body: Body, member: string): object {
  const value = body[member];
  if (value === undefined || value === null) return {};
  const found = objectOf(value, member);
  const text = JSON.stringify(found);
  if (text.length > JSON_LENGTH) throw wrongBody(member, `more than ${JSON_LENGTH} characters`);
  if (text.includes('\\u0000')) throw wrongBody(member, 'it holds NUL');
  return found;
}

/** A point of GeoJSON, or any GeoJSON object whose first position stands for its place. */
export function placeOf(
  body: Body,
  member: string,
): { geometry: object; lon: number | null; lat: number | null } {
  const geometry = jsonOf(body, member) as { type?: unknown; coordinates?: unknown; geometry?: object };
  if (typeof geometry.type !== 'string') throw wrongBody(member, 'GeoJSON is needed');
  const inner = (geometry.type === 'Feature' ? geometry.geometry : geometry) as { coordinates?: unknown };
  let at: unknown = inner?.coordinates;
  while (Array.isArray(at) && Array.isArray(at[0])) at = at[0];
  const [lon, lat] = Array.isArray(at) ? (at as unknown[]) : [];
  if (typeof lon !== 'number' || typeof lat !== 'number' || Math.abs(lon) > 180 || Math.abs(lat) > 90)
    throw wrongBody(member, 'longitude and latitude in degrees are needed');
  return { geometry, lon, lat };
}

/** An instant, or the beginning of an interval; absent: `otherwise`. */
export function instantOf(value: unknown, member: string, otherwise: Date): Date {
  if (value === undefined || value === null) return otherwise;
  const ms = typeof value === 'string' ? Date.parse(value.split('/')[0]!) : Number.NaN;
  if (!(ms >= EARLIEST && ms <= LATEST)) throw wrongBody(member, 'an ISO 8601 time is needed');
  return new Date(ms);
}

export function resultOf(value: unknown): number {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof number === 'number' && Number.isFinite(number)) return number;
  throw wrongBody('result', 'a number is needed');
}

/** The id that a link object names; clients put further members beside it, which say nothing. Null: a new entity. */
export function linkOf(body: Body): number | null {
  const id = body['@iot.id'];
  if (id === undefined || id === null) return null;
  const number = typeof id === 'string' && /^\d{1,15}$/.test(id) ? Number(id) : id;
  if (typeof number === 'number' && Number.isSafeInteger(number) && number > 0) return number;
  throw wrongBody('@iot.id', 'a number is needed');
}

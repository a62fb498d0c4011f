import { describe, expect, it } from 'vitest';
import { isFresh, Snapshots, snapshotOf } from './snapshot.ts';

function counter() {
  let n = 0;
  return { compute: async () => ({ n: ++n }), count: () => n };
}

describe('kept answers', () => {
  it('are computed once for all who ask within their time', async () => {
    let now = 0;
    const kept = new Snapshots(30_000, 10, () => now);
    const work = counter();
    await Promise.all([kept.get('a', work.compute), kept.get('a', work.compute)]);
    now = 29_999;
    await kept.get('a', work.compute);
    expect(work.count()).toBe(1);
    now = 30_000;
    await kept.get('a', work.compute);
    expect(work.count()).toBe(2);
  });

  it('never grow beyond their bound: the least recently asked goes', async () => {
    const kept = new Snapshots(30_000, 2, () => 0);
    const work = counter();
    await kept.get('a', work.compute);
    await kept.get('b', work.compute);
    await kept.get('a', work.compute);
    await kept.get('c', work.compute);
    expect(work.count()).toBe(3);
    await kept.get('a', work.compute);
    expect(work.count()).toBe(3);
    await kept.get('b', work.compute);
    expect(work.count()).toBe(4);
  });

  it('do not keep a failure', async () => {
    const kept = new Snapshots(30_000, 2, () => 0);
    await expect(kept.get('a', () => Promise.reject(new Error('down')))).rejects.toThrow('down');
    await expect(kept.get('a', async () => ({ ok: true }))).resolves.toMatchObject({ body: { ok: true } });
  });
});

describe('tags', () => {
  it('follow the facts, not the time of looking', () => {
    const a = snapshotOf({ at: '10:00', cities: [{ aqi: 60 }] });
    const later = snapshotOf({ at: '10:01', cities: [{ aqi: 60 }] });
    const other = snapshotOf({ at: '10:00', cities: [{ aqi: 61 }] });
    expect(later.etag).toBe(a.etag);
    expect(other.etag).not.toBe(a.etag);
  });

  it('answer 304 to those who have them', () => {
    const headers: Record<string, unknown> = {};
    const reply = {
      header: (name: string, value: unknown) => Object.assign(headers, { [name]: value }),
    } as never;
    const ask = (etag?: string) =>
      isFresh({ headers: { 'if-none-match': etag } } as never, reply, 'W/"x"', 30);
    expect(ask()).toBe(false);
    expect(ask('W/"y"')).toBe(false);
    expect(ask('W/"y", W/"x"')).toBe(true);
    expect(headers).toMatchObject({
      etag: 'W/"x"',
      'cache-control': 'public, max-age=30, stale-while-revalidate=30',
    });
  });
});

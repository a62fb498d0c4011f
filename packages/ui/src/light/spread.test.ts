import { expect, test } from 'vitest';
import { type Badge, spread } from './spread.ts';

const frame = { width: 400, height: 300 };
const badge = (x: number, y: number): Badge => ({ x, y, width: 36, height: 20 });

function covering(places: { x: number; y: number }[], badges: readonly Badge[]): number {
  let count = 0;
  for (let i = 0; i < places.length; i++)
    for (let j = i + 1; j < places.length; j++) {
      const wide = Math.abs(places[i]!.x - places[j]!.x) < (badges[i]!.width + badges[j]!.width) / 2 - 0.5;
      const high = Math.abs(places[i]!.y - places[j]!.y) < (badges[i]!.height + badges[j]!.height) / 2 - 0.5;
      if (wide && high) count++;
    }
  return count;
}

test('a badge that stands alone stays where it belongs', () => {
  const [a, b] = spread([badge(100, 100), badge(300, 200)], frame);
  expect(Math.abs(a!.x - 100) + Math.abs(b!.y - 200)).toBeLessThan(0.1);
});

test('badges in one place, and a crowd, do not cover each other nor leave the frame', () => {
  const same = Array.from({ length: 8 }, () => badge(200, 150));
  // A fixed sequence: the crowd is the same each time.
  const crowd = Array.from({ length: 26 }, (_, i) =>
    badge(200 + ((i * 37) % 90) - 45, 120 + ((i * 53) % 70) - 35),
  );
  for (const badges of [same, crowd]) {
    const places = spread(badges, frame);
    expect(covering(places, badges)).toBe(0);
    for (const { x, y } of places) expect(x >= 18 && x <= 382 && y >= 10 && y <= 290).toBe(true);
  }
});

test('nobody is moved further than the crowd is large', () => {
  const badges = Array.from({ length: 5 }, (_, i) => badge(200 + i * 4, 150));
  for (const [index, { x, y }] of spread(badges, frame).entries())
    expect(Math.hypot(x - badges[index]!.x, y - badges[index]!.y)).toBeLessThan(60);
});

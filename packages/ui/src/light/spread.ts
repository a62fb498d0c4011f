/** A badge on a map: where it belongs, and its size, in the units of the drawing. */
export interface Badge {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const ROUNDS = 160;
/** Free space between two badges. */
const GAP = 2;

/**
 * Moves badges apart until none covers another, each as little as needed and none out of the frame. Neighbours push
 * each other along the axis on which they overlap less; a weak pull brings them back to where they belong.
 */
export function spread(
  badges: readonly Badge[],
  frame: { readonly width: number; readonly height: number },
): { x: number; y: number }[] {
  // Places that are the same would never part: a small difference by order tells them which way to go.
  const at = badges.map(({ x, y }, index) => ({ x: x + index * 1e-3, y: y + index * 1e-3 }));
  for (let round = 0; round < ROUNDS; round++) {
    let moved = false;
    for (let i = 0; i < at.length; i++) {
      for (let j = i + 1; j < at.length; j++) moved = part(at[i]!, at[j]!, badges[i]!, badges[j]!) || moved;
    }
    for (const [index, one] of at.entries()) {
      const badge = badges[index]!;
      // The pull fades out, so that the last rounds only part.
      const pull = 0.06 * (1 - round / ROUNDS);
      one.x += (badge.x - one.x) * pull;
      one.y += (badge.y - one.y) * pull;
      one.x = Math.min(frame.width - badge.width / 2, Math.max(badge.width / 2, one.x));
      one.y = Math.min(frame.height - badge.height / 2, Math.max(badge.height / 2, one.y));
    }
    if (!moved && round > 0) break;
  }
  return at;
}

type Place = { x: number; y: number };

function part(a: Place, b: Place, one: Badge, other: Badge): boolean {
  const dx = b.x - a.x;
  const dy = b.y - a.y;
  const overX = (one.width + other.width) / 2 + GAP - Math.abs(dx);
  const overY = (one.height + other.height) / 2 + GAP - Math.abs(dy);
  if (overX <= 0 || overY <= 0) return false;
  if (overX < overY) {
    const step = (overX / 2) * (dx < 0 ? -1 : 1);
    a.x -= step;
    b.x += step;
  } else {
    const step = (overY / 2) * (dy < 0 ? -1 : 1);
    a.y -= step;
    b.y += step;
  }
  return true;
}

import type { Path } from './clip.ts';

/** Command integers of one feature (Vector Tile 2.1, 4.3): moves, lines, closings, with differences in zigzag. */
export class Commands {
  values = new Uint32Array(1_024);
  length = 0;
  #x = 0;
  #y = 0;
  #ring = new Int32Array(512);

  reset(): void {
    this.length = 0;
    this.#x = 0;
    this.#y = 0;
  }

  #put(value: number): void {
    if (this.length === this.values.length) {
      const larger = new Uint32Array(this.values.length * 2);
      larger.set(this.values);
      this.values = larger;
    }
    this.values[this.length++] = value;
  }

  #step(x: number, y: number): void {
    const [dx, dy] = [x - this.#x, y - this.#y];
    this.#put(((dx << 1) ^ (dx >> 31)) >>> 0);
    this.#put(((dy << 1) ^ (dy >> 31)) >>> 0);
    this.#x = x;
    this.#y = y;
  }

  points(xy: readonly number[]): void {
    this.#put((xy.length / 2) * 8 + 1);
    for (let i = 0; i < xy.length; i += 2) this.#step(xy[i]!, xy[i + 1]!);
  }

  line(line: Path, grid: number): boolean {
    const count = this.#snapped(line, grid, false);
    if (count < 2) return false;
    this.#draw(count, false, false);
    return true;
  }

  /**
   * A ring on the grid, outer ones clockwise on the screen and holes against it. Every position falls on the grid by itself
   * alone, so that neighbours keep a common border. @returns false when nothing is left of it
   */
  ring(ring: Path, grid: number, hole: boolean): boolean {
    const count = this.#snapped(ring, grid, true);
    if (count < 3) return false;
    let area = 0;
    for (let i = 0, j = count - 1; i < count; j = i++)
      area += this.#ring[2 * j]! * this.#ring[2 * i + 1]! - this.#ring[2 * i]! * this.#ring[2 * j + 1]!;
    if (area === 0) return false;
    this.#draw(count, area > 0 === hole, true);
    return true;
  }

  #draw(count: number, backwards: boolean, closed: boolean): void {
    const at = (i: number) => 2 * (backwards ? count - 1 - i : i);
    this.#put(9);
    this.#step(this.#ring[at(0)]!, this.#ring[at(0) + 1]!);
    this.#put((count - 1) * 8 + 2);
    for (let i = 1; i < count; i++) this.#step(this.#ring[at(i)]!, this.#ring[at(i) + 1]!);
    if (closed) this.#put(15);
  }

  /** Rounds to the grid and leaves out what then says nothing: repeats, and positions straight between two others. */
  #snapped({ values, length }: Path, grid: number, closed: boolean): number {
    if (this.#ring.length < length) this.#ring = new Int32Array(length * 2);
    const ring = this.#ring;
    let n = 0;
    for (let i = 0; i < length; i += 2) {
      const x = Math.round(values[i]! / grid) * grid;
      const y = Math.round(values[i + 1]! / grid) * grid;
      if (n > 0 && ring[2 * n - 2] === x && ring[2 * n - 1] === y) continue;
      while (n > 1 && between(ring[2 * n - 4]!, ring[2 * n - 3]!, ring[2 * n - 2]!, ring[2 * n - 1]!, x, y))
        n--;
      ring[2 * n] = x;
      ring[2 * n + 1] = y;
      n++;
    }
    if (closed) while (n > 1 && ring[0] === ring[2 * n - 2] && ring[1] === ring[2 * n - 1]) n--;
    return n;
  }
}

function between(ax: number, ay: number, bx: number, by: number, cx: number, cy: number): boolean {
  const [ux, uy, vx, vy] = [bx - ax, by - ay, cx - bx, cy - by];
  return ux * vy === uy * vx && ux * vx + uy * vy >= 0;
}

import type { Band } from '../../contract.ts';

const UNITS: Readonly<Record<string, number>> = { hz: 1, khz: 1e3, mhz: 1e6, ghz: 1e9 };
const BAND = /^(\d+(?:\.\d+)?)(?:\s*[-–~]\s*(\d+(?:\.\d+)?))?\s*([kMG]?Hz)$/i;
const [LEAST, MOST] = [1, 3e11];

/** Bands as people write them: `50 Hz`, `3400-3600 MHz、900 MHz`. Null: not to be read, or outside 1 Hz to 300 GHz. */
export function readBands(text: string): Band[] | null {
  const parts = text
    .split(/[;；、,，]/)
    .map((one) => one.trim())
    .filter(Boolean);
  const bands = parts.map((part) => {
    const match = BAND.exec(part);
    if (!match) return null;
    const times = UNITS[match[3]!.toLowerCase()]!;
    // 3.4 GHz is 3 400 000 000 Hz, not a hair beside it.
    const hz = (figure: string) => Math.round(Number(figure) * times * 1e3) / 1e3;
    const band = { fromHz: hz(match[1]!), toHz: hz(match[2] ?? match[1]!) };
    return band.fromHz <= band.toHz && band.fromHz >= LEAST && band.toHz <= MOST ? band : null;
  });
  return bands.length > 0 && bands.every((one) => one !== null) ? bands : null;
}

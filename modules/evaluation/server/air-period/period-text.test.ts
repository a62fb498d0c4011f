import { expect, test } from 'vitest';
import { periodText } from './period-text.ts';

test.each([
  ['2025-01-01', '2025-12-31', '2025'],
  ['2024-04-01', '2024-06-30', '2024-Q2'],
  ['2024-02-01', '2024-02-29', '2024-02'],
  ['2025-02-01', '2025-02-27', '2025-02-01/2025-02-27'],
  ['2024-01-01', '2025-12-31', '2024-01-01/2025-12-31'],
])('%s to %s is %s', (from, to, name) => expect(periodText(from, to)).toBe(name));

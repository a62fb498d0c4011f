/** A stretch of text that is in both, only in what was before, or only in what is now. */
interface Stretch {
  readonly text: string;
  readonly is: 'same' | 'gone' | 'new';
}

/** Beyond so many pairs of letters the whole middle counts as replaced. */
const MOST_PAIRS = 1_000_000;

/** What changed from one text to another, letter by letter (longest common subsequence between the same begin and end). */
export function differenceOf(before: string, now: string): Stretch[] {
  const [a, b] = [[...before], [...now]];
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  const [left, right] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  return joined([
    { text: a.slice(0, start).join(''), is: 'same' },
    ...middle(left, right),
    { text: a.slice(a.length - end).join(''), is: 'same' },
  ]);
}

function middle(a: readonly string[], b: readonly string[]): Stretch[] {
  if (a.length * b.length > MOST_PAIRS || a.length === 0 || b.length === 0)
    return [
      { text: a.join(''), is: 'gone' },
      { text: b.join(''), is: 'new' },
    ];
  // common[i][j]: length of what `a` from i and `b` from j have in common.
  const width = b.length + 1;
  const common = new Uint16Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      common[i * width + j] =
        a[i] === b[j]
          ? common[(i + 1) * width + j + 1]! + 1
          : Math.max(common[(i + 1) * width + j]!, common[i * width + j + 1]!);
  const found: Stretch[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      found.push({ text: a[i]!, is: 'same' });
      i++;
      j++;
    } else if (j === b.length || (i < a.length && common[(i + 1) * width + j]! >= common[i * width + j + 1]!))
      found.push({ text: a[i++]!, is: 'gone' });
    else found.push({ text: b[j++]!, is: 'new' });
  }
  return found;
}

function joined(all: readonly Stretch[]): Stretch[] {
  const out: Stretch[] = [];
  for (const one of all) {
    const last = out.at(-1);
    if (one.text === '') continue;
    if (last?.is === one.is) out[out.length - 1] = { ...last, text: last.text + one.text };
    else out.push(one);
  }
  return out;
}

import { type Context, type Dataset, datasetRevision } from '@tarim/platform';

interface Asked {
  readonly running: Promise<string>;
  waiting: Promise<string> | null;
}

const asked = new WeakMap<object, Map<string, Asked>>();

/**
 * The revision of a set's rows, asked of the database once for all who come while an answer is on its way: each gets an
 * answer that was begun after they came, so that nobody reads what is older than their own question.
 */
export function revisionOf(ctx: Context, set: Dataset): Promise<string> {
  let sets = asked.get(ctx.datasets);
  if (!sets) {
    sets = new Map();
    asked.set(ctx.datasets, sets);
  }
  const now = sets.get(set.id);
  if (!now) return begin(ctx, set, sets);
  now.waiting ??= now.running.then(
    () => begin(ctx, set, sets),
    () => begin(ctx, set, sets),
  );
  return now.waiting;
}

function begin(ctx: Context, set: Dataset, sets: Map<string, Asked>): Promise<string> {
  const running = datasetRevision(ctx.db, set);
  const own: Asked = { running, waiting: null };
  sets.set(set.id, own);
  const end = () => {
    if (sets.get(set.id) === own) sets.delete(set.id);
  };
  running.then(end, end);
  return running;
}

import { type Context, changesOf, type Dataset, datasetRevision } from '@tarim/platform';

interface Asked {
  readonly running: Promise<string>;
  waiting: Promise<string> | null;
}

/** What the database said last. */
interface Known {
  readonly revision: string;
  /** When it was asked, and how many changes this process knew of then. */
  readonly at: number;
  readonly changes: number;
}

/**
 * So long a revision stands, unless this process writes or hears of a change: only what another process wrote in silence can be
 * this late, less than the way of an answer to its reader takes.
 */
const STANDS_MS = 20;

const asked = new WeakMap<
  object,
  { readonly asked: Map<string, Asked>; readonly known: Map<string, Known> }
>();

/**
 * The revision of a set's rows. Asked of the database once for all who come while an answer is on its way, each of whom gets an
 * answer that was begun after they came, and again for those who come in the moment after it. Whoever wrote through this process, or
 * heard through it that something was written, is never given what was there before.
 */
export function revisionOf(ctx: Context, set: Dataset): Promise<string> {
  let own = asked.get(ctx.datasets);
  if (!own) {
    own = { asked: new Map(), known: new Map() };
    asked.set(ctx.datasets, own);
  }
  const known = own.known.get(set.id);
  if (known && known.changes === changesOf(ctx.db) && performance.now() - known.at < STANDS_MS)
    return Promise.resolve(known.revision);
  const now = own.asked.get(set.id);
  if (!now) return begin(ctx, set, own);
  const shared = own;
  now.waiting ??= now.running.then(
    () => begin(ctx, set, shared),
    () => begin(ctx, set, shared),
  );
  return now.waiting;
}

function begin(
  ctx: Context,
  set: Dataset,
  { asked, known }: { readonly asked: Map<string, Asked>; readonly known: Map<string, Known> },
): Promise<string> {
  const [at, changes] = [performance.now(), changesOf(ctx.db)];
  const running = datasetRevision(ctx.db, set);
  const own: Asked = { running, waiting: null };
  asked.set(set.id, own);
  const end = () => {
    if (asked.get(set.id) === own) asked.delete(set.id);
  };
  running.then((revision) => {
    end();
    known.set(set.id, { revision, at, changes });
  }, end);
  return running;
}

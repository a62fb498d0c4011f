import type { Post } from '@tarim/platform';
import { scope } from './policy.ts';

const MANAGE = 'identity.manage';

/** The unit that all posts lie in, which is competent for the person as a whole; `/` when they lie in both hierarchies. */
export function commonUnit(posts: readonly Pick<Post, 'unitPath'>[]): string {
  const [first, ...rest] = posts.map((post) => post.unitPath.split('/').slice(1, -1));
  if (!first) return '/';
  const shared = rest.reduce((common, codes) => {
    const end = common.findIndex((code, index) => codes[index] !== code);
    return end < 0 ? common : common.slice(0, end);
  }, first);
  return shared.length === 0 ? '/' : `/${shared.join('/')}/`;
}

export interface Standing {
  readonly active: boolean;
  readonly posts: readonly Post[];
}

const unitsManaged = ({ active, posts }: Standing): readonly string[] =>
  active ? scope({ userId: '', name: '', posts }, MANAGE).unitPaths : [];

/** Whether the person can administer the whole platform: everything else can be repaired by such a one. */
export const administersAll = (person: Standing): boolean => unitsManaged(person).includes('/');

/**
 * Why a change of a person must not be (pure): nobody shuts himself out or lays down what he administers — a slip that he
 * could not undo — and somebody must be left who administers the whole platform.
 */
export function refusalOf(change: {
  readonly before: Standing;
  readonly after: Standing;
  readonly self: boolean;
  /** Other active people who administer the whole platform. */
  readonly others: number;
}): 'self' | 'last' | null {
  const { before, after, self, others } = change;
  if (self) {
    const kept = unitsManaged(after);
    const lost = unitsManaged(before).some((unit) => !kept.some((one) => unit.startsWith(one)));
    if (!after.active || lost) return 'self';
  }
  return administersAll(before) && !administersAll(after) && others === 0 ? 'last' : null;
}

import { useSession } from '@tarim/ui';
import { useState } from 'react';

const KEPT = 'tarim.duty.unit';
/** Who may everywhere begins with the autonomous region. */
const FIRST = '/650000/';

/** The body whose duty a page shows: the one chosen last, else that of the person's post. */
export function useDutyUnit(): [string, (unitPath: string | undefined) => void] {
  const { grants } = useSession();
  const own = ['duty.work', 'duty.read']
    .flatMap((action) => grants.find((one) => one.action === action)?.unitPaths ?? [])
    .find((path) => path !== '/');
  const [unitPath, setUnitPath] = useState(() => localStorage.getItem(KEPT) ?? own ?? FIRST);
  return [
    unitPath,
    (path) => {
      const next = path ?? own ?? FIRST;
      localStorage.setItem(KEPT, next);
      setUnitPath(next);
    },
  ];
}

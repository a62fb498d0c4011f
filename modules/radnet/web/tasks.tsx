import { whoIsOnDuty } from '@tarim/duty/contract';
import { dispatchTask, tasksOfRadiation } from '@tarim/supervision/contract';
import {
  HandOverButton,
  HandOverDialog,
  TaskLinks,
  useMay,
  useRouteMutation,
  useRouteQuery,
  useText,
  useUnitName,
} from '@tarim/ui';
import { type ReactNode, useState } from 'react';

const LOOK_MS = 30_000;

/** What was asked of whom about this finding (督办), with the way there; who may hand out hands it to somebody by name (指派). */
export function Tasks({ id, unitPath }: { id: number; unitPath: string }): ReactNode {
  const asked = { params: { source: 'radnet' as const, id } };
  const query = useRouteQuery(tasksOfRadiation, asked, { refetchMs: LOOK_MS });
  const may = useMay('supervision.dispatch', unitPath);
  const [open, setOpen] = useState(false);
  return (
    <>
      <TaskLinks tasks={query.data?.tasks ?? []} />
      {may ? <HandOverButton onOpen={() => setOpen(true)} /> : null}
      {open ? <HandOut id={id} unitPath={unitPath} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function HandOut({
  id,
  unitPath,
  onClose,
}: {
  id: number;
  unitPath: string;
  onClose: () => void;
}): ReactNode {
  const t = useText('radnet');
  const unitName = useUnitName();
  const duty = useRouteQuery(whoIsOnDuty, { query: { unitPath } });
  const send = useRouteMutation(dispatchTask, {
    success: t('tasks.handed'),
    refresh: ['supervision'],
    onSuccess: onClose,
  });
  if (!duty.data && !duty.isError) return null;
  const people = (duty.data?.shifts ?? []).flatMap((shift) =>
    shift.people.map(({ name }) => ({ name, post: unitName(shift.unitPath) })),
  );
  return (
    <HandOverDialog
      people={people}
      busy={send.isPending}
      onSend={(body) => send.mutate({ body: { ...body, radiation: { source: 'radnet', id } } })}
      onClose={onClose}
    />
  );
}

import {
  CursorPager,
  Page,
  QueryState,
  useCursor,
  useMay,
  useOwnEnterprises,
  useRouteQuery,
  useText,
} from '@tarim/ui';
import { Button, Checkbox } from 'antd';
import { type ReactNode, useState } from 'react';
import { listMarks } from '../contract.ts';
import { MarkDialog } from './mark-dialog.tsx';
import { MarkList } from './mark-list.tsx';

/** Marks of production and equipment of all outlets that one sees; the enterprise makes its own here. */
export default function MarksPage(): ReactNode {
  const t = useText('quality');
  const own = useOwnEnterprises();
  const mayMark = useMay('quality.mark') || own.length > 0;
  const [late, setLate] = useState(false);
  const [current, setCurrent] = useState(true);
  const [open, setOpen] = useState(false);
  const at = useCursor<number>();
  const list = useRouteQuery(listMarks, {
    query: {
      late: late || undefined,
      current: current || undefined,
      before: at.cursor,
      limit: 100,
    },
  });
  return (
    <Page
      title={t('marks.page')}
      note={t('marks.note')}
      extra={
        mayMark ? (
          <Button type="primary" onClick={() => setOpen(true)}>
            {t('mark.new')}
          </Button>
        ) : null
      }
    >
      <div className="filters">
        <Checkbox
          checked={current}
          onChange={(event) => {
            setCurrent(event.target.checked);
            at.reset();
          }}
        >
          {t('marks.current')}
        </Checkbox>
        <Checkbox
          checked={late}
          onChange={(event) => {
            setLate(event.target.checked);
            at.reset();
          }}
        >
          {t('marks.onlyLate')}
        </Checkbox>
      </div>
      <QueryState query={list}>
        <MarkList outlets marks={list.data?.marks ?? []} />
        <CursorPager at={at} next={list.data?.next ?? null} busy={list.isPlaceholderData} />
      </QueryState>
      {open ? <MarkDialog mark={null} onClose={() => setOpen(false)} /> : null}
    </Page>
  );
}

import { urlOf } from '@tarim/platform/contract';
import { Page, QueryState, SheetDialog, UnitSelect, useMay, useRouteQuery, useText } from '@tarim/ui';
import { Button, Switch } from 'antd';
import { type ReactNode, useState } from 'react';
import { importRecords, listRecords, recordTemplate } from '../contract.ts';
import { RecordTable } from './record-view.tsx';
import { Simulated } from './words.tsx';

/** Records of all outlets one may see, the newest first. */
export default function RecordsPage(): ReactNode {
  const t = useText('operation');
  const may = useMay('operation.record');
  const [unitPath, setUnitPath] = useState<string | undefined>();
  const [failed, setFailed] = useState(false);
  const [file, setFile] = useState(false);
  const list = useRouteQuery(listRecords, { query: { unitPath, failed, limit: 200 } });
  const rows = list.data?.records ?? [];
  return (
    <Page
      title={t('records.title')}
      note={t('records.note')}
      extra={
        <>
          <Simulated when={rows.some((row) => row.simulated)} />
          {may ? <Button onClick={() => setFile(true)}>{t('records.import')}</Button> : null}
        </>
      }
    >
      <div className="filters">
        <UnitSelect
          allowClear
          style={{ width: 240 }}
          aria-label={t('unit')}
          placeholder={t('allUnits')}
          value={unitPath}
          onChange={setUnitPath}
        />
        <Switch aria-label={t('records.failedOnly')} checked={failed} onChange={setFailed} />
        <span>{t('records.failedOnly')}</span>
      </div>
      <QueryState query={list}>
        <RecordTable rows={rows} outlet />
        {list.data?.next ? <p className="muted">{t('records.more')}</p> : null}
      </QueryState>
      {file ? (
        <SheetDialog
          title={t('records.import')}
          def={importRecords}
          template={urlOf(recordTemplate, {}, {})}
          accept=".xlsx,.csv"
          onClose={() => setFile(false)}
        />
      ) : null}
    </Page>
  );
}

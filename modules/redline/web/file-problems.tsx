import { DataTable, useText } from '@tarim/ui';
import { Tag } from 'antd';
import type { ReactNode } from 'react';
import type { FileProblem } from '../contract.ts';

interface Told extends FileProblem {
  readonly note: boolean;
}

/** What a file was refused for, feature by feature, and what was done to it. */
export function FileProblems({
  problems,
  notes,
}: {
  problems: readonly FileProblem[];
  notes: readonly FileProblem[];
}): ReactNode {
  const t = useText('redline');
  const rows: Told[] = [
    ...problems.map((one) => ({ ...one, note: false })),
    ...notes.map((one) => ({ ...one, note: true })),
  ];
  if (rows.length === 0) return null;
  return (
    <DataTable<Told>
      name={t('import.problems')}
      rowKey={(row) => `${row.note}${row.row}${row.code}${row.message}`}
      pagination={{ pageSize: 10, hideOnSinglePage: true, showSizeChanger: false }}
      scroll={{ x: 520 }}
      dataSource={rows}
      columns={[
        { title: t('import.feature'), value: (row) => (row.row === 0 ? t('import.file') : row.row) },
        {
          title: t('import.kind'),
          value: (row) => t(row.note ? 'import.note' : 'import.error'),
          render: (_, row) => (
            <Tag color={row.note ? 'blue' : 'red'}>{t(row.note ? 'import.note' : 'import.error')}</Tag>
          ),
        },
        { title: t('import.what'), dataIndex: 'message' },
        { title: t('import.code'), dataIndex: 'code', render: (code: string) => <code>{code}</code> },
      ]}
    />
  );
}

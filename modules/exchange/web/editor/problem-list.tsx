import { DataTable, useLanguage, useText } from '@tarim/ui';
import { Alert } from 'antd';
import type { ReactNode } from 'react';
import type { FieldMapping, Told } from '../../contract.ts';
import { fieldText, SeverityTag } from '../words.tsx';

const NO_FIELDS: readonly FieldMapping[] = [];

/** Notes on the whole file, then what is wrong with single rows. Nothing where nothing is. */
export function Problems({
  problems,
  fields = NO_FIELDS,
}: {
  problems: readonly Told[];
  /** Of the setting that was tried: their titles stand in the table. */
  fields?: readonly FieldMapping[];
}): ReactNode {
  const t = useText('exchange');
  const english = useLanguage().language === 'en';
  const notes = problems.filter((one) => one.severity === 'note');
  const rows = problems.filter((one) => one.severity !== 'note');
  return (
    <>
      {notes.map((one, index) => (
        <Alert key={index} type="info" showIcon style={{ marginBottom: 8 }} title={one.message} />
      ))}
      {rows.length > 0 ? (
        <DataTable<Told>
          name={t('problem.title')}
          rowKey={(row) => `${row.line} ${row.field} ${row.code} ${row.message}`}
          exported={false}
          pagination={{ pageSize: 10, hideOnSinglePage: true, showSizeChanger: false }}
          dataSource={rows}
          columns={[
            { title: t('problem.line'), dataIndex: 'line' },
            { title: t('problem.field'), value: (row) => fieldText(fields, row.field, english) },
            {
              title: t('problem.severity'),
              value: (row) => t(`severity.${row.severity}`),
              render: (_, row) => <SeverityTag severity={row.severity} />,
            },
            { title: t('problem.reason'), value: (row) => row.message },
          ]}
        />
      ) : null}
    </>
  );
}

import { DataTable, formatTime, instant, useRouteMutation, useText } from '@tarim/ui';
import { Button, Flex, Popconfirm } from 'antd';
import type { ReactNode } from 'react';
import { answerInvitation, type CampaignDetail, type Member } from '../contract.ts';
import { AnswerTag } from './words.tsx';

/** Who takes part; each invited unit answers for itself. */
export function Members({ one }: { one: CampaignDetail }): ReactNode {
  const t = useText('campaign');
  const send = useRouteMutation(answerInvitation, { success: t('member.answered') });
  const answer = (unitPath: string, said: 'confirmed' | 'declined') =>
    send.mutate({ params: { id: one.id }, body: { unitPath, answer: said, note: '' } });
  return (
    <DataTable<Member>
      name={t('member.title')}
      rowKey="unitPath"
      pagination={false}
      scroll={{ x: 600 }}
      dataSource={one.members as Member[]}
      columns={[
        { title: t('field.unit'), dataIndex: 'name' },
        {
          title: t('field.answer'),
          value: (row) => t(`answer.${row.answer}`),
          render: (_, row) => <AnswerTag answer={row.answer} />,
        },
        { title: t('field.by'), value: (row) => row.by ?? '—' },
        {
          title: t('field.at'),
          value: (row) => (row.at ? instant(row.at) : null),
          render: (_, row) => (row.at ? formatTime(row.at) : '—'),
        },
        {
          title: '',
          render: (_, row) =>
            row.mayAnswer ? (
              <Flex gap={8}>
                {row.answer === 'confirmed' ? null : (
                  <Button
                    size="small"
                    type="primary"
                    loading={send.isPending}
                    onClick={() => answer(row.unitPath, 'confirmed')}
                  >
                    {t('member.confirm')}
                  </Button>
                )}
                {row.answer === 'declined' ? null : (
                  <Popconfirm
                    title={`${t('member.decline')} · ${row.name}`}
                    okText={t('member.decline')}
                    onConfirm={() => answer(row.unitPath, 'declined')}
                  >
                    <Button size="small">{t('member.decline')}</Button>
                  </Popconfirm>
                )}
              </Flex>
            ) : null,
        },
      ]}
    />
  );
}

import { listEnterprises } from '@tarim/registry/contract';
import { useRouteMutation, useRouteQuery, useText } from '@tarim/ui';
import { Button, Flex, Modal, Select, Table } from 'antd';
import { type ReactNode, useState } from 'react';
import { assignObjects, type CampaignDetail } from '../contract.ts';

interface Chosen {
  readonly enterpriseId: number;
  readonly name: string;
  readonly unitPath: string;
}

/** Which unit looks at which enterprise; the whole list is saved at once. */
export function AssignDialog({ one, onClose }: { one: CampaignDetail; onClose: () => void }): ReactNode {
  const t = useText('campaign');
  const [chosen, setChosen] = useState<readonly Chosen[]>(one.objectList);
  const [unitPath, setUnitPath] = useState<string>(one.members[1]?.unitPath ?? one.leadPath);
  const [text, setText] = useState('');
  const [picked, setPicked] = useState<{ value: number; label: string }[]>([]);
  const found = useRouteQuery(listEnterprises, { query: { q: text.trim() || undefined, limit: 50 } });
  const save = useRouteMutation(assignObjects, { success: t('plan.assigned'), onSuccess: onClose });
  const names = new Map(one.members.map((member) => [member.unitPath, member.name]));
  const taken = new Set(chosen.map(({ enterpriseId }) => enterpriseId));
  const left = (found.data?.enterprises ?? []).filter(({ id }) => !taken.has(id));
  const add = () => {
    setChosen([
      ...chosen,
      ...picked.map(({ value, label }) => ({ enterpriseId: value, name: label, unitPath })),
    ]);
    setPicked([]);
  };
  return (
    <Modal
      open
      width={760}
      title={t('plan.assign')}
      onCancel={onClose}
      onOk={() =>
        save.mutate({
          params: { id: one.id },
          body: {
            objects: chosen.map(({ enterpriseId, unitPath: assigned }) => ({
              enterpriseId,
              unitPath: assigned,
            })),
          },
        })
      }
      confirmLoading={save.isPending}
    >
      <p className="muted">{t('plan.assignHint')}</p>
      <Flex gap={8} style={{ marginBottom: 12 }}>
        <Select
          aria-label={t('field.assigned')}
          style={{ width: 200 }}
          value={unitPath}
          onChange={setUnitPath}
          options={one.members.map((member) => ({ value: member.unitPath, label: member.name }))}
        />
        <Select<{ value: number; label: string }[]>
          // With its name, which is not among the options any more when another text is looked for.
          labelInValue
          mode="multiple"
          aria-label={t('field.enterprise')}
          placeholder={t('plan.search')}
          style={{ flex: 1 }}
          showSearch={{ filterOption: false, onSearch: setText }}
          value={picked}
          onChange={setPicked}
          options={left.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <Button disabled={picked.length === 0} onClick={add}>
          {t('plan.add')}
        </Button>
      </Flex>
      <Table<Chosen>
        size="small"
        rowKey="enterpriseId"
        pagination={{ pageSize: 10, hideOnSinglePage: true }}
        dataSource={chosen as Chosen[]}
        columns={[
          { title: t('field.enterprise'), dataIndex: 'name' },
          { title: t('field.assigned'), render: (_, row) => names.get(row.unitPath) ?? row.unitPath },
          {
            title: '',
            render: (_, row) => (
              <Button
                size="small"
                onClick={() =>
                  setChosen(chosen.filter(({ enterpriseId }) => enterpriseId !== row.enterpriseId))
                }
              >
                {t('plan.remove')}
              </Button>
            ),
          },
        ]}
      />
    </Modal>
  );
}

import {
  DataTable,
  Page,
  QueryState,
  UnitSelect,
  useMay,
  useRouteMutation,
  useRouteQuery,
  useText,
  useUnitName,
} from '@tarim/ui';
import { Button, Form, Input, Modal, Popconfirm, Tag } from 'antd';
import { type ReactNode, useState } from 'react';
import {
  addContact,
  type Contact,
  type ContactInput,
  listContacts,
  putContact,
  removeContact,
} from '../contract.ts';
import { useDutyUnit } from './duty-unit.ts';

/** The phone list (值班通讯录). */
export default function ContactsPage(): ReactNode {
  const t = useText('duty');
  const unitName = useUnitName();
  const may = useMay();
  const [q, setQ] = useState('');
  const [editing, setEditing] = useState<Contact | 'new' | null>(null);
  const list = useRouteQuery(listContacts, { query: { q: q || undefined } });
  const remove = useRouteMutation(removeContact, { success: t('contacts.removed') });
  return (
    <Page
      title={t('contacts.title')}
      note={t('contacts.note')}
      extra={
        may('duty.manage') ? (
          <Button type="primary" onClick={() => setEditing('new')}>
            {t('contacts.add')}
          </Button>
        ) : null
      }
    >
      <div className="filters">
        <Input.Search
          allowClear
          placeholder={t('contacts.search')}
          style={{ maxWidth: 320 }}
          onSearch={(text) => setQ(text.trim())}
        />
      </div>
      <QueryState query={list}>
        <DataTable<Contact>
          name={t('contacts.title')}
          rowKey="id"
          pagination={{ pageSize: 50, hideOnSinglePage: true }}
          scroll={{ x: 760 }}
          locale={{ emptyText: t('contacts.none') }}
          dataSource={list.data?.contacts ?? []}
          columns={[
            {
              title: t('unit'),
              value: (row) => unitName(row.unitPath, 'line'),
              render: (_, row) => unitName(row.unitPath),
            },
            { title: t('contact.organisation'), dataIndex: 'organisation' },
            {
              title: t('contact.name'),
              value: (row) => row.name,
              render: (_, row) => (
                <>
                  {row.name} {row.simulated ? <Tag color="orange">{t('simulated')}</Tag> : null}
                </>
              ),
            },
            { title: t('contact.title'), dataIndex: 'title' },
            {
              title: t('contact.phone'),
              value: (row) => row.phone,
              render: (_, row) => (row.phone ? <a href={`tel:${row.phone}`}>{row.phone}</a> : '—'),
            },
            { title: t('contact.email'), dataIndex: 'email' },
            { title: t('contact.note'), dataIndex: 'note' },
            {
              title: t('actions'),
              hidden: !may('duty.manage'),
              render: (_, row) =>
                may('duty.manage', row.unitPath) ? (
                  <span className="nowrap">
                    <Button size="small" type="link" onClick={() => setEditing(row)}>
                      {t('edit')}
                    </Button>
                    <Popconfirm
                      title={t('contacts.sure', { name: row.name })}
                      onConfirm={() => remove.mutate({ params: { id: row.id } })}
                    >
                      <Button size="small" type="link" danger>
                        {t('remove')}
                      </Button>
                    </Popconfirm>
                  </span>
                ) : null,
            },
          ]}
        />
      </QueryState>
      {editing ? (
        <ContactForm of={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />
      ) : null}
    </Page>
  );
}

function ContactForm({ of, onClose }: { of: Contact | null; onClose: () => void }): ReactNode {
  const t = useText('duty');
  const may = useMay();
  const [unitPath] = useDutyUnit();
  const [form] = Form.useForm<ContactInput>();
  const done = { success: t('saved'), onSuccess: onClose };
  const add = useRouteMutation(addContact, done);
  const put = useRouteMutation(putContact, done);
  const finish = (values: ContactInput) => {
    const text = (value: string | null | undefined) => value?.trim() || null;
    const body = {
      unitPath: values.unitPath,
      organisation: values.organisation.trim(),
      name: values.name.trim(),
      title: text(values.title),
      phone: text(values.phone),
      email: text(values.email),
      note: text(values.note),
    };
    if (of) put.mutate({ params: { id: of.id }, body });
    else add.mutate({ body });
  };
  return (
    <Modal
      open
      title={of ? t('edit') : t('contacts.add')}
      okText={t('save')}
      confirmLoading={add.isPending || put.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form form={form} layout="vertical" initialValues={of ?? { unitPath }} onFinish={finish}>
        <Form.Item name="unitPath" label={t('unit')} rules={[{ required: true }]}>
          <UnitSelect may={(path) => may('duty.manage', path)} />
        </Form.Item>
        <Form.Item
          name="organisation"
          label={t('contact.organisation')}
          rules={[{ required: true, whitespace: true }]}
        >
          <Input maxLength={120} />
        </Form.Item>
        <Form.Item name="name" label={t('contact.name')} rules={[{ required: true, whitespace: true }]}>
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item name="title" label={t('contact.title')}>
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item
          name="phone"
          label={t('contact.phone')}
          rules={[{ pattern: /^[+0-9][0-9 -]{2,30}$/, message: t('contact.phonePattern') }]}
        >
          <Input inputMode="tel" maxLength={31} />
        </Form.Item>
        <Form.Item name="email" label={t('contact.email')} rules={[{ type: 'email' }]}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="note" label={t('contact.note')}>
          <Input maxLength={200} />
        </Form.Item>
      </Form>
    </Modal>
  );
}

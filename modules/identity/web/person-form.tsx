import type { Static } from '@tarim/platform/contract';
import { useMay, useRouteMutation, useSession, useText } from '@tarim/ui';
import { Button, Form, Input, Modal, Switch } from 'antd';
import { type ReactNode, useCallback } from 'react';
import { createPerson, type Person, type PostInput, updatePerson } from '../contract.ts';
import { PostFields } from './post-fields.tsx';

type PersonRow = Static<typeof Person>;

interface FormValues {
  account: string;
  name: string;
  password?: string;
  active: boolean;
  posts: Static<typeof PostInput>[];
}

const keyOf = ({ role, unitPath, enterpriseId }: Static<typeof PostInput>) =>
  `${role}@${role === 'enterprise' ? enterpriseId : unitPath}`;

/** A person's name, posts and state; without a person, a new one. */
export function PersonForm({
  person,
  onClose,
}: {
  person: PersonRow | null;
  onClose: () => void;
}): ReactNode {
  const t = useText('identity');
  const { userId } = useSession();
  const may = useMay();
  const manages = useCallback((path: string) => may('identity.manage', path), [may]);
  const [form] = Form.useForm<FormValues>();
  const create = useRouteMutation(createPerson, { success: t('people.added'), onSuccess: onClose });
  const update = useRouteMutation(updatePerson, { success: t('people.saved'), onSuccess: onClose });
  const self = person?.id === userId;
  const save = ({ account, name, password, active, posts }: FormValues) => {
    if (!person) return create.mutate({ body: { account, name, password: password ?? '', posts } });
    const samePosts = posts.map(keyOf).join() === person.posts.map(keyOf).join();
    update.mutate({
      params: { id: person.id },
      body: {
        ...(name === person.name ? {} : { name }),
        ...(active === person.active ? {} : { active }),
        // What is not changed is not sent: sending posts or a password ends the person's sessions.
        ...(samePosts ? {} : { posts }),
        ...(password ? { password } : {}),
      },
    });
  };
  return (
    <Modal
      open
      width={640}
      title={person ? person.account : t('people.newPerson')}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={create.isPending || update.isPending}
      okText={t('people.save')}
    >
      <Form
        form={form}
        layout="vertical"
        onFinish={save}
        initialValues={person ?? { active: true, posts: [{ role: 'duty-officer' }] }}
      >
        {person ? null : (
          <Form.Item
            name="account"
            label={t('people.account')}
            extra={t('people.accountForm')}
            rules={[{ required: true, pattern: /^[a-z0-9._-]{2,40}$/, message: t('people.accountForm') }]}
          >
            <Input autoComplete="off" />
          </Form.Item>
        )}
        <Form.Item name="name" label={t('people.name')} rules={[{ required: true }]}>
          <Input />
        </Form.Item>
        <Form.Item
          name="password"
          label={person ? t('people.resetPasswordEmptyKeep') : t('people.password')}
          extra={t('people.passwordForm')}
          rules={[{ required: !person, min: 10, message: t('people.passwordForm') }]}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        {person ? (
          <Form.Item
            name="active"
            label={t('people.active2')}
            valuePropName="checked"
            extra={self ? t('people.notYourself') : undefined}
          >
            <Switch disabled={self} />
          </Form.Item>
        ) : null}
        <Form.List
          name="posts"
          rules={[
            {
              validator: (_, posts: unknown[]) =>
                posts.length > 0 ? Promise.resolve() : Promise.reject(new Error(t('people.onePost'))),
            },
          ]}
        >
          {(fields, { add, remove }, { errors }) => (
            <>
              {fields.map((field) => (
                <PostFields
                  key={field.key}
                  form={form}
                  name={field.name}
                  may={manages}
                  onRemove={() => remove(field.name)}
                />
              ))}
              <Button onClick={() => add({ role: 'duty-officer' })}>{t('people.addAPost')}</Button>
              <Form.ErrorList errors={errors} />
            </>
          )}
        </Form.List>
      </Form>
    </Modal>
  );
}

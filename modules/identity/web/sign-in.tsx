import { usePick, useRouteMutation, useRouteQuery, useText } from '@tarim/ui';
import { Button, Form, Input } from 'antd';
import type { ReactNode } from 'react';
import { listDemoAccounts, ROLE_TITLES, signIn } from '../contract.ts';

/** Sign-in; while the simulated region runs, its accounts are offered to click. */
export default function SignIn({ onDone }: { onDone: () => void }): ReactNode {
  const t = useText('identity');
  const pick = usePick();
  const demo = useRouteQuery(listDemoAccounts);
  const enter = useRouteMutation(signIn, { refresh: ['identity'], onSuccess: onDone });
  const password = demo.data?.password;
  return (
    <main className="sign-in">
      <div className="card">
        <h1 style={{ margin: '0 0 2px', fontSize: 24 }}>{t('signIn.product')}</h1>
        <p className="muted" style={{ marginTop: 0 }}>
          {t('signIn.environmentalMonitoringAndSupervision')}
        </p>
        <Form
          layout="vertical"
          onFinish={(values: { account: string; password: string }) => enter.mutate({ body: values })}
        >
          <Form.Item
            name="account"
            label={t('signIn.account')}
            rules={[{ required: true, message: t('signIn.enterTheAccount') }]}
          >
            <Input autoFocus autoComplete="username" size="large" />
          </Form.Item>
          <Form.Item
            name="password"
            label={t('signIn.password')}
            rules={[{ required: true, message: t('signIn.enterThePassword') }]}
          >
            <Input.Password autoComplete="current-password" size="large" />
          </Form.Item>
          <Button type="primary" htmlType="submit" size="large" block loading={enter.isPending}>
            {t('signIn.signIn')}
          </Button>
        </Form>
        {password ? (
          <div style={{ marginTop: 18 }}>
            <div className="muted" style={{ marginBottom: 6 }}>
              {t('signIn.demoAccountsClickToSign')}
            </div>
            <div style={{ display: 'flex', flexWrap: 'wrap', gap: 6 }}>
              {demo.data?.accounts.map((one) => (
                <Button
                  key={one.account}
                  size="small"
                  title={`${one.account} · ${pick(ROLE_TITLES[one.role].zh, ROLE_TITLES[one.role].en)}`}
                  onClick={() => enter.mutate({ body: { account: one.account, password } })}
                >
                  {one.name.replace(t('signIn.demoMark'), '')}
                </Button>
              ))}
            </div>
          </div>
        ) : null}
        <p style={{ marginBottom: 0 }}>
          <a href="/">{t('signIn.publicPortal')}</a>
        </p>
      </div>
    </main>
  );
}

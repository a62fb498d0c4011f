import { useRouteMutation, useRouteQuery, useText } from '@tarim/ui';
import { Button, Form, Input } from 'antd';
import type { ReactNode } from 'react';
import { listDemoAccounts, ROLE_TITLES, signIn } from '../contract.ts';

/** Sign-in; while the simulated region runs, its accounts are offered to click. */
export default function SignIn({ onDone }: { onDone: () => void }): ReactNode {
  const t = useText();
  const demo = useRouteQuery(listDemoAccounts);
  const enter = useRouteMutation(signIn, { refresh: ['identity'], onSuccess: onDone });
  const password = demo.data?.password;
  return (
    <main className="sign-in">
      <div className="card">
        <h1 style={{ margin: '0 0 2px', fontSize: 24 }}>塔里木 Tarim</h1>
        <p className="muted" style={{ marginTop: 0 }}>
          {t('生态环境监测与监管平台 · 管理端', 'Environmental monitoring and supervision · console')}
        </p>
        <Form
          layout="vertical"
          onFinish={(values: { account: string; password: string }) => enter.mutate({ body: values })}
        >
          <Form.Item
            name="account"
            label={t('账号', 'Account')}
            rules={[{ required: true, message: t('请输入账号', 'Enter the account') }]}
          >
            <Input autoFocus autoComplete="username" size="large" />
          </Form.Item>
          <Form.Item
            name="password"
            label={t('口令', 'Password')}
            rules={[{ required: true, message: t('请输入口令', 'Enter the password') }]}
          >
            <Input.Password autoComplete="current-password" size="large" />
          </Form.Item>
          <Button type="primary" htmlType="submit" size="large" block loading={enter.isPending}>
            {t('登录', 'Sign in')}
          </Button>
        </Form>
        {password ? (
          <div style={{ marginTop: 18 }}>
            <div className="muted" style={{ marginBottom: 6 }}>
              {t('演示账号（点击即登录）', 'Demo accounts (click to sign in)')}
            </div>
            <div style={{ display: 'flex', flexWrap: 'wrap', gap: 6 }}>
              {demo.data?.accounts.map((one) => (
                <Button
                  key={one.account}
                  size="small"
                  title={`${one.account} · ${t(ROLE_TITLES[one.role].zh, ROLE_TITLES[one.role].en)}`}
                  onClick={() => enter.mutate({ body: { account: one.account, password } })}
                >
                  {one.name.replace('（演示）', '')}
                </Button>
              ))}
            </div>
          </div>
        ) : null}
        <p style={{ marginBottom: 0 }}>
          <a href="/">{t('← 公众门户', '← Public portal')}</a>
        </p>
      </div>
    </main>
  );
}

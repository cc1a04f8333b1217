import { Facts, Page } from '#workbench/kit/index.ts';
import { Block } from '#workbench/kit/page.tsx';
import { useMe, useSession } from '#workbench/kit/session.ts';
import { ChangePassword } from './change-password.tsx';
import { MySessions } from './my-sessions.tsx';
import { SecondFactor } from './second-factor.tsx';

/** One's own account: who I am here, how I sign in, where I am signed in. */
export default function MyAccount() {
  const me = useMe();
  const session = useSession();
  const posts = me.posts.map(
    ({ unit, title, onBehalfOf }) => `${unit} ${title}${onBehalfOf ? `（代${onBehalfOf}）` : ''}`,
  );
  return (
    <Page
      title="我的账号"
      lead={
        <Facts
          facts={[
            ['姓名', me.person.name],
            ['用户名', me.username],
            ['岗位', posts.join('；')],
          ]}
        />
      }
    >
      <Block title="双因素登录">
        <SecondFactor me={me} renew={() => session.refetch()} />
      </Block>
      <Block title="登录中的设备">
        <MySessions />
      </Block>
      <Block title="修改密码">
        <ChangePassword onDone={() => session.refetch()} />
      </Block>
    </Page>
  );
}

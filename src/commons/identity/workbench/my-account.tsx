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
      <Block title="个人信息说明">
        <p className="prose">
          为履行法定职责和保障网络安全，本系统处理您的姓名、岗位、联系方式、登录时间和网络地址、办理和查阅记录（个人信息保护法第十三条、第三十五条）。手机号加密保存，查看有记录；登录和办理记录用于审计，不能修改或删除。查阅、更正个人信息请联系本单位机构人事管理员。
        </p>
      </Block>
    </Page>
  );
}

import { Alert } from 'antd';
import { Link } from 'react-router';
import { useMe } from '#workbench/kit/session.ts';

/** Says which of one's roles do not count yet, and where to make them count. */
export function SecondFactorNotice() {
  const { withheld, enrolled } = useMe().secondFactor;
  if (withheld.length === 0) return null;
  return (
    <Alert
      banner
      type="warning"
      title={`您的以下权限须双因素登录后才能使用：${withheld.join('、')}`}
      action={<Link to="/account">{enrolled ? '输入验证码' : '现在启用'}</Link>}
    />
  );
}

import { OPENNESS_CLASSES, STATUTORY_CLASSES, TOPICS } from '#commons/publishing/index.ts';
import {
  Choices,
  ErrorSummary,
  type FieldErrors,
  FormPage,
  type PublicForm,
  Select,
  type SiteFacts,
  TextField,
} from '#portal/index.ts';
import { RHYTHMS, type Subject, SUBSCRIPTION_LIMITS } from '../contract.ts';
import { type Choosing, subjectAddress, subjectLabel } from '../subject.ts';

const FORM: PublicForm = { name: '邮件订阅', path: '/subscriptions/new', under: { label: '订阅', href: '/feeds' } };

export interface TypedSubscription {
  readonly subject: Subject;
  readonly address: string;
  readonly rhythm: string;
}

/** What to subscribe to, where to, and how often; filled with the list the reader came from. */
export function SubscribeForm({
  site,
  typed,
  shown,
  errors = {},
}: {
  readonly site: SiteFacts;
  readonly typed: TypedSubscription;
  readonly shown: Choosing;
  readonly errors?: FieldErrors;
}) {
  const { subject } = typed;
  const label = subjectLabel(subject, shown);
  const wrong = ['column', 'unit', 'type'].flatMap((field) => errors[field] ?? []);
  return (
    <FormPage site={site} form={FORM}>
      <div className="page-head">
        <h1>邮件订阅</h1>
        <p className="lead">
          {label
            ? `${label}有新的公开内容时，发邮件告诉您。`
            : '选好栏目、机构、主题或者关键词，有新的公开内容时发邮件告诉您。'}
        </p>
      </div>
      <ErrorSummary errors={errors} />
      <form action="/subscriptions" method="post" noValidate>
        <TextField
          id="address"
          label="您的邮箱"
          hint="只用来发您订阅的内容，加密保存，退订后立即删除。"
          required
          value={typed.address}
          maxLength={SUBSCRIPTION_LIMITS.address}
          autoComplete="email"
          inputMode="email"
          error={errors.address}
        />
        <Choices id="rhythm" label="什么时候发" value={typed.rhythm} options={RHYTHMS} error={errors.rhythm} />
        <TextField
          id="q"
          label="关键词"
          hint="标题、文号、正文和附件里有这些字的。可以不写。"
          value={subject.q}
          maxLength={SUBSCRIPTION_LIMITS.words}
          error={errors.q}
        />
        <div className="filters">
          <Select
            id="column"
            label="栏目"
            all="全部栏目"
            value={subject.column}
            options={shown.columns.map(({ key, name }) => [key, name])}
          />
          <Select
            id="unit"
            label="发布机构"
            all="全部机构"
            value={subject.unit}
            options={shown.units.map(({ key, name }) => [key, name])}
          />
          <Select id="topic" label="主题" all="全部主题" value={subject.topic} options={Object.entries(TOPICS)} />
          <Select
            id="type"
            label="信息类别"
            all="全部类别"
            value={subject.type}
            options={shown.types.map(({ key, label: name }) => [key, name])}
          />
          <Select
            id="openness"
            label="五公开"
            all="全部类别"
            value={subject.openness}
            options={Object.entries(OPENNESS_CLASSES)}
          />
          <Select
            id="class"
            label="法定主动公开内容"
            all="全部十五类"
            value={subject.class}
            options={Object.entries(STATUTORY_CLASSES).map(([key, name]) => [key, `${key}. ${name}`])}
          />
        </div>
        {wrong.map((sentence) => (
          <p key={sentence} className="error">
            {sentence}
          </p>
        ))}
        <p className="aside">选了几项的，同时符合的才发。</p>
        <div className="form-actions">
          <button type="submit">订阅</button>
        </div>
      </form>
      <p className="text">
        不想留邮箱的，可以用阅读器<a href="/feeds">订阅</a>，本站不知道谁订阅了。
      </p>
    </FormPage>
  );
}

/** Where mail is not set up nothing can be promised, and nothing is asked for. */
export function NoMail({ site, subject }: { readonly site: SiteFacts; readonly subject: Subject }) {
  const list = subjectAddress(subject).replace(/^([^?]*)/, '$1/feed.xml');
  return (
    <FormPage site={site} form={FORM}>
      <div className="page-head">
        <h1>邮件订阅</h1>
      </div>
      <p className="notice">本站还没有开通发送邮件，现在不能用邮件订阅。</p>
      <p className="text">
        可以用阅读器订阅：<a href={list}>您要的内容</a>，或者从<a href="/feeds">全部订阅地址</a>里选。
      </p>
    </FormPage>
  );
}

/** The same whether or not the address is known: nobody learns who subscribes to what. */
export function Asked({ site }: { readonly site: SiteFacts }) {
  return (
    <FormPage site={site} form={FORM} step="请查收邮件">
      <div className="page-head">
        <h1>请查收邮件</h1>
      </div>
      <div className="text">
        <p>已经收到。几分钟内会有一封邮件发到您填的邮箱，打开里面的链接，按“确认订阅”，订阅才生效。</p>
        <ul>
          <li>链接 {SUBSCRIPTION_LIMITS.confirmHours} 小时内有效，不确认的到时从本站删除。</li>
          <li>没有收到的，请看看垃圾邮件，或者检查邮箱是否填对，再订阅一次。</li>
          <li>
            同一邮箱一天最多申请 {SUBSCRIPTION_LIMITS.perAddress} 次，最多订阅 {SUBSCRIPTION_LIMITS.held}{' '}
            项；超过的不再发邮件。
          </li>
        </ul>
        <p>
          <a href="/">回到首页</a>
        </p>
      </div>
    </FormPage>
  );
}

/** A page with one button: machines that open every link of a mail before its reader does press no button. */
export function OneButton({
  site,
  said,
  token,
}: {
  readonly site: SiteFacts;
  readonly said: 'confirm' | 'stop';
  readonly token: string;
}) {
  const confirm = said === 'confirm';
  return (
    <FormPage site={site} form={FORM} step={confirm ? '确认' : '退订'}>
      <div className="page-head">
        <h1>{confirm ? '确认订阅' : '退订'}</h1>
        <p className="lead">
          {confirm ? '按下面的按钮，订阅生效。' : '按下面的按钮，不再给您发这一项订阅的邮件，并删除您的邮箱。'}
        </p>
      </div>
      <form action={`/subscriptions/${said}/${token}`} method="post">
        <div className="form-actions">
          <button type="submit">{confirm ? '确认订阅' : '退订'}</button>
        </div>
      </form>
    </FormPage>
  );
}

/** Says what follows without saying whether the link was good, which the portal does not know. */
export function Answered({ site, said }: { readonly site: SiteFacts; readonly said: 'confirm' | 'stop' }) {
  const confirm = said === 'confirm';
  return (
    <FormPage site={site} form={FORM} step={confirm ? '已经收到确认' : '已经退订'}>
      <div className="page-head">
        <h1>{confirm ? '已经收到您的确认' : '已经退订'}</h1>
      </div>
      <div className="text">
        {confirm ? (
          <p>
            链接在有效期内的，几分钟内订阅生效，并有一封邮件告诉您。没有收到的，链接可能已经过期或者用过，请
            <a href="/subscriptions/new">再订阅一次</a>。
          </p>
        ) : (
          <p>这一项订阅不再发邮件，您的邮箱从这一项中删除。还有别的订阅的，请打开那些邮件里的退订链接。</p>
        )}
        <p>
          <a href="/">回到首页</a>
        </p>
      </div>
    </FormPage>
  );
}

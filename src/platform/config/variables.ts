import * as read from './parsers.ts';

/** One variable of the environment. */
export interface Variable<T> {
  /** What it is for, in one or two Chinese sentences. */
  readonly about: string;
  readonly parse: read.Parser<T>;
  /** The text taken when nothing is set; none means the setting is left out. */
  readonly usual?: string;
  /** What happens without it, when that is not a fixed text. */
  readonly otherwise?: string;
  /** Never shown: neither in a message nor in a log. */
  readonly secret?: true;
}

const variable = <T>(given: Variable<T>): Variable<T> => given;

/** Every variable the product reads, in the order of docs/generated/configuration.md. */
export const variables = {
  PORT: variable({ about: '网站监听的端口', parse: read.wholeNumber(0, 65_535), usual: '8080' }),
  HOST: variable({ about: '网站监听的地址。0.0.0.0 表示所有网卡', parse: read.host, usual: '127.0.0.1' }),
  SUNLIT_BASE_URL: variable({
    about: '公众访问本站的网址，写入邮件、订阅源和网页标识',
    parse: read.origin,
    otherwise: '由 HOST 和 PORT 得出',
  }),
  SUNLIT_TRUST_PROXY: variable({
    about: '前面有反向代理时，相信哪些代理转告的访问者地址',
    parse: read.trustedProxies,
    usual: 'false',
  }),
  SUNLIT_LIMIT_FACTOR: variable({
    about: '访问次数限制放宽的倍数：许多人共用一个出口地址，或测量性能时使用',
    parse: read.wholeNumber(1, 100_000),
    usual: '1',
  }),
  SUNLIT_ROLES: variable({
    about: '本进程承担的工作：web 提供网页，worker 办理后台任务',
    parse: read.someOf('web', 'worker'),
    usual: 'web,worker',
  }),
  SUNLIT_DATA_DIR: variable({
    about: '数据文件夹：内置数据库、上传的文件、生成的密钥。相对路径从程序所在文件夹算起',
    parse: read.text(),
    usual: './.sunlit',
  }),
  DATABASE_URL: variable({
    about: '外部 PostgreSQL（15 或更高）的地址，所有者账号，用于建表和升级',
    parse: read.address('postgres', 'postgresql'),
    otherwise: '启动内置数据库',
    secret: true,
  }),
  DATABASE_OFFICE_URL: variable({
    about: '工作台使用的账号（sunlit_office）的数据库地址',
    parse: read.address('postgres', 'postgresql'),
    otherwise: '由所有者账号建立该账号，并用同一地址连接',
    secret: true,
  }),
  DATABASE_PORTAL_URL: variable({
    about: '公众网站使用的账号（sunlit_portal）的数据库地址，须是可写的主库：公众来件由它写入',
    parse: read.address('postgres', 'postgresql'),
    otherwise: '由所有者账号建立该账号，并用同一地址连接',
    secret: true,
  }),
  SUNLIT_SECRET_KEY: variable({
    about: '主密钥，会话、字段加密和数据库账号密码都由它推出。多台机器必须相同；丢失后加密的字段无法读出',
    parse: read.text(32),
    otherwise: '首次启动时生成，存入数据文件夹的 secrets.json',
    secret: true,
  }),
  SUNLIT_JOURNAL_ALGORITHM: variable({
    about: '办理日志的杂凑算法。安装后不要更改',
    parse: read.oneOf('sm3', 'sha256'),
    usual: 'sm3',
  }),
  SUNLIT_DEMO: variable({
    about: '是否建立演示单位。只在数据库为空时起作用',
    parse: read.yesOrNo,
    otherwise: '使用内置数据库时为 true，给出 DATABASE_URL 时为 false',
  }),
  SUNLIT_DEMO_PASSWORD: variable({
    about: '演示账号的密码',
    parse: read.text(8),
    otherwise: '每次安装随机生成，启动时显示',
    secret: true,
  }),
  SUNLIT_LISTEN_DEMO_PUBLICLY: variable({
    about: '演示单位是否可以在本机以外访问',
    parse: read.yesOrNo,
    usual: 'false',
  }),
  SMTP_URL: variable({
    about: '发送邮件的服务器地址',
    parse: read.address('smtp', 'smtps'),
    otherwise: '不发邮件',
    secret: true,
  }),
  SUNLIT_MAIL_FROM: variable({ about: '邮件的发件人', parse: read.sender, otherwise: '不发邮件' }),
  SUNLIT_MAILBOX_URL: variable({
    about:
      '接收信息公开申请的邮箱，如 imaps://用户名:密码@邮件主机/INBOX；用户名、密码里的特殊字符按网址编码。只用加密连接',
    parse: read.mailbox,
    otherwise: '不读邮箱，邮件收到的申请由工作人员登记',
    secret: true,
  }),
  SUNLIT_MAILBOX_DONE: variable({
    about: '收取后把邮件移到这个文件夹，须已建好',
    parse: read.text(),
    otherwise: '留在原处，标为已读；只收取未读的邮件',
  }),
  SUNLIT_SMS_URL: variable({
    about: '短信适配器的地址，接口见 docs/adr/0006-text-messages-by-an-http-adapter.md',
    parse: read.address('http', 'https'),
    otherwise: '不发短信',
  }),
  SUNLIT_SMS_TOKEN: variable({
    about: '与短信适配器共有的密钥，用来给每个请求签名（x-sunlit-signature），本身不发送',
    parse: read.text(),
    otherwise: '请求不签名，只可用于同一台机器上的适配器',
    secret: true,
  }),
  OIDC_ISSUER: variable({
    about: '统一身份认证（OIDC）的签发者地址',
    parse: read.address('http', 'https'),
    otherwise: '只用本系统账号登录',
  }),
  OIDC_CLIENT_ID: variable({
    about: '在统一身份认证登记的客户端编号',
    parse: read.text(),
    otherwise: '只用本系统账号登录',
  }),
  OIDC_CLIENT_SECRET: variable({
    about: '在统一身份认证登记的客户端密钥',
    parse: read.text(),
    otherwise: '只用本系统账号登录',
    secret: true,
  }),
  OIDC_LABEL: variable({ about: '登录页上统一身份认证按钮的文字', parse: read.text(), usual: '统一身份认证' }),
  SUNLIT_SOFFICE: variable({
    about: 'LibreOffice 程序（soffice）的位置，用来把拟公开的 Word、Excel 材料转成 PDF',
    parse: read.text(),
    otherwise: '在通常的安装位置查找；没有安装的，请上传 PDF',
  }),
  CLAMD_HOST: variable({ about: '病毒扫描服务 ClamAV 的主机', parse: read.host, otherwise: '不扫描上传的文件' }),
  CLAMD_PORT: variable({ about: '病毒扫描服务 ClamAV 的端口', parse: read.wholeNumber(1, 65_535), usual: '3310' }),
  SUNLIT_METRICS_TOKEN: variable({
    about: '读取 /metrics 须出示的令牌（Authorization: Bearer 令牌）',
    parse: read.text(16),
    otherwise: '只在本机监听且前面没有代理时，/metrics 对本机开放；否则不开放',
    secret: true,
  }),
  SUNLIT_LOG_LEVEL: variable({
    about: '运行日志记到哪一级',
    parse: read.oneOf('trace', 'debug', 'info', 'warn', 'error', 'silent'),
    usual: 'info',
  }),
} satisfies Record<string, Variable<unknown>>;

export type VariableName = keyof typeof variables;

/** Set by our own start and test scripts, not by people: known, so not refused. */
export const internalVariables = ['SUNLIT_ROOT', 'SUNLIT_FIRST_STEP', 'SUNLIT_CHROMIUM', 'SUNLIT_TEST_CLUSTER_URL'];

export interface ReadyFacts {
  readonly baseUrl: string;
  readonly accounts: readonly { readonly username: string; readonly name: string; readonly posts: string }[];
  readonly password: string;
  readonly setupToken: string | undefined;
}

export interface StartReport {
  /** Runs one step of the start, saying what it does and how long it took. */
  step<T>(label: string, work: () => Promise<T>): Promise<T>;
  say(sentence: string): void;
  ready(facts: ReadyFacts): void;
}

/** What the person who typed `npm start` reads. Goes on with the numbers that bin/run.mjs began. */
export function startReport(out: (text: string) => void = (text) => process.stdout.write(text)): StartReport {
  let number = Number(process.env.SUNLIT_FIRST_STEP ?? 1);
  const numeral = () => String.fromCodePoint(0x2460 + number++ - 1);
  return {
    async step(label, work) {
      const began = performance.now();
      out(`${numeral()} ${label} …`);
      const result = await work();
      out(` ${((performance.now() - began) / 1000).toFixed(1)} 秒\n`);
      return result;
    },
    say: (sentence) => out(`   ${sentence}\n`),
    ready(facts) {
      out(`\n阳光药监已启动（按 Ctrl-C 停止）\n   门户    ${facts.baseUrl}/\n   工作台  ${facts.baseUrl}/workbench\n`);
      if (facts.setupToken)
        out(`\n首次使用，请设置第一位管理员：${facts.baseUrl}/workbench/\n   安装密码：${facts.setupToken}\n`);
      if (facts.accounts.length > 0) {
        out(`\n演示账号（密码都是 ${facts.password}）\n`);
        for (const account of facts.accounts)
          out(`   ${account.username.padEnd(12)} ${account.name}　${account.posts}\n`);
      }
    },
  };
}

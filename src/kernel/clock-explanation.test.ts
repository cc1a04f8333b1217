import { describe, expect, test } from 'vitest';
import { toldShortly } from './clock-explanation.ts';
import { answer, at, type Happened, read, texts } from './clock-sample.fixture.ts';

describe('the explanation', () => {
  test('tells everything, in the order of the days', () => {
    const events = [
      at('receive', '2026-09-15'),
      at('consult', '2026-09-21'),
      at('opinion', '2026-09-23'),
      at('extend', '2026-10-12', { days: 3 }),
      at('extend', '2026-10-13'),
      at('reply', '2026-10-27'),
    ];
    expect(texts(read(events, '2026-12-31'))).toEqual([
      '答复期限为20个工作日，依据《政府信息公开条例》第三十三条（2019年5月15日起施行）。',
      '2026年9月15日（星期二）收到申请，当日不计算在内，自次日起按工作日计算。',
      '2026年9月19日（星期六）为周末，1天不计算。',
      '2026年9月20日（星期日）为国庆节调休上班日，计算在内。',
      '2026年9月21日（星期一）征求第三方意见，至2026年9月23日（星期三）收到第三方意见，期间2个工作日不计算，依据《政府信息公开条例》第三十三条。',
      '2026年9月25日至9月27日为中秋节放假，3天不计算。',
      '2026年10月1日至10月7日为国庆节放假，7天不计算。',
      '2026年10月10日（星期六）为国庆节调休上班日，计算在内。',
      '2026年10月11日（星期日）为周末，1天不计算。',
      '2026年10月12日（星期一）延长3个工作日，原期限最后一日为2026年10月21日（星期三），依据《政府信息公开条例》第三十三条。',
      '2026年10月13日（星期二）批准延长：按规定只能延长1次，不再延长。',
      '2026年10月17日至10月18日为周末，2天不计算。',
      '2026年10月24日至10月25日为周末，2天不计算。',
      '期限最后一日为2026年10月26日（星期一）。',
      '2026年10月27日（星期二）答复申请人，逾期1天，其中工作日1天。',
    ]);
  });

  test.each<[string, Happened[], string, string]>([
    [
      'a restart',
      [at('receive', '2026-09-15'), at('askCorrection', '2026-09-23'), at('correct', '2026-10-12')],
      '2026-10-13',
      '2026年10月12日（星期一）收到补正，期限自次日起重新计算，此前的日子不再计入，依据《政府信息公开条例》第三十条。',
    ],
    [
      'a late notice of correction',
      [at('receive', '2026-09-15'), at('askCorrection', '2026-09-24')],
      '2026-09-25',
      '2026年9月24日（星期四）告知补正：超过规定时限才告知，期限不暂停（最后一日为2026年9月23日）。',
    ],
    [
      'a late extension',
      [at('receive', '2026-09-15'), at('extend', '2026-10-20')],
      '2026-10-21',
      '2026年10月20日（星期二）批准延长：期限在此之前已经届满，不予延长（最后一日为2026年10月19日）。',
    ],
    [
      'an open pause',
      [at('receive', '2026-03-02'), at('consult', '2026-03-10')],
      '2026-03-16',
      '2026年3月10日（星期二）征求第三方意见，自次日起暂停计算，尚未恢复，期间4个工作日不计算，依据《政府信息公开条例》第三十三条。',
    ],
    [
      'what is left in a pause',
      [at('receive', '2026-03-02'), at('consult', '2026-03-10')],
      '2026-03-16',
      '目前暂停计算，此前已计6个工作日，尚余14个工作日；恢复计算后才能确定期限最后一日。',
    ],
    [
      'a pause that ended by itself',
      [at('receive', '2026-03-02'), at('consult', '2026-03-10'), at('deliver', '2026-03-12')],
      '2026-04-07',
      '2026年3月10日（星期二）征求第三方意见，至2026年4月2日（星期四）满15个工作日，期间17个工作日不计算，依据《政府信息公开条例》第三十三条。',
    ],
    [
      'a pause with a limit',
      [at('receive', '2026-03-02'), at('consult', '2026-03-10'), at('deliver', '2026-03-12')],
      '2026-03-16',
      '目前暂停计算，此前已计6个工作日，尚余14个工作日；最晚等到2026年4月2日（星期四），届时期限最后一日为2026年4月23日（星期四）。',
    ],
    [
      'a cap on an extension',
      [at('receive', '2026-09-15'), at('extend', '2026-10-15', { days: 30 })],
      '2026-10-16',
      '2026年10月15日（星期四）延长20个工作日（提出30，按规定最多20），原期限最后一日为2026年10月19日（星期一），依据《政府信息公开条例》第三十三条。',
    ],
    [
      'being overdue',
      [at('receive', '2026-03-02')],
      '2026-04-07',
      '截至2026年4月7日（星期二）尚未办结，已逾期8天，其中工作日5天。',
    ],
    [
      'an extension that names no days',
      [at('receive', '2026-03-02'), at('extend', '2026-03-05', { days: 0 })],
      '2026-03-06',
      '2026年3月5日（星期四）批准延长：没有写明延长多久，不予延长。',
    ],
  ])('%s', (_name, events, today, line) => {
    expect(texts(read(events, today))).toContain(line);
  });

  test.each([
    ['2018-12-26', '2018年节假日安排早已公布，但没有录入本系统，'],
    ['2026-12-18', '2027年节假日安排尚未公布，'],
  ])(
    'of a date counted from %s does not say of a year that has passed that nobody has arranged it',
    (received, said) => {
      const line = read([at('receive', received)], received, {
        ...answer,
        inForceFrom: '2008-05-01',
      }).explanation.filter(({ kind }) => kind === 'provisional');
      expect(line.map(({ text }) => text.slice(0, said.length))).toEqual([said]);
    },
  );

  test('without words for the events it is still whole', () => {
    const { words: _, ...wordless } = answer;
    const reading = read(
      [
        at('receive', '2026-03-02'),
        at('consult', '2026-03-10'),
        at('opinion', '2026-03-12'),
        at('reply', '2026-03-20'),
      ],
      '2026-03-20',
      wordless,
    );
    expect(texts(reading)[1]).toBe('2026年3月2日（星期一）期限起算，当日不计算在内，自次日起按工作日计算。');
    expect(texts(reading).at(-1)).toBe('2026年3月20日（星期五）办结，在期限内。');
    expect(reading.explanation.filter((line) => line.kind === 'pause')).toHaveLength(1);
  });
});

describe('told shortly', () => {
  const events = [at('receive', '2026-11-02'), at('reply', '2026-11-17')];
  const words = (happened: Happened[], today: string) => {
    const { standing, way } = toldShortly(read(happened, today).explanation);
    return { standing: standing.map(({ text }) => text), way: way.map(({ text }) => text) };
  };

  test('how it ended stands first, and all weekends are one line', () => {
    expect(words(events, '2026-12-31')).toEqual({
      standing: ['2026年11月17日（星期二）答复申请人，在期限内。', '期限最后一日为2026年11月30日（星期一）。'],
      way: [
        '答复期限为20个工作日，依据《政府信息公开条例》第三十三条（2019年5月15日起施行）。',
        '2026年11月2日（星期一）收到申请，当日不计算在内，自次日起按工作日计算。',
        '2026年11月7日至11月29日之间的周末，共8天不计算。',
      ],
    });
  });

  test('while it runs, the last day stands first; one weekend keeps its own words', () => {
    const { standing } = words([at('receive', '2026-11-02')], '2026-11-05');
    expect(standing).toEqual(['期限最后一日为2026年11月30日（星期一）。']);
    const { way } = words([at('receive', '2026-09-15')], '2026-09-16');
    expect(way).toContain('2026年9月19日至10月18日之间的周末，共4天不计算。');
  });

  test('no day kept out of the count is lost', () => {
    const { explanation } = read([at('receive', '2026-09-15'), at('consult', '2026-09-21')], '2026-10-27');
    const sum = (lines: readonly { readonly days?: number }[]) => lines.reduce((all, { days = 0 }) => all + days, 0);
    const { standing, way } = toldShortly(explanation);
    expect(sum([...standing, ...way])).toBe(sum(explanation));
  });
});

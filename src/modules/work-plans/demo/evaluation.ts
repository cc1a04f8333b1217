/** What was heard and concluded about the execution of the plan: invented, and kept in the words of those who spoke. */
export const EVALUATION = [
  {
    method:
      '向 86 家企业发放问卷，回收 71 份；召开企业和协会座谈会 2 场；分析依申请公开、12331 来电和网站留言 214 条。',
    conclusion:
      '九成以上受访者认为信息公开比上年更及时；办事指南和处罚信息的满意度最高，政策解读的通俗程度仍有差距。22 项任务全部完成，个别任务进展报告数据不够具体。',
    adjustment: '下一年度把“解读是否看得懂”列入每篇解读的读者评价；进展报告一律写明公开条数和链接。',
    opinions: [
      {
        speaker: '某药品生产企业质量负责人',
        channel: '企业座谈会',
        daysBefore: 20,
        verbatim: '处罚决定书全文公开以后，我们对照着查自己的问题，比培训管用。希望能按品种检索。',
      },
      {
        speaker: '省医药行业协会',
        channel: '书面征求意见',
        daysBefore: 18,
        verbatim: '政策征求意见的时间偏短，有两次只有七天，企业来不及测算，建议不少于三十天。',
      },
      {
        speaker: '南昌市某社区居民',
        channel: '12331 来电',
        daysBefore: 12,
        verbatim: '网上的解读字太多，老人看不下去，画成图就明白了。',
      },
      {
        speaker: '某零售连锁企业',
        channel: '网站留言',
        daysBefore: 9,
        verbatim: '办事指南现在线上线下一样了，不用跑两趟，这一点要肯定。',
      },
    ],
  },
] as const;

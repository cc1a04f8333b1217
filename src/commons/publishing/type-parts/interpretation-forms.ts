/** 国办发〔2016〕80号；2019 年要点第 11 条：解读形式. */
export const INTERPRETATION_FORMS = {
  text: '文字解读',
  qa: '问答',
  picture: '图解',
  chart: '图表解读',
  media: '音视频',
  press: '新闻发布会',
  expert: '专家解读',
} as const;

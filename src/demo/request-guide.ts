/** What the guide to applications says of the office in the demonstration: invented, like its site facts, and told to be so. */
export const demoGuide = {
  office: '办公室（政务公开办公室）',
  address: '演示地址一层受理大厅',
  postcode: '000000',
  hours: '工作日 9:00 至 12:00，13:30 至 17:00',
  phone: '演示电话 0000-0000000',
  fax: '演示传真 0000-0000000',
  email: 'gongkai@yanshi.invalid',
  complaints: '机关纪委，演示电话 0000-0000000',
} as const;

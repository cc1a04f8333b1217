/** What the pages of the demonstration say of themselves. Nothing of it can be taken for a real registration. */
export const demoSite = {
  name: '江西省药品监督管理局（演示）',
  domain: 'sunlit.example.invalid',
  idCode: '9999999999',
  host: '阳光药监演示单位',
  operator: '演示信息中心',
  icp: '演示备案号，非真实备案',
  police: '演示公安备案号，非真实备案',
  contact: '演示地址，演示电话 0000-0000000',
  demo: true,
} as const;

/** The same words whether the number is not there or the code is another's. */
export const NOT_THERE = {
  receipt: '没有找到编号和查询码都相符的申请，请对照回执核对后再查',
  code: '请核对查询码，注意字母和数字',
};
export const NO_FILE = { receipt: '没有找到这份材料，请重新查询后下载' };
export const EXPIRED = { code: '页面打开的时间较长，为了安全请重新填写编号和查询码' };

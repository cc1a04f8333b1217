/** Said where people sign in and where they write: this system may hold no secrets of the state (保守国家秘密法). */
export function NotClassified() {
  return <p className="field-hint">本系统不是涉密信息系统，严禁录入、存储、传输国家秘密和工作秘密。</p>;
}

/** What happens to a consultation after its letter has gone, as the clocks of those it was held for see it. Pure data: forms and the browser import it. */
export const CONSULTATION_EVENTS = {
  consult: '再次发出征求意见函',
  consultDelivered: '征求意见函送达',
  consultAnswered: '收到意见',
  consultClosed: '结束征求意见',
} as const;
export type ConsultationEvent = keyof typeof CONSULTATION_EVENTS;

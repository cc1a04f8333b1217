export { CannotDeliver, type Carrier, mailCarrier, smsCarrier } from './carriers.ts';
export { nextTry } from './deliver.ts';
export { noticeKinds } from './kinds.ts';
export { feature } from './module.ts';
export { type NewNotice, NOTICE_KEPT_SHORT, notify } from './notify.ts';
export { stuckDeliveries, unreadCount } from './queries.ts';

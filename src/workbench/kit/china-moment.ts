/** A time of day as people type it: 09:30, 9:30, 9：30, 0930 or 9点30分. Null for anything else. */
export function readClock(text: string): string | null {
  const [, hour = '', minute = ''] = CLOCK.exec(text.trim()) ?? [];
  if (!hour || Number(hour) > 23 || Number(minute) > 59) return null;
  return `${hour.padStart(2, '0')}:${minute}`;
}

const CLOCK = /^(\d{1,2})[:：.点时]?(\d{2})分?$/;

/** The moment when it is that time of that day in China. */
export const chinaMoment = (date: string, time: string): string => `${date}T${time}:00+08:00`;

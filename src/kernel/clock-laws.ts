import type { ClockDef, Period } from './clock-definition.ts';
import { isLocalDate } from './dates.ts';

/** Defects that the editions of any declared clock could have; a test asserts that none has one. Editions are given oldest first. */
export function clockDefects(editions: readonly ClockDef[]): string[] {
  const between = editions.flatMap((edition, i) => {
    const next = editions[i + 1];
    if (!next) return [];
    const defects: string[] = [];
    if (next.key !== edition.key) defects.push(`${next.key} stands among the editions of ${edition.key}`);
    if (edition.inForceTo === undefined || edition.inForceTo >= next.inForceFrom)
      defects.push(`${edition.key} of ${edition.inForceFrom} overlaps the edition of ${next.inForceFrom}`);
    return defects;
  });
  return [...(editions.length === 0 ? ['no edition'] : []), ...editions.flatMap(editionDefects), ...between];
}

function editionDefects(def: ClockDef): string[] {
  const name = `${def.key} of ${def.inForceFrom}`;
  const defects: string[] = [];
  if (!isLocalDate(def.inForceFrom)) defects.push(`${name} comes into force on no date`);
  if (def.inForceTo !== undefined && (!isLocalDate(def.inForceTo) || def.inForceTo < def.inForceFrom))
    defects.push(`${name} ends before it begins`);
  if (!positive(def.limit)) defects.push(`${name} has a limit that is no positive whole number`);
  if (def.startsOn.length === 0) defects.push(`${name} never starts`);
  if (def.stopsOn.length === 0) defects.push(`${name} never stops`);
  for (const event of def.stopsOn)
    if (def.startsOn.includes(event)) defects.push(`${name} starts and stops on ${event}`);
  for (const event of eventsOf(def)) if (!def.words?.[event]) defects.push(`${name} has no words for ${event}`);
  for (const { event } of def.unmovedBy ?? [])
    if (movers(def).includes(event)) defects.push(`${name}: ${event} both moves the clock and does not`);
  for (const { event, onlyAfter } of def.extensions ?? [])
    if (onlyAfter !== undefined && !eventsOf(def).includes(onlyAfter))
      defects.push(`${name}: nothing tells of ${onlyAfter}, after which ${event} may be granted`);
  if (def.sameDay && [...def.sameDay].sort().join() !== eventsOf(def).sort().join())
    defects.push(`${name} does not order every event of a day once`);
  return [...defects, ...pauseDefects(def, name), ...extensionDefects(def, name)];
}

function pauseDefects(def: ClockDef, name: string): string[] {
  const pauses = def.pauses ?? [];
  const defects = pauses.flatMap((pause) => {
    const found: string[] = [];
    if (pause.until.length === 0 && !pause.atMost) found.push(`${name}: the pause from ${pause.from} never ends`);
    if (pause.atMostFrom && !pause.atMost)
      found.push(`${name}: the pause from ${pause.from} has a beginning of its limit but no limit`);
    if (pause.times !== undefined && !positive({ n: pause.times, unit: 'working' }))
      found.push(
        `${name}: the pause from ${pause.from} may be begun a number of times that is no positive whole number`,
      );
    for (const period of [pause.within, pause.atMost])
      if (period && (period.unit === 'hour' || !positive(period)))
        found.push(`${name}: the pause from ${pause.from} has a limit that is no whole number of days`);
    return found;
  });
  if (new Set(pauses.map((pause) => pause.from)).size !== pauses.length)
    defects.push(`${name}: two pauses begin with one event`);
  if (def.limit.unit === 'hour' && pauses.length > 0) defects.push(`${name} counts hours, which nothing pauses`);
  return defects;
}

function extensionDefects(def: ClockDef, name: string): string[] {
  return (def.extensions ?? []).flatMap((extension) =>
    positive({ n: extension.upTo ?? 1, unit: def.limit.unit }) && positive({ n: extension.times, unit: def.limit.unit })
      ? []
      : [`${name}: the extension by ${extension.event} is not capped by positive whole numbers`],
  );
}

/** Every event a definition names. */
export function eventsOf(def: ClockDef): string[] {
  return [...new Set([...movers(def), ...(def.unmovedBy ?? []).map((rule) => rule.event)])];
}

/** Every event that a definition lets do something. */
function movers(def: ClockDef): string[] {
  return [
    ...new Set([
      ...def.startsOn,
      ...def.stopsOn,
      ...(def.restartsOn ?? []).map((rule) => rule.event),
      ...(def.pauses ?? []).flatMap((rule) => [
        rule.from,
        ...rule.until,
        ...(rule.atMostFrom ? [rule.atMostFrom] : []),
      ]),
      ...(def.extensions ?? []).map((rule) => rule.event),
    ]),
  ];
}

const positive = ({ n }: Period): boolean => Number.isInteger(n) && n > 0;

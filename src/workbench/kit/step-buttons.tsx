import { Button, Drawer } from 'antd';
import { type ReactNode, useId, useLayoutEffect, useRef, useState } from 'react';
import type { ActOffer } from '#commons/casework/contract.ts';
import { useNavigate } from 'react-router';
import { api } from './api.ts';
import { focusHeading } from './focus.ts';
import { useRefresh } from './query.ts';
import { SchemaForm } from './schema-form.tsx';
import type { Widgets } from './schema-field.tsx';

/**
 * What may be done now, as buttons. What may not is shown disabled with the reasons beside it; each opens a form with
 * its consequence in a sentence. The screen repeats no rule: it shows the offers it was given.
 */
export function StepButtons({
  offers,
  version,
  refresh,
  onDone,
  widgets,
  compact = false,
  seldom = [],
  about,
  named,
  among,
}: {
  readonly offers: readonly ActOffer[];
  /** Of the matter as it was seen; left out for acts that take only their fields. */
  readonly version?: number;
  /** Addresses to ask anew afterwards, e.g. `['/api/matters', '/api/todo']`. */
  readonly refresh: readonly string[];
  readonly onDone?: (offer: ActOffer) => void;
  readonly widgets?: Widgets;
  /** Small plain buttons, for acts beside a line. */
  readonly compact?: boolean;
  /** What may be done and is hardly ever meant: never the main button, even where nothing else stands. */
  readonly seldom?: readonly string[];
  /** The line, by its id, where the same act is offered beside several: what was typed for one is not offered for another. */
  readonly about?: string;
  /** The line as people call it, told by the form's heading: whoever acts sees which one it is about. */
  readonly named?: string;
  /** The matters the act is taken on together, as they were seen. */
  readonly among?: readonly Seen[];
}) {
  const [opened, setOpen] = useState<ActOffer>();
  const opener = useRef<HTMLElement>(null);
  // In the same breath as the form goes; a button that is gone with what was done hands the focus to the page.
  useLayoutEffect(() => {
    const button = opener.current;
    if (opened || !button) return;
    opener.current = null;
    if (button.isConnected) button.focus({ preventScroll: true });
    else focusHeading();
  }, [opened]);
  // After others' changes are loaded the same act is offered anew; an act no longer offered keeps its form until it is closed.
  const open = opened && (offers.find(({ key }) => key === opened.key) ?? opened);
  const ready = offers.filter(({ refusals }) => refusals.length === 0);
  const leads = ready.find(({ key, grave }) => !grave && !seldom.includes(key));
  const barred = offers.filter(({ refusals }) => refusals.length > 0);
  return (
    <div className="steps">
      <div className="steps-ready">
        {ready.map((offer) => (
          <Button
            key={offer.key}
            type={!compact && offer === leads && version !== undefined ? 'primary' : 'default'}
            danger={offer.grave === true}
            size={compact ? 'small' : 'middle'}
            onClick={(event) => {
              opener.current = event.currentTarget;
              setOpen(offer);
            }}
          >
            {offer.label}
          </Button>
        ))}
      </div>
      {barred.map((offer) => (
        <div key={offer.key} className="steps-barred">
          <Button disabled size={compact ? 'small' : 'middle'}>
            {offer.label}
          </Button>
          <ul aria-label={`现在不能${offer.label}的原因`}>
            {offer.refusals.map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
        </div>
      ))}
      {open && (
        <StepDrawer
          offer={open}
          refresh={refresh}
          close={() => setOpen(undefined)}
          {...(version !== undefined && { version })}
          {...(onDone && { onDone })}
          {...(widgets && { widgets })}
          {...(about && { about })}
          {...(named && { named })}
          {...(among && { among })}
        />
      )}
    </div>
  );
}

/** One act: what will follow, its form, and the button that does it. Stays open, with everything typed, until it is done. */
function StepDrawer({
  offer,
  version,
  refresh,
  close,
  onDone,
  widgets,
  about,
  named,
  among,
}: {
  readonly offer: ActOffer;
  readonly version?: number;
  readonly refresh: readonly string[];
  readonly close: () => void;
  readonly onDone?: (offer: ActOffer) => void;
  readonly widgets?: Widgets;
  readonly about?: string;
  readonly named?: string;
  readonly among?: readonly Seen[];
}): ReactNode {
  const renew = useRefresh();
  const navigate = useNavigate();
  const follows = useId();
  return (
    <Drawer
      title={named ? `${offer.label}：${named}` : offer.label}
      open
      onClose={close}
      size={520}
      destroyOnHidden
      autoFocus={false}
    >
      {offer.refusals.map((reason) => (
        <p key={reason} className="field-error">
          {reason}
        </p>
      ))}
      {offer.consequence && (
        <p id={follows} className={offer.grave ? 'consequence grave' : 'consequence'}>
          {offer.consequence}
        </p>
      )}
      <SchemaForm
        takesFocus
        {...(offer.consequence && { describedBy: follows })}
        schema={offer.fields}
        draft={about ? `${offer.path} ${about}` : offer.path}
        submitLabel={offer.label}
        grave={offer.grave === true}
        askAnyway={version !== undefined}
        onCancel={close}
        renew={() => renew(...refresh)}
        {...(widgets && { widgets })}
        submit={(fields) => api.post(offer.path, bodyOf(offer, version, fields, among))}
        onDone={async (answer) => {
          if (leftSight(answer)) {
            void navigate('/');
            return renew(...refresh);
          }
          // The form waits for the page that shows what was done: a button pressed before would be told that somebody was faster.
          await renew(...refresh);
          close();
          onDone?.(offer);
        }}
        done={`已${offer.label}`}
      />
    </Drawer>
  );
}

/** Whoever has given a matter away may have no sight of it any more: there is no page to go back to. */
const leftSight = (answer: unknown): boolean =>
  typeof answer === 'object' && answer !== null && 'outOfSight' in answer && answer.outOfSight === true;

interface Seen {
  readonly id: string;
  readonly version: number;
}

/** A step says beside its fields which version was seen, or which matters at which; another act that must know says it among them. */
function bodyOf(
  offer: ActOffer,
  version: number | undefined,
  fields: Readonly<Record<string, unknown>>,
  among: readonly Seen[] | undefined,
): object {
  if (among) return { matters: among.map((seen) => ({ id: seen.id, version: seen.version })), fields };
  if (version !== undefined) return { version, fields };
  return offer.version === undefined ? fields : { ...fields, version: offer.version };
}
